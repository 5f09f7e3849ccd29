-- What somebody said who stood before a container: nothing of who it was.
create table waste_report (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    container_id    bigint not null references container on delete cascade,
    kind            text not null,
    at              timestamptz not null
);
create index waste_report_of on waste_report (container_id, kind, at);

-- On which days what is collected in a district, and which houses belong to it; numbers is empty for the whole street.
create table waste_collection (
    municipality_id bigint not null references municipality,
    area            text not null,
    what            text not null,
    day             date not null,
    primary key (municipality_id, area, day, what)
);

create table waste_area (
    municipality_id bigint not null references municipality,
    street          text not null,
    numbers         text not null,
    area            text not null,
    primary key (municipality_id, street, numbers)
);
