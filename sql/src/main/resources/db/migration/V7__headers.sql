-- A trail's header is derived where it is written, from its events and its log result.

alter table trail add column parser_version smallint not null default 0;
comment on column trail.parser_version is 'of the parser that derived the header; 0: not known';
alter table trail add column amendments int;
comment on column trail.amendments is 'how many of its revisions were written by others than its writer, since that wrote first: a log result came, it was closed as idle, it was derived anew; null: none';
comment on column trail.epoch is 'of the writer; it replaces rows of an equal or lower (epoch, revision - amendments), so that it may go on after an amendment, and no (epoch, revision) names two contents';

-- A request known only from its log result is a trail like others, in a stream without names of its function.
drop index log_result_alone;
alter table log_result drop column has_trail;
comment on column log_result.listed_at is 'when it was invoked, else when it first came';

-- True for all that is stored already: a background task makes their trails.
alter table log_result add column unsettled boolean not null default true;
alter table log_result alter column unsettled set default false;
comment on column log_result.unsettled is 'its trail is still to be written, or to be derived with it';
create index log_result_unsettled on log_result (listed_at) where unsettled;
comment on index log_result_unsettled is 'what the background task has to do, newest first';

create table header_progress (
  one_row        boolean primary key default true check (one_row),
  parser_version int    not null,
  day            date,
  trail_id       bigint not null,
  looked_at      bigint not null,
  changed        bigint not null
);
comment on table header_progress is 'how far headers derived by older parsers have been derived anew: newest day first, by trail id';
comment on column header_progress.day is 'the day in work; null: none is left';
insert into header_progress values (true, 0, null, 0, 0, 0);

-- Live readers that resume start anew: earlier changes name log results that had no trail.
delete from change where flush_no < (select max(flush_no) from change);
