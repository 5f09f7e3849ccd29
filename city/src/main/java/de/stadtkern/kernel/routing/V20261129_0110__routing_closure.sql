-- Roads that are closed for a time. course: lines as the coordinates of a MultiLineString of GeoJSON.
create table routing_closure (
    id              bigserial primary key,
    municipality_id bigint      not null references municipality,
    name            text        not null,
    reason          text        not null,
    course          jsonb       not null,
    on_foot_too     boolean     not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz,
    person_name     text        not null
);

create index routing_closure_ends_at on routing_closure (ends_at);
