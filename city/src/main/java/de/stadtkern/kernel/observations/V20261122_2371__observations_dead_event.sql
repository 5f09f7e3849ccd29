-- Events that no try could deliver. To have them tried again, put them back:
--   with back as (delete from dead_event returning *)
--   insert into event_publication (id, listener_id, event_type, serialized_event, publication_date, status, completion_attempts)
--   select id, listener_id, event_type, serialized_event, publication_date, 'FAILED', 0 from back
create table dead_event (
    id               uuid primary key,
    listener_id      text not null,
    event_type       text not null,
    serialized_event text not null,
    publication_date timestamptz not null,
    buried_at        timestamptz not null default now()
);
