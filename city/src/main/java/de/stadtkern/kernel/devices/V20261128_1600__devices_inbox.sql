-- The LoRaWAN devices whose uplinks a municipality gets. Which of them somebody has set up is not said here: it is a
-- Thing with the device's identity in properties/devEui. The others wait.
create table device (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    dev_eui         text not null,
    name            text not null,
    profile         text not null,
    first_seen      timestamptz not null default now(),
    last_seen       timestamptz not null default now(),
    uplinks         bigint not null default 1,
    owner           text not null default '',
    department      text not null default '',
    contact         text not null default '',
    unique (municipality_id, dev_eui)
);

-- The last uplinks of a device as they came, and what became of them. bad: the measures whose values could not be.
create table device_uplink (
    id          bigserial primary key,
    device_id   bigint not null references device on delete cascade,
    token       text not null,
    received_at timestamptz not null default now(),
    repeats     int not null default 0,
    server      text not null,
    outcome     text not null,
    stored      int not null,
    bad         text[] not null,
    message     text,
    unique (device_id, token)
);
create index device_uplink_newest on device_uplink (device_id, id);
create index device_uplink_received on device_uplink (received_at);

create table device_type (
    municipality_id bigint not null references municipality,
    key             text not null,
    definition      jsonb not null,
    changed_at      timestamptz not null default now(),
    primary key (municipality_id, key)
);
