-- What a municipality says of the place of a station or of a segment. Of a segment the union of what is said counts.
create table roadweather_site (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    thing_id        bigint references thing on delete cascade,
    segment_id      bigint,
    height_metres   double precision,
    traits          text[] not null,
    changed_by      text not null,
    changed_at      timestamptz not null,
    check ((thing_id is null) <> (segment_id is null)),
    unique (municipality_id, thing_id),
    unique (municipality_id, segment_id)
);
create index roadweather_site_thing on roadweather_site (thing_id);
create index roadweather_site_segment on roadweather_site (segment_id);
