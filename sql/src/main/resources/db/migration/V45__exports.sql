-- How far trails have been handed to other systems, and which lines of them. ------------------------------------------

create table export_position (
  target     text        primary key,
  flush_no   bigint      not null,
  holder     text,
  held_until timestamptz,
  moved_at   timestamptz not null default now()
);
comment on table export_position is 'how far the change feed has been handed to another system; all up to there was taken by it';
comment on column export_position.target is 'such as otlp';
comment on column export_position.holder is 'the program that exports at the moment; others leave it alone until held_until';
comment on column export_position.moved_at is 'when flush_no was last known to be the newest that could be exported';

create table export_sent (
  target   text        not null,
  trail_id bigint      not null,
  lines    bytea       not null,
  sent_at  timestamptz not null default now(),
  primary key (target, trail_id) -- What of a trail was sent already.
);
comment on table export_sent is 'trails that were sent, for two days: of one that changes later, only what is new is sent';
comment on column export_sent.lines is 'eight bytes for each line that was sent: a hash of what names it';
create index export_sent_at on export_sent (sent_at);
comment on index export_sent_at is 'deleting after two days';
