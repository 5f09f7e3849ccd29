-- How full bins were on a day, for open data: sums over squares of 1 km (EPSG:3035) and kinds, added to once in an hour.
-- bins: how many stood there at the last hour; levels: of how many, over all hours, something was known.
create table waste_level_day (
    municipality_id bigint not null references municipality,
    day             date not null,
    north           int not null,
    east            int not null,
    kind            text not null,
    bins            int not null,
    levels          int not null,
    level_sum       double precision not null,
    sampled_at      timestamptz not null,
    primary key (municipality_id, day, north, east, kind)
);
create index waste_level_day_all on waste_level_day (day);
create index waste_report_town on waste_report (municipality_id, at);
