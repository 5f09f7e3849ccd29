-- The whole model of SensorThings 1.1. What the standard leaves open is kept as JSON: result, properties, unit, metadata.
-- Geometries: location and feature hold the GeoJSON as it was sent, pt a single point, bbox its bounds, in microdegrees.
create table feature_of_interest (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    description     text not null,
    encoding_type   text not null,
    feature         json not null,
    pt              point,
    bbox            box,
    properties      jsonb
);
create index feature_of_interest_bbox on feature_of_interest using gist (bbox);

-- feature_id: the FeatureOfInterest that was made of this Location for Observations that name none.
alter table location
    add column municipality_id bigint references municipality,
    add column location json,
    add column bbox box,
    add column properties jsonb,
    add column feature_id bigint references feature_of_interest on delete set null,
    alter column pt drop not null;
update location l set
    municipality_id = (select municipality_id from thing t where t.id = l.thing_id),
    location = json_build_object('type', 'Point', 'coordinates', json_build_array(pt[0] / 1e6, pt[1] / 1e6)),
    bbox = box(pt, pt);
alter table location alter column municipality_id set not null, alter column location set not null;
create index location_bbox on location using gist (bbox);
create index location_feature on location (feature_id);

create table thing_location (
    thing_id    bigint not null references thing on delete cascade,
    location_id bigint not null references location on delete cascade,
    primary key (thing_id, location_id)
);
create index thing_location_location on thing_location (location_id);
insert into thing_location (thing_id, location_id) select thing_id, id from location;
alter table location drop column thing_id;

create table historical_location (
    id       bigserial primary key,
    thing_id bigint not null references thing on delete cascade,
    time     timestamptz not null
);
create index historical_location_thing on historical_location (thing_id, time);

create table historical_location_location (
    historical_location_id bigint not null references historical_location on delete cascade,
    location_id            bigint not null references location on delete cascade,
    primary key (historical_location_id, location_id)
);
create index historical_location_location_location on historical_location_location (location_id);
insert into historical_location (thing_id, time) select distinct thing_id, now() from thing_location;
insert into historical_location_location
    select h.id, l.location_id from historical_location h join thing_location l on l.thing_id = h.thing_id;

create index thing_properties on thing using gin (properties jsonb_path_ops);

alter table sensor add column properties jsonb, alter column metadata type jsonb using to_jsonb(metadata);
alter table observed_property add column properties jsonb;

-- A MultiDatastream is a datastream with multi: units is then an array, and its properties stand in datastream_property.
alter table datastream
    add column multi boolean not null default false,
    add column unit jsonb,
    add column observation_types jsonb,
    alter column observed_property_id drop not null;
update datastream set unit =
    jsonb_build_object('name', unit_name, 'symbol', unit_symbol, 'definition', unit_definition);
alter table datastream
    alter column unit set not null,
    drop column unit_name, drop column unit_symbol, drop column unit_definition,
    add check (multi = (observed_property_id is null));
create index datastream_sensor on datastream (sensor_id);
create index datastream_observed_property on datastream (observed_property_id);
create index datastream_properties on datastream using gin (properties jsonb_path_ops);

create table datastream_property (
    datastream_id        bigint not null,
    observed_property_id bigint not null references observed_property,
    position             int not null,
    primary key (datastream_id, position)
);
create index datastream_property_property on datastream_property (observed_property_id);

-- result_json: what is not a number, and numbers that a double cannot hold exactly.
alter table observation
    add column phenomenon_end timestamptz,
    add column result_quality jsonb,
    add column valid_start timestamptz,
    add column valid_end timestamptz,
    add column feature_id bigint,
    drop constraint observation_check,
    add check (result is not null or result_json is not null);

-- From when to when a datastream has values, and where; kept in the transaction of every observation.
create table datastream_extent (
    datastream_id    bigint primary key,
    phenomenon_start timestamptz not null,
    phenomenon_end   timestamptz not null,
    result_start     timestamptz,
    result_end       timestamptz,
    area             box
) with (fillfactor = 70);
insert into datastream_extent (datastream_id, phenomenon_start, phenomenon_end, result_start, result_end)
    select datastream_id, min(phenomenon_time), max(phenomenon_time), min(result_time), max(result_time)
    from observation group by datastream_id;

-- Which features a datastream has observed: leads from a feature to its observations without an index of their own.
create table datastream_feature (
    datastream_id bigint not null,
    feature_id    bigint not null,
    primary key (datastream_id, feature_id)
);
create index datastream_feature_feature on datastream_feature (feature_id);
