-- Days are written anew, sorted and dense, once they are quiet (DayCompactor).

alter table day_partition add column compacted_bytes bigint;
comment on column day_partition.compacted_bytes is
  'bytes of the rows of trail when the days were last written anew; null: never';
alter table day_partition add column blooms_due boolean not null default false;
comment on column day_partition.blooms_due is
  'whether the Bloom index of the days is still in the order of before they were written anew';
