create sequence street_register_id;

-- What a municipality knows of a segment. Every entry stays; the current one says what holds. taken_from: the segment
-- whose entry this one continues, because a new extract split or joined segments; then nobody made it.
create table street_register (
    id               bigint primary key default nextval('street_register_id'),
    municipality_id  bigint      not null,
    segment_id       bigint      not null references segment,
    current          boolean     not null default true,
    winter_class     integer     check (winter_class between 1 and 3),
    sweeping_class   text        not null default '',
    responsibility   text,
    salt_ban         boolean     not null default false,
    max_width_metres double precision check (max_width_metres > 0),
    reason           text        not null,
    person_id        bigint,
    person_name      text        not null,
    taken_from       bigint,
    made_at          timestamptz not null default now()
);

create unique index street_register_current on street_register (municipality_id, segment_id) where current;
create index street_register_segment on street_register (segment_id);
