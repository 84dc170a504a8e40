-- Views for dashboards, and a role that may read them and nothing else. Where this program's own role may not create them,
-- or another's views of these names are there already, they are left out; whoever may can run this file by hand.
-- A migration that changes a column named here drops the view first, and creates it again.

do $body$
begin
  create schema if not exists grafana;

  create view grafana.functions as
    select function_id, account, region, function_name as function from function;
  comment on view grafana.functions is 'functions of which anything is, or was, stored';

  create view grafana.requests as
    select t.started_at as time,
           f.account,
           f.region,
           f.function_name as function,
           t.function_version as version,
           case
             when octet_length(t.request_id) = 16 and substring(t.request_id from 1 for 2) <> '\x0000'
               then encode(t.request_id, 'hex')::uuid::text
             when substring(t.request_id from 1 for 2) = '\x0000'
               then convert_from(substring(t.request_id from 3), 'UTF8')
             else convert_from(substring(t.request_id from 2), 'UTF8')
           end as request_id,
           (array['timeout', 'out_of_memory', 'crash', 'init_error', 'error', 'success', 'running', 'unknown'])
             [t.outcome + 1] as outcome,
           t.outcome <= 4 as failed,
           t.cold_start,
           t.duration_ms,
           t.billed_duration_ms as billed_ms,
           t.init_duration_ms as init_ms,
           t.memory_size_mb as memory_mb,
           t.max_memory_used_mb,
           t.memory_size_mb * t.billed_duration_ms / 1024000.0 as gb_seconds,
           t.entry_count as lines,
           t.error_count as errors,
           t.raw_bytes as bytes,
           t.trace_id,
           t.execution_name as execution,
           t.tenant_id as tenant,
           s.log_stream
      from trail t
      join log_stream s using (stream_id)
      join function f on f.function_id = t.function_id
     where t.request_id is not null and t.started_at > '-infinity';
  comment on view grafana.requests is 'a row a request: what its header says; costs are not known here';

  create view grafana.hours as
    select r.at as time, f.account, f.region, f.function_name as function, r.function_version as version,
           r.requests, r.timeouts + r.out_of_memory + r.crashes + r.init_errors + r.errors as failed,
           r.timeouts, r.out_of_memory, r.crashes, r.init_errors, r.errors, r.cold_starts, r.known_starts,
           r.billed_ms, r.mb_ms / 1024000.0 as gb_seconds, r.events, r.raw_bytes as bytes,
           r.max_duration_ms, r.max_memory_used_mb, r.max_memory_mb as memory_mb
      from invocation_rollup_hour r join function f using (function_id);
  comment on view grafana.hours is 'requests of a function and version by hour of their start';

  create view grafana.days as
    select r.at as time, f.account, f.region, f.function_name as function, r.function_version as version,
           r.requests, r.timeouts + r.out_of_memory + r.crashes + r.init_errors + r.errors as failed,
           r.timeouts, r.out_of_memory, r.crashes, r.init_errors, r.errors, r.cold_starts, r.known_starts,
           r.billed_ms, r.mb_ms / 1024000.0 as gb_seconds, r.events, r.raw_bytes as bytes,
           r.max_duration_ms, r.max_memory_used_mb, r.max_memory_mb as memory_mb
      from invocation_rollup_day r join function f using (function_id);
  comment on view grafana.days is 'the same by UTC day';

  begin
    -- Roles are of the server: another database, or a program that starts at the same time, may have made it.
    if not exists (select 1 from pg_roles where rolname = 'logtrail_grafana') then
      create role logtrail_grafana nologin;
    end if;
  exception when insufficient_privilege or duplicate_object or unique_violation then
    raise notice 'no role for Grafana: %', sqlerrm;
  end;
  if exists (select 1 from pg_roles where rolname = 'logtrail_grafana') then
    grant usage on schema grafana to logtrail_grafana;
    grant select on all tables in schema grafana to logtrail_grafana;
  end if;
exception when insufficient_privilege or duplicate_table then
  raise notice 'no views for Grafana: %', sqlerrm;
end
$body$;
