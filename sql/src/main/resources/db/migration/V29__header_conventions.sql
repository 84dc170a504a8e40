-- The conventions by which headers are derived are an operator's to change; stored headers follow.
alter table header_progress add column conventions text;
comment on column header_progress.conventions is 'fingerprint of the conventions by which headers were last derived; null: those that come with the program';
alter table header_progress add column every_row boolean not null default false;
comment on column header_progress.every_row is 'whether rows of this parser are derived anew too, since the conventions changed';
