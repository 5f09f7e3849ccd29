-- code stands on the QR code and in the address that it opens; it is drawn by lot and never changes.
-- The three measures say how far from the sensor the ground, the full mark and the nearest that it can see are.
create table container (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    code            text not null unique,
    name            text not null,
    kind            text not null,
    fraction        text not null,
    place           text not null,
    pt              point not null,
    litres          double precision not null,
    owner           text not null,
    note            text not null,
    thing_id        bigint unique references thing on delete set null,
    empty_mm        double precision,
    full_mm         double precision,
    blind_mm        double precision not null default 0,
    compensated     boolean not null default false,
    listed          boolean not null default true,
    unique (municipality_id, name),
    check ((empty_mm is null) = (full_mm is null) and (empty_mm is null or empty_mm > full_mm))
);
create index container_place on container (municipality_id, place);

create table container_change (
    id              bigserial primary key,
    container_id    bigint not null references container on delete cascade,
    municipality_id bigint not null references municipality,
    at              timestamptz not null,
    person_name     text not null,
    reason          text not null,
    what            jsonb not null
);
create index container_change_of on container_change (container_id, id);

-- The last level that is believed, and whether what came after it is. seen_until: the newest reading that was judged;
-- dropped_at: the first of two readings that could be an emptying.
create table container_level (
    container_id    bigint primary key references container on delete cascade,
    municipality_id bigint not null references municipality,
    share           double precision,
    spread          double precision,
    at              timestamptz,
    source          text,
    doubt           text,
    doubt_at        timestamptz,
    dropped_at      timestamptz,
    seen_until      timestamptz
);

-- on_tour: somebody of the crew said so; otherwise only the sensor saw it.
create table container_emptying (
    id              bigserial primary key,
    container_id    bigint not null references container on delete cascade,
    municipality_id bigint not null references municipality,
    at              timestamptz not null,
    share_before    double precision,
    spread          double precision,
    source          text not null,
    on_tour         boolean not null,
    damaged         boolean not null default false,
    litter          boolean not null default false,
    unique (container_id, at, source)
);
create index container_emptying_of on container_emptying (municipality_id, at);
