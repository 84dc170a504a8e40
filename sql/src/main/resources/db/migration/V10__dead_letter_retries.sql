-- What another version of the program refused is tried again by itself, once a version.

alter table dead_letter add column claimed_by text;
comment on column dead_letter.claimed_by is 'the version of the program that took it to try it again by itself';
