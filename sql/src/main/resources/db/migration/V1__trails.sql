-- The store of Logtrail. Names are unqualified: everything lands in the connection's own schema.
-- Words for values kept as numbers (enum ordinals, append only) stand in the comments below.

-- Wide names are stored once and trails refer to them by number. ------------------------------------------------

create table function (
  function_id   int generated always as identity primary key,
  account       text not null,
  region        text not null,
  function_name text not null,
  -- The writer finds a function's number by its name; lists filter by name first.
  unique (function_name, account, region)
);

create table log_stream (
  stream_id   bigint generated always as identity primary key,
  function_id int  not null,
  log_group   text not null,
  log_stream  text not null,
  used_on     date not null,
  -- The writer finds a stream's number by its names; the filter on a stream's name begins with the name.
  unique (log_stream, log_group, function_id)
);
comment on column log_stream.function_id is 'the function that the names of group and stream tell; gives account and region';
comment on column log_stream.used_on is 'the last day a writer looked it up; an old one without trails is deleted';

-- Trails. --------------------------------------------------------------------------------------------------------

create table trail (
  trail_id                   bigint not null,
  stream_id                  bigint not null,
  revision                   bigint not null,
  raw_bytes                  bigint not null,
  started_at                 timestamptz not null,
  ended_at                   timestamptz,
  last_event_at              timestamptz,
  duration_ms                double precision,
  billed_duration_ms         bigint,
  init_duration_ms           double precision,
  restore_duration_ms        double precision,
  billed_restore_duration_ms bigint,
  day                        date not null,
  function_id                int not null,
  n                          int not null,
  epoch                      int not null,
  memory_size_mb             int,
  max_memory_used_mb         int,
  entry_count                int not null,
  error_count                int not null,
  event_count                int not null,
  segment_count              int not null,
  written_on                 date not null default current_date,
  close_reason               smallint,
  outcome                    smallint not null,
  sources                    smallint not null,
  cold_start                 boolean,
  truncated                  boolean not null,
  start_seen                 boolean not null,
  end_seen                   boolean not null,
  report_seen                boolean not null,
  has_report                 boolean not null,
  request_id                 text,
  function_version           text,
  runtime_version            text,
  report_status              text,
  error_type                 text,
  trace_id                   text,
  -- One row by (trail_id, day). trail_id comes first: it tells rows apart, and rises, so the index packs well.
  primary key (trail_id, day)
) partition by range (day);
comment on column trail.day is 'the partition: UTC day, fixed at the first write; time queries look one day to each side';
comment on column trail.started_at is '-infinity where no time is known';
comment on column trail.request_id is 'null for an environment trail, whose n is its UTC day as days since 1970-01-01';
comment on column trail.close_reason is 'null while open; 0 report, 1 next_start, 2 idle, 3 limit, 4 log_result_only';
comment on column trail.outcome is '0 timeout, 1 out_of_memory, 2 crash, 3 init_error, 4 error, 5 success, 6 running, 7 unknown';
comment on column trail.sources is 'bits: 1 subscription, 2 firehose, 4 kinesis, 8 api, 16 file, 32 log_result';
comment on column trail.epoch is 'of the writer of this version; replaced only by an equal or higher (epoch, revision)';
comment on column trail.written_on is 'day of the last write; retention of trails whose own dates are absurd goes by it';

create index trail_request on trail using hash (request_id);
comment on index trail_request is 'trails of a request id, and the rank of attempts; hash: half the bytes of a tree';
create index trail_function_start on trail (function_id, started_at);
comment on index trail_function_start is 'list filtered by function; newest trail of each function';
create index trail_stream_start on trail (stream_id, started_at);
comment on index trail_stream_start is 'neighbourhood of a log stream; list filtered by log stream';
create index trail_trace on trail using hash (trace_id) where trace_id is not null;
comment on index trail_trace is 'list filtered by X-Ray trace id';
create index trail_start on trail (started_at);
comment on index trail_start is 'list over all functions, newest or oldest first';
create index trail_failed on trail (started_at) where error_count > 0 or outcome <= 4;
comment on index trail_failed is 'list of what failed over all functions (level=ERROR, outcome=error …): few of many';
create index trail_environment on trail (started_at) where request_id is null;
comment on index trail_environment is 'list of environment trails: one a stream and day among many requests';
create index trail_open on trail (last_event_at) where close_reason is null and request_id is not null;
comment on index trail_open is 'closing idle trails; holds open trails only';

