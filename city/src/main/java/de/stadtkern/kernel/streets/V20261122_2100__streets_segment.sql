create sequence segment_extract_id;

create table segment_extract (
    id          bigint primary key default nextval('segment_extract_id'),
    file_name   text        not null,
    bytes       bigint      not null,
    sha256      text        not null,
    imported_at timestamptz not null default now(),
    segments    integer     not null
);

create sequence segment_id;

-- course and bbox are in microdegrees: PostgreSQL's geometric types compare with a fixed epsilon of 1e-6
create table segment (
    id            bigint primary key default nextval('segment_id'),
    way_id        bigint           not null,
    ordinal       integer          not null,
    name          text             not null,
    road_class    text             not null,
    one_way       boolean          not null,
    bridge        boolean          not null,
    course        path             not null,
    length_metres double precision not null,
    extract_id    bigint           not null references segment_extract,
    bbox          box              not null generated always as (box(polygon(pclose(course)))) stored,
    unique (way_id, ordinal)
);

create index segment_bbox on segment using gist (bbox);
create index segment_road_class on segment (road_class);
