-- What is wrong with functions by the rules of an operator, and the messages that tell of it. ---------------------------

create table alert (
  alert_id      bigint generated always as identity primary key,
  rule          text             not null,
  account       text             not null,
  region        text             not null,
  function_name text             not null,
  value         double precision not null,
  summary       text             not null,
  since         timestamptz      not null,
  resolved_at   timestamptz
);
comment on column alert.value is 'what the rule measured last, in its own unit';
comment on column alert.resolved_at is 'null while it fires';
create unique index alert_firing on alert (rule, account, region, function_name) where resolved_at is null;
comment on index alert_firing is 'one alert a rule and function; what fires';
create index alert_resolved on alert (resolved_at);
comment on index alert_resolved is 'newest ones; deleting after 30 days';

create table alert_message (
  message_id   bigint generated always as identity primary key,
  url          text        not null,
  content_type text        not null,
  headers      text        not null,
  body         text        not null,
  made_at      timestamptz not null,
  next_at      timestamptz not null,
  attempts     int         not null default 0,
  fault        text,
  sent_at      timestamptz
);
comment on table alert_message is 'written in the transaction that changes the alerts; sent afterwards, until it is taken or a day old';
comment on column alert_message.headers is 'one name: value a line';
create index alert_message_due on alert_message (next_at) where sent_at is null;
comment on index alert_message_due is 'what is to be sent';
