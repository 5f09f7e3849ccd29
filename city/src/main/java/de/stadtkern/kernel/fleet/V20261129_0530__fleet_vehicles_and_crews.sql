-- Depots, vehicles, crew members and their shifts. Ends are exclusive; an end that is null is not known yet.
create table fleet_depot (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text   not null,
    address         text   not null,
    pt              point  not null,
    unique (municipality_id, name)
);

-- needs: what a driver must hold because of the vehicle itself; its equipment may ask for more (Manning).
create table fleet_vehicle (
    id                bigserial primary key,
    municipality_id   bigint  not null references municipality,
    name              text    not null,
    kind              text    not null,
    equipment         text[]  not null,
    needs             text[]  not null,
    depot_id          bigint  not null references fleet_depot,
    capacity          double precision,
    capacity_unit     text    not null,
    euros_per_km      double precision,
    euros_per_hour    double precision,
    energy            text    not null,
    grams_co2_per_km  double precision,
    plate             text,
    telematics_key    text,
    active            boolean not null default true,
    unique (municipality_id, name),
    unique (municipality_id, telematics_key)
);

create table fleet_outage (
    id          bigserial primary key,
    vehicle_id  bigint      not null references fleet_vehicle on delete cascade,
    starts_at   timestamptz not null,
    ends_at     timestamptz check (ends_at > starts_at),
    reason      text        not null,
    person_name text        not null
);
create index fleet_outage_vehicle on fleet_outage (vehicle_id, starts_at);

-- Personal data, for planning work alone. left_on is the first day on which the member no longer works here.
create table fleet_member (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    person_id       bigint unique references person on delete set null,
    name            text   not null,
    weekly_hours    double precision,
    left_on         date,
    unique (municipality_id, name)
);

create table fleet_qualification (
    member_id   bigint not null references fleet_member on delete cascade,
    kind        text   not null,
    valid_until date,
    primary key (member_id, kind)
);

-- Without a reason: whether somebody is ill or on leave is none of this program's business.
create table fleet_absence (
    id        bigserial primary key,
    member_id bigint      not null references fleet_member on delete cascade,
    starts_at timestamptz not null,
    ends_at   timestamptz check (ends_at > starts_at)
);
create index fleet_absence_member on fleet_absence (member_id, starts_at);

-- A shift that comes back every week on these days (1 is Monday), by the clock of Germany; it ends on the next day when
-- its end is not after its begin.
create table fleet_template (
    id              bigserial primary key,
    municipality_id bigint   not null references municipality,
    name            text     not null,
    days            int[]    not null,
    begins          time     not null,
    ends            time     not null,
    break_minutes   int      not null,
    standby         boolean  not null,
    members         bigint[] not null,
    vehicles        bigint[] not null,
    unique (municipality_id, name)
);

-- template_id and day: of which template it was made for which day, so that it is made once.
create table fleet_shift (
    id              bigserial primary key,
    municipality_id bigint      not null references municipality,
    name            text        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null check (ends_at > starts_at),
    break_minutes   int         not null,
    standby         boolean     not null,
    template_id     bigint references fleet_template on delete set null,
    day             date,
    unique (template_id, day)
);
create index fleet_shift_municipality on fleet_shift (municipality_id, starts_at);
create index fleet_shift_ends_at on fleet_shift (ends_at);

create table fleet_shift_member (
    shift_id  bigint not null references fleet_shift on delete cascade,
    member_id bigint not null references fleet_member on delete cascade,
    primary key (shift_id, member_id)
);
create index fleet_shift_member_member on fleet_shift_member (member_id);

create table fleet_shift_vehicle (
    shift_id   bigint not null references fleet_shift on delete cascade,
    vehicle_id bigint not null references fleet_vehicle on delete cascade,
    primary key (shift_id, vehicle_id)
);
create index fleet_shift_vehicle_vehicle on fleet_shift_vehicle (vehicle_id);
