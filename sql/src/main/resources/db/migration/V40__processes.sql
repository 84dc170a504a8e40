-- Which processes work on the store, and which release's schema it has. --------------------------------------------

create table process (
  process_id bigint generated always as identity primary key,
  name       text        not null,
  parts      text        not null,
  version    text        not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  report     text        not null
) with (fillfactor = 50);
comment on table process is 'one row a running process, written every few seconds; those that ended are deleted after a while';
comment on column process.report is 'JSON: what it has taken in and stored, so that every API can tell of all processes';

create table schema_level (
  one_row boolean primary key default true check (one_row),
  level   int  not null,
  version text not null
);
comment on table schema_level is 'one row: rises with each release that migrates; programs work on their own level and on the next';
comment on column schema_level.version is 'the program that raised it';

insert into schema_level (level, version) values (0, 'unknown');
