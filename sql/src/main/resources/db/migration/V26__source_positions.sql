-- How far the sources have read that Logtrail reads by itself. ---------------------------------------------------------

create table source_position (
  source     text        not null,
  part       text        not null,
  position   text        not null,
  updated_at timestamptz not null default now(),
  primary key (source, part)
);
comment on table source_position is 'how far each part of a source is read; all up to there is in the store';
comment on column source_position.source is 'such as kinesis/logs';
comment on column source_position.part is 'such as a shard; empty for the source itself';
comment on column source_position.position is 'in the words of the source';
