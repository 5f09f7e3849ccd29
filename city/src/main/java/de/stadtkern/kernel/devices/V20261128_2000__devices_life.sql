-- A device may be known before it is heard: then it has neither first_seen nor last_seen. PLANNED to RETIRED is its life;
-- a device that is replaced has handed its Thing on. heard_time: the newest time that its messages name.
alter table device
    alter column first_seen drop not null,
    alter column last_seen drop not null,
    add column state text not null default 'ACTIVE'
        check (state in ('PLANNED', 'ACTIVE', 'MAINTENANCE', 'REPLACED', 'RETIRED')),
    add column replaced_by bigint references device on delete set null,
    add column profile_id text not null default '',
    add column batch text not null default '',
    add column note text not null default '',
    add column heard_time timestamptz,
    add column counter bigint,
    add column reception jsonb not null default '{}',
    add column battery double precision,
    add column battery_at timestamptz,
    add column battery_end date;
create index device_batch on device (municipality_id, batch) where batch <> '';

-- remark: what is odd about its time or counter. fingerprint: the same for the same message under another token.
alter table device_uplink
    add column remark text,
    add column fingerprint uuid;

create table device_event (
    id        bigserial primary key,
    device_id bigint not null references device on delete cascade,
    at        timestamptz not null default now(),
    person    text not null,
    kind      text not null,
    detail    text not null
);
create index device_event_device on device_event (device_id, id);

-- What was refused before any device was known, by the reason: how often, and the beginning of the last one.
create table device_refused (
    municipality_id bigint not null references municipality,
    reason          text not null,
    arguments       text[] not null,
    count           bigint not null default 1,
    first_at        timestamptz not null default now(),
    last_at         timestamptz not null default now(),
    sample          text not null,
    primary key (municipality_id, reason)
);

create table device_photo (
    device_id bigint primary key references device on delete cascade,
    taken_at  timestamptz not null default now(),
    person    text not null,
    jpeg      bytea not null
);

create table device_calibration (
    id            bigserial primary key,
    device_id     bigint not null references device on delete cascade,
    calibrated_on date not null,
    valid_until   date not null,
    certificate   text not null,
    note          text not null,
    person        text not null,
    entered_at    timestamptz not null default now(),
    check (calibrated_on <= valid_until)
);
create index device_calibration_device on device_calibration (device_id, valid_until);
