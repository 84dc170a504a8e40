-- Messages name who is told. Where that is, which may be a secret, stays in the operator's file. --------------------------

alter table alert_message add column target text;
update alert_message set target = coalesce(substring(url from '^https?://(?:[^/?#]*@)?([^/?#:]+)'), 'unknown');
alter table alert_message alter column target set not null, drop column url;
comment on column alert_message.target is 'name of a target in the file of --alerts';
create index alert_message_target on alert_message (target, message_id) where sent_at is null;
comment on index alert_message_target is 'what a target has not taken yet: it is told in order';
