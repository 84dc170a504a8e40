-- The execution of which a request is a step. Rows from before are derived anew in the background.
alter table trail add column execution_arn text, add column execution_name text, add column execution_id text;
comment on column trail.execution_arn is 'the durable or Step Functions execution that its lines tell; null for most requests';
comment on column trail.execution_name is 'the name in execution_arn';
comment on column trail.execution_id is 'the id in execution_arn; standard executions of Step Functions have none';

create index trail_execution_name on trail (execution_name, started_at) where execution_name is not null;
comment on index trail_execution_name is 'requests of an execution by its name or ARN';
create index trail_execution_id on trail (execution_id, started_at) where execution_id is not null;
comment on index trail_execution_id is 'requests of an execution by its id';

comment on column trail.sources is 'bits: 1 subscription, 2 firehose, 4 kinesis, 8 api, 16 file, 32 log_result, 64 eventbridge';
comment on column inbox.source is 'ordinal: 0 subscription, 1 firehose, 2 kinesis, 3 api, 4 file, 5 log_result, 6 eventbridge';
