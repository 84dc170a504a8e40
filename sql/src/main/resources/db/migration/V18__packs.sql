-- Small closed trails that are stored together share one row of trail_segment: a pack.

alter table trail add column pack_id bigint;
comment on column trail.pack_id is
  'the trail_id under which trail_segment holds its events together with those of others of its day, none of them twice; null: it has rows of its own';
comment on column trail_segment.trail_id is 'of the trail, or of a pack (trail.pack_id), which no trail has';
