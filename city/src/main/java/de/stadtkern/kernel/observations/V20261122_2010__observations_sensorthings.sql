-- The seven rules of docs/decisions/0003-postgresql.md keep these tables distributable by datastream.
create sequence observation_id;

create table thing (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    description     text not null,
    properties      jsonb
);

-- pt in microdegrees: PostgreSQL's geometric types compare with a fixed epsilon of 1e-6.
create table location (
    id            bigserial primary key,
    thing_id      bigint not null unique references thing on delete cascade,
    name          text not null,
    description   text not null,
    encoding_type text not null,
    pt            point not null
);
create index location_pt on location using gist (pt);

create table sensor (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    description     text not null,
    encoding_type   text not null,
    metadata        text not null
);

create table observed_property (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    definition      text not null,
    description     text not null
);

create table datastream (
    id                   bigserial primary key,
    thing_id             bigint not null references thing on delete cascade,
    sensor_id            bigint not null references sensor,
    observed_property_id bigint not null references observed_property,
    name                 text not null,
    description          text not null,
    observation_type     text not null,
    unit_name            text,
    unit_symbol          text,
    unit_definition      text,
    properties           jsonb
);
create index datastream_thing on datastream (thing_id);

-- client_token: what a client sends as Idempotency-Key, so that repeating an unanswered request stores nothing twice.
create table observation (
    datastream_id   bigint not null,
    phenomenon_time timestamptz not null,
    id              bigint not null default nextval('observation_id'),
    result_time     timestamptz,
    result          double precision,
    result_json     jsonb,
    parameters      jsonb,
    client_token    text,
    primary key (datastream_id, phenomenon_time, id),
    check ((result is null) <> (result_json is null))
);
create unique index observation_client_token on observation (datastream_id, client_token) where client_token is not null;

create index observation_by_id on observation (id);

create table last_observation (
    datastream_id   bigint primary key,
    phenomenon_time timestamptz not null,
    observation_id  bigint not null,
    result          double precision
) with (fillfactor = 70);
