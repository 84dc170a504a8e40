-- Which program's job may write the store. -------------------------------------------------------------------------

create table job_lease (
  one_row  boolean primary key default true check (one_row),
  token    bigint      not null,
  holder   text        not null,
  taken_at timestamptz not null
);
comment on table job_lease is 'one row: the newest holder of the lease, who also holds an advisory lock while it lives';
comment on column job_lease.token is 'rises with each holder; a flush that carries another is refused';

insert into job_lease (token, holder, taken_at) values (0, 'nobody', '-infinity');
