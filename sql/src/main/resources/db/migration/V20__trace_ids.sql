-- A hash index doubles by halves and keeps half of its pages empty: 34 bytes a request, 68 one that has a trace id.
drop index trail_trace;
create index trail_trace on trail (hashtext(trace_id)) where trace_id is not null;
comment on index trail_trace is 'list filtered by X-Ray trace id; four bytes of its hash, the id itself is compared in the row';
