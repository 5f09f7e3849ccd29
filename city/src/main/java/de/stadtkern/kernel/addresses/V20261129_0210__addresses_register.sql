create sequence address_register_id;

-- What a municipality calls its own: schools, depots, shelters. changed_at tells the search that it must read anew.
create table address_register (
    id              bigint primary key default nextval('address_register_id'),
    municipality_id bigint      not null,
    name            text        not null,
    file_name       text        not null,
    person_name     text        not null,
    changed_at      timestamptz not null default now(),
    unique (municipality_id, name)
);

create table address_entry (
    register_id bigint not null references address_register on delete cascade,
    name        text   not null,
    address     text   not null,
    pt          point  not null
);

create index address_entry_register on address_entry (register_id);
