-- SensorThings servers of others that are copied. things_next: the page of Things with which the round that began at
-- round_at goes on; null when all Things are read.
create table source (
    id               bigserial primary key,
    municipality_id  bigint not null references municipality,
    name             text not null,
    url              text not null,
    things_filter    text not null,
    interval_minutes int not null,
    credentials      text,
    licence          text not null,
    attribution      text not null,
    active           boolean not null,
    next_at          timestamptz not null default now(),
    fetched_at       timestamptz,
    round_at         timestamptz,
    things_next      text,
    failures         int not null default 0,
    error            text,
    error_detail     text,
    left_out         bigint not null default 0
);

-- Which Thing is the copy of which; no foreign keys to observations, see docs/decisions/0003-postgresql.md. copied: what it was made of, to see changes.
create table source_thing (
    source_id bigint not null references source on delete cascade,
    origin    text not null,
    thing     bigint not null,
    copied    text not null,
    primary key (source_id, origin)
);

-- next: the page of observations with which its turn goes on; watermark: the newest time that came.
create table source_series (
    id            bigserial primary key,
    source_id     bigint not null references source on delete cascade,
    origin        text not null,
    datastream    bigint not null,
    copied        text not null,
    observations  text not null,
    next          text,
    watermark     timestamptz,
    done_at       timestamptz,
    unique (source_id, origin)
);
