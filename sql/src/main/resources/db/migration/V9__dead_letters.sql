-- Dead letters that can be listed, tried again and deleted.

alter table dead_letter
  add column letter_id    bigint generated always as identity,
  add column stage        smallint not null default 0,
  add column attempts     int      not null default 1,
  add column log_group    text,
  add column log_stream   text,
  add column full_bytes   bigint,
  add column version      text     not null default '',
  add column retried_at   timestamptz,
  add column retry_writer int,
  add column retry_seq    bigint;
comment on column dead_letter.digest is
  'SHA-256 over source, account, region and bytes; rows of before V9: over the reason, too';
comment on column dead_letter.stage is '0 decode, 1 attribute, 2 store';
comment on column dead_letter.full_bytes is 'how many bytes there were; null: all are kept';
comment on column dead_letter.version is 'the program that refused it last; empty before V9';
comment on column dead_letter.retry_writer is
  'with retry_seq: the row of inbox that tries it again; both null again once it was refused';

create unique index dead_letter_number on dead_letter (letter_id);
comment on index dead_letter_number is 'one letter by its number; lists, newest first';

alter table inbox add column letter_id bigint;
comment on column inbox.letter_id is 'the dead letter that this tries again; null for a new delivery';
