-- When a log result came: from then on it was certain that its request's lines had been written. -------------------------

-- Of those that came before nobody knows; the default is for programs of the release before, which do not tell it.
alter table log_result add column came_at timestamptz;
alter table log_result alter column came_at set default now();
comment on column log_result.came_at is 'when it was stored first; null: not known';
