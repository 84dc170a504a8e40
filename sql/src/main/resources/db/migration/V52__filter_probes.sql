-- How many bits stand for a token in a block: more, so that fewer trails are looked at in vain. ----------------------------

-- The first of them are the same: who knows of six alone reads blocks of more rightly, and writes what the default says.
alter table filter_block add column probes smallint not null default 6;
comment on column filter_block.probes is 'bits that are set for a token in each column, at least';
