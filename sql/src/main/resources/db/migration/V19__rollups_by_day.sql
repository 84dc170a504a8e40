-- Statistics by UTC day, made from the hours; and minutes only for hours in which much happens.

create table invocation_rollup_day (like invocation_rollup_hour including all);
comment on table invocation_rollup_day is 'the same by UTC day, made from the rows by hour';

insert into invocation_rollup_day
select function_id, date_bin('1 day', at, '1970-01-01 00:00+00'), function_version,
       sum(requests), sum(timeouts), sum(out_of_memory), sum(crashes), sum(init_errors), sum(errors),
       sum(successes), sum(running), sum(unknown), sum(known_starts), sum(cold_starts), sum(reports),
       sum(priced), least(sum(billed_ms), 9000000000000000000),
       least(sum(mb_ms), 9000000000000000000), sum(restored_mb), sum(events), sum(raw_bytes),
       max(max_duration_ms), max(timeout_ms), max(max_memory_used_mb), min(min_memory_mb),
       max(max_memory_mb), string_agg(sketch, ''::bytea)
  from invocation_rollup_hour
 group by 1, 2, 3;

alter table invocation_rollup_hour add column by_minute boolean not null default true;
comment on column invocation_rollup_hour.by_minute is
  'whether its minutes have rows in invocation_rollup; false: few requests, whose minutes are made from the trails when asked for';
