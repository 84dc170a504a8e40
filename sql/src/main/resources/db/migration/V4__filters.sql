-- What narrows a search for words: for some trails together, which tokens (dev.logtrail.pattern.Tokens) their events
-- hold. A filter may say yes where the truth is no, never the other way round; events are tested afterwards.
-- Filters are written with the events they stand for and never changed: a trail that grows gets another one.

create table filter_block (
  block_id bigint generated always as identity primary key, -- Reading the trails of blocks that may match.
  day      date  not null,
  width    int   not null,
  slices   bytea not null,
  trails   bytea not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 20,
        toast.autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_threshold = 2000);
comment on table filter_block is 'Bloom filters of many columns side by side (FilterBlock): a token is looked up in all of them by reading a few short slices';
comment on column filter_block.day is 'of the trails, as in table trail';
comment on column filter_block.width is 'bytes of a slice: an eighth of the number of columns';
comment on column filter_block.slices is 'slice after slice, each a bit for each column';
comment on column filter_block.trails is 'the trails of each column';
-- Uncompressed, so that a slice is read without the rest.
alter table filter_block alter column slices set storage external;
create index filter_block_day on filter_block (day);
comment on index filter_block_day is 'searching some days; retention';

create table filter_recent (
  recent_id bigint generated always as identity primary key, -- Taking them away once they are in a block.
  day       date  not null,
  columns   int   not null,
  data      bytea not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
        toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 500);
comment on table filter_recent is 'tokens of what small flushes wrote (FilterColumns), until there are enough for a block';
alter table filter_recent alter column data set storage external;

create table filter_missing (
  day date primary key -- One mark a day.
);
comment on table filter_missing is 'days with trails older than filters: searched by reading, until their filters are made';
insert into filter_missing (day) select distinct day from trail;

alter table log_result add column tokens int4[];
comment on column log_result.tokens is 'tokens of the log; null: not known';
create index log_result_tokens on log_result using gin (tokens);
comment on index log_result_tokens is 'searching words in log results';
create index log_result_untold on log_result (log_result_id) where tokens is null;
comment on index log_result_untold is 'log results older than their tokens';
