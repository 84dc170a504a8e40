-- Who takes long to work on does not stand before others. -------------------------------------------------------------------

alter table inbox add column large boolean not null default false;
comment on column inbox.large is
  'the job works on it for long: of a writer of its own, and readers take one at a time';
comment on sequence inbox_writer is 'one number a process start, and another one once it gets a large delivery';
