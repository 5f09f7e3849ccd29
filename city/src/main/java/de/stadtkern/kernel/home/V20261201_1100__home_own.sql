-- Where somebody lives or looks after somebody: for collection days and what is near. Position in microdegrees.
create table home_household (
    id        bigserial primary key,
    person_id bigint not null references person,
    name      text not null,
    address   text not null,
    lon       int not null,
    lat       int not null
);
create index home_household_person on home_household (person_id);

-- Pages of the town that somebody wants to find again; path without language.
create table home_favourite (
    id        bigserial primary key,
    person_id bigint not null references person,
    path      text not null,
    title     text not null,
    unique (person_id, path)
);
