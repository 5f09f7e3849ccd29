-- What others foresee. Open data, the same for everybody: only places and what was told belong to a municipality.

-- Places for whose nearest stations forecasts are kept. Stations: the ids that somebody chose, null for the nearest.
create table forecast_place (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    pt              point not null,
    road_station    text,
    weather_station text,
    unique (municipality_id, name)
);

-- All stations of the catalogues; a run for those that are wanted.
create table forecast_station (
    product    text not null,
    id         text not null,
    name       text not null,
    pt         point not null,
    issued_at  timestamptz,
    fetched_at timestamptz,
    primary key (product, id)
);

create table forecast_hour (
    product       text not null,
    station_id    text not null,
    at            timestamptz not null,
    air           float8,
    dew_point     float8,
    surface       float8,
    precipitation float8,
    snow          float8,
    gust          float8,
    road_code     int,
    primary key (product, station_id, at),
    foreign key (product, station_id) references forecast_station on delete cascade
);

create table forecast_warning (
    id          text primary key,
    event       text not null,
    level       int not null,
    headline    text not null,
    description text not null,
    instruction text not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz,
    issued_at   timestamptz not null,
    replaces    text[] not null
);

-- The rings of the areas of a warning; a place lies in an area when it lies in a ring and in none that is left out.
create table forecast_warning_ring (
    warning_id text not null references forecast_warning on delete cascade,
    area       int not null,
    left_out   boolean not null,
    ring       polygon not null
);
create index on forecast_warning_ring (warning_id);

-- Of which warnings the people on duty were told.
create table forecast_told (
    municipality_id bigint not null references municipality,
    warning_id      text not null,
    level           int not null,
    told_at         timestamptz not null,
    primary key (municipality_id, warning_id)
);

-- The files that are fetched. wanted: the stations, or of the warnings the places, for which it was read last; etag and
-- modified: its version then.
create table forecast_feed (
    place        text primary key,
    kind         text not null,
    wanted       text not null default '',
    etag         text,
    modified     text,
    next_at      timestamptz not null,
    succeeded_at timestamptz,
    failed_at    timestamptz,
    failures     int not null default 0,
    error        text,
    error_detail text
);

-- The road surface as it was foreseen so many hours before, and as our own station nearest to that of the forecast
-- measured it; null until it is looked up. No foreign key to observations, see docs/decisions/0003-postgresql.md.
create table forecast_check (
    municipality_id bigint not null references municipality,
    thing           bigint not null,
    station_id      text not null,
    at              timestamptz not null,
    lead_hours      int not null,
    foreseen        float8 not null,
    measured        float8,
    primary key (municipality_id, thing, station_id, at, lead_hours)
);
create index on forecast_check (at) where measured is null;
