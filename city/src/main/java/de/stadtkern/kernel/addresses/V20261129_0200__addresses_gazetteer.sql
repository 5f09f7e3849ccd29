create sequence address_extract_id;

-- The newest row is what is searched. sha256 and reading tell whether a file has to be read again.
create table address_extract (
    id          bigint primary key default nextval('address_extract_id'),
    sha256      text        not null,
    reading     integer     not null,
    imported_at timestamptz not null default now()
);

create sequence address_place_id;

-- Whatever has a name. pt and course are in microdegrees.
create table address_place (
    id        bigint primary key default nextval('address_place_id'),
    kind      text     not null,
    names     text[]   not null,
    category  text     not null,
    weight    smallint not null,
    town      text     not null,
    district  text     not null,
    nearby    text     not null,
    postcodes text[]   not null,
    pt        point    not null
);

create index address_place_pt on address_place using gist (pt);

create table address_line (
    street_id bigint not null references address_place on delete cascade,
    course    path   not null,
    bbox      box    not null generated always as (box(polygon(pclose(course)))) stored
);

create index address_line_bbox on address_line using gist (bbox);
create index address_line_street on address_line (street_id);

-- number and until are the first and the last of a building, as in 12-16
create table address_house (
    street_id bigint  not null references address_place on delete cascade,
    number    integer not null,
    until     integer not null,
    letter    text    not null,
    postcode  text    not null,
    pt        point   not null
);

create index address_house_street on address_house (street_id, number);
create index address_house_pt on address_house using gist (pt);

create table address_crossing (
    street_id bigint not null references address_place on delete cascade,
    other_id  bigint not null references address_place on delete cascade,
    pt        point  not null
);

create index address_crossing_streets on address_crossing (street_id, other_id);
