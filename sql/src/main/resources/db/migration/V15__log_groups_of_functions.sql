-- Which log groups the streams of a function lie in: a reader who may see some log groups only is shown the counters of
-- a function if it may see all of the function's groups, since counters are kept by function.
create table function_log_group (
  function_id int  not null,
  log_group   text not null,
  -- The log groups of a function.
  primary key (function_id, log_group)
);
comment on table function_log_group is 'log groups that a function has, or had, streams in; never deleted from';
comment on column function_log_group.log_group is 'empty: known from log results only, which count as those of /aws/lambda/<function>';

-- By a trigger, so that no writer can forget it, not even one of an earlier version.
create function note_log_groups() returns trigger language plpgsql as $$
begin
  insert into function_log_group (function_id, log_group)
  select distinct function_id, log_group from added order by function_id, log_group
  on conflict do nothing;
  return null;
end
$$;

create trigger log_stream_groups after insert on log_stream
  referencing new table as added for each statement execute function note_log_groups();

insert into function_log_group (function_id, log_group)
select distinct function_id, log_group from log_stream;