-- Raw events of a trail, compressed by the client (SegmentCodec).
create table trail_segment (
  trail_id    bigint not null,
  day         date   not null,
  seg_no      int    not null,
  event_count int    not null,
  raw_bytes   int    not null,
  data        bytea  not null,
  -- All segments of a trail by (trail_id, day).
  primary key (trail_id, day, seg_no)
) partition by range (day);
-- It is zstd already: no second try.
alter table trail_segment alter column data set storage external;

-- Trails dated before Lambda existed or after this century are kept too, in one partition each.
create table trail_past partition of trail for values from (minvalue) to ('2014-01-01');
create table trail_future partition of trail for values from ('2100-01-01') to (maxvalue);
create table trail_segment_past partition of trail_segment for values from (minvalue) to ('2014-01-01');
create table trail_segment_future partition of trail_segment for values from ('2100-01-01') to (maxvalue);

-- Which partitions exist between those two: trail_<from>_<to> and trail_segment_<from>_<to>.
create table day_partition (
  from_day date primary key,
  to_day   date not null,
  check (from_day < to_day)
);
comment on table day_partition is 'partitions [from_day, to_day): a day each, but a month where dates are far from today';

-- Log results. -----------------------------------------------------------------------------------------------------

create table log_result (
  log_result_id    bigint generated always as identity,
  function_id      int  not null,
  status_code      int,
  invoked_at       timestamptz,
  listed_at        timestamptz not null,
  log_cut          boolean not null,
  has_trail        boolean not null,
  request_id       text not null,
  function_version text,
  function_error   text,
  log              text,
  payload          text,
  -- Log results of a request id; one per function and id.
  primary key (request_id, function_id)
);
comment on column log_result.listed_at is 'its place in lists: when it was invoked, else when it first came';
comment on column log_result.has_trail is 'false: no trail of the same function and request id is stored';
create index log_result_alone on log_result (listed_at, log_result_id) where not has_trail;
comment on index log_result_alone is 'list: requests known only from a log result, merged among the trails';
create index log_result_listed on log_result (listed_at);
comment on index log_result_listed is 'retention';

-- What came in and is not read yet. --------------------------------------------------------------------------------

create table inbox (
  seq         bigint not null,
  writer      int    not null,
  source      smallint not null,
  account     text   not null,
  region      text   not null,
  body        bytea  not null,
  -- Reading on from a position, and range deletes, by writer.
  primary key (writer, seq)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 5000);
comment on column inbox.source is 'ordinal: 0 subscription, 1 firehose, 2 kinesis, 3 api, 4 file, 5 log_result';
-- Mostly gzip already.
alter table inbox alter column body set storage external;

create sequence inbox_writer as int;
comment on sequence inbox_writer is 'one number a process start';

-- What could not be read, and what was dropped. --------------------------------------------------------------------

create table dead_letter (
  digest      bytea primary key, -- A repeated delivery leaves one row.
  received_at timestamptz not null,
  source      smallint not null,
  account     text,
  region      text,
  reason      text  not null,
  body        bytea not null
);
comment on column dead_letter.digest is 'SHA-256 over all that the record says';
create index dead_letter_received on dead_letter (received_at);
comment on index dead_letter_received is 'deleting after 14 days; newest first';

create table dropped_event (
  reason text   not null,
  day    date   not null,
  count  bigint not null,
  primary key (reason, day) -- One count a reason and day, added to by flushes.
);
comment on table dropped_event is 'events dropped on purpose, by UTC day of the flush; a delivery that is repeated counts again';

-- What live readers follow. ----------------------------------------------------------------------------------------

create sequence flush_no;
comment on sequence flush_no is 'drawn under an advisory lock: rises in commit order';
create sequence writer_epoch as int;
comment on sequence writer_epoch is 'one number a writer opened';

create table change (
  flush_no bigint primary key, -- Reading on from a flush.
  at       timestamptz not null,
  trails   bytea not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
comment on column change.trails is 'trails the flush touched, encoded by ChangeCodec';
alter table change alter column trails set storage external;
create index change_at on change (at);
comment on index change_at is 'deleting after an hour';
