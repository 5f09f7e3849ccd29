create sequence map_extract_id;

-- The newest row is the map that is shown. sha256 and reading tell whether a file has to be read again.
create table map_extract (
    id          bigint primary key default nextval('map_extract_id'),
    sha256      text        not null,
    reading     integer     not null,
    attribution text        not null,
    features    integer     not null,
    bbox        box         not null,
    imported_at timestamptz not null default now()
);

create sequence map_feature_id;

-- bbox is in microdegrees, geometry in the units of Mercator.java, packed by Shape.java
create table map_feature (
    id       bigint primary key default nextval('map_feature_id'),
    kind     text     not null,
    name     text     not null,
    ref      text     not null,
    min_zoom smallint not null,
    layer    smallint not null,
    bbox     box      not null,
    geometry bytea    not null
);

create index map_feature_bbox on map_feature using gist (bbox);
create index map_feature_min_zoom on map_feature (min_zoom);
