-- Statistics of requests by the minute and hour of their start. Everything here follows from table trail and can be
-- made anew from it: a minute that may have changed is marked, computed from its trails and written over.

create table invocation_rollup (
  function_id        int not null,
  at                 timestamptz not null,
  function_version   text not null,
  requests           bigint not null,
  timeouts           bigint not null,
  out_of_memory      bigint not null,
  crashes            bigint not null,
  init_errors        bigint not null,
  errors             bigint not null,
  successes          bigint not null,
  running            bigint not null,
  unknown            bigint not null,
  known_starts       bigint not null,
  cold_starts        bigint not null,
  reports            bigint not null,
  priced             bigint not null,
  billed_ms          bigint not null,
  mb_ms              bigint not null,
  restored_mb        bigint not null,
  events             bigint not null,
  raw_bytes          bigint not null,
  max_duration_ms    double precision,
  timeout_ms         double precision,
  max_memory_used_mb bigint,
  min_memory_mb      bigint,
  max_memory_mb      bigint,
  sketch             bytea not null,
  -- Statistics of some functions in a span of time, and the rows of one minute; names are resolved before.
  primary key (function_id, at, function_version)
) with (fillfactor = 80);
comment on column invocation_rollup.function_version is 'empty where not known';
comment on column invocation_rollup.priced is 'requests whose report prints billed duration and memory size';
comment on column invocation_rollup.mb_ms is 'memory size times billed duration, of priced requests';
comment on column invocation_rollup.restored_mb is 'memory size of priced requests that began with a restored snapshot';
comment on column invocation_rollup.timeout_ms is 'longest duration among those that timed out: the function''s timeout';
comment on column invocation_rollup.sketch is 'durations within 1 %, encoded by DurationSketch; may be joined end to end';

create table invocation_rollup_hour (like invocation_rollup including all);
comment on table invocation_rollup_hour is 'the same by hour, made from the rows by minute';

create table rollup_dirty (
  function_id int not null,
  at          timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
comment on table rollup_dirty is 'minutes to compute anew, marked by whoever changes a trail and in the same transaction; a minute may stand here more than once, and no two writers ever wait for each other';

-- Where a trail is changed or deleted its old minute changes too, whoever does it and by whatever statement. New
-- trails are marked by the writer: a trigger with a transition table would slow COPY down.
create function mark_changed_trails() returns trigger language plpgsql as $$
begin
  insert into rollup_dirty (function_id, at)
  select distinct function_id, date_bin('1 minute', started_at, '0001-01-01 00:00+00')
    from changed
   where request_id is not null and started_at > '-infinity';
  return null;
end $$;
create trigger trail_updated_from after update on trail
  referencing old table as changed for each statement execute function mark_changed_trails();
create trigger trail_updated_to after update on trail
  referencing new table as changed for each statement execute function mark_changed_trails();
create trigger trail_deleted after delete on trail
  referencing old table as changed for each statement execute function mark_changed_trails();

-- What is stored already.
insert into rollup_dirty (function_id, at)
select distinct function_id, date_bin('1 minute', started_at, '0001-01-01 00:00+00')
  from trail
 where request_id is not null and started_at > '-infinity';
