-- Request ids of trails in 16 bytes where they are UUIDs, as most are: 20 bytes less in each row, 16 in its index. All
-- rows of requests are written anew, and their indexes: 84 s a million requests on two cores for which thirty processes
-- waited, and as much room again until that is done. Events are left alone.

create function request_key(id text) returns bytea language sql immutable parallel safe as $$
  select case
    when id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
      then decode(replace(id, '-', ''), 'hex')
    when octet_length(convert_to(id, 'UTF8')) = 15 then '\x0000'::bytea || convert_to(id, 'UTF8')
    else '\x00'::bytea || convert_to(id, 'UTF8')
  end
$$;
comment on function request_key is
  'how trail.request_id holds an id (RequestKey): 16 bytes of a UUID, else the text after a zero byte, or two where it would have 16 bytes with one';

alter table trail alter column request_id type bytea using request_key(request_id);
comment on column trail.request_id is
  'request_key of the id; null for an environment trail, whose n is its UTC day as days since 1970-01-01';
