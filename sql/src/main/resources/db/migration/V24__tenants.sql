-- The tenant of requests of tenant-isolated functions. Rows from before are derived anew in the background.
alter table trail add column tenant_id text;
comment on column trail.tenant_id is 'the tenant that platform.start names; null for most functions';

create index trail_tenant on trail (tenant_id, started_at desc) where tenant_id is not null;
comment on index trail_tenant is 'list filtered by tenant';
