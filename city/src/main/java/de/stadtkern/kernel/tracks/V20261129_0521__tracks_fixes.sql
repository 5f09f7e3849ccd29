-- The positions of a vehicle, of a tour's phone, or of a phone in a vehicle on a tour.
create table track (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    vehicle_id      bigint,
    tour_id         bigint,
    last_day        date not null,
    check (vehicle_id is not null or tour_id is not null),
    unique nulls not distinct (municipality_id, vehicle_id, tour_id)
);
create index track_vehicle on track (vehicle_id);
create index track_tour on track (tour_id);
create index track_last_day on track (last_day);

-- One partition for each day (UTC), made when it is needed, dropped when its time is over: 300 vehicles at 1 Hz bring
-- 8.6 million rows in a shift of 8 hours. mode: see Mode.
create table track_fix (
    track_id  bigint not null,
    at        timestamptz not null,
    pt        point not null,
    speed     real,
    heading   real,
    dose      real,
    width     real,
    counter   double precision,
    mode      smallint,
    simulated boolean not null default false,
    primary key (track_id, at)
) partition by range (at);

-- Whether the works council agreed that positions are shown live and kept; no row means no.
create table track_agreement (
    municipality_id bigint primary key references municipality,
    agreed          boolean not null,
    changed_at      timestamptz not null,
    changed_by      text not null,
    agreement       text not null
);
