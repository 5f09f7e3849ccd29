-- Profiles of busy days that are over: what the values of each quarter of an hour come to (quarter 0 to 95 of the day,
-- UTC), those that have some. So a chart of ten million values reads some thousand quarters. A profile holds only while
-- its day is not in observation_touched. valid, total, least, greatest as in observation_bucket.
create table observation_profile (
    datastream_id bigint not null,
    day           timestamptz not null,
    quarters      smallint[] not null,
    observations  int[] not null,
    valid         int[] not null,
    total         double precision[] not null,
    least         double precision[] not null,
    greatest      double precision[] not null,
    primary key (datastream_id, day)
);

create view observation_quarter as
    select p.datastream_id, p.day, p.day + u.quarter * interval '15 minutes' as start,
        u.observations, u.valid, u.total, u.least, u.greatest
    from observation_profile p
    cross join lateral unnest(p.quarters, p.observations, p.valid, p.total, p.least, p.greatest)
        u (quarter, observations, valid, total, least, greatest);

-- All days before this one have been looked at; what comes for them later is marked when it comes.
create table observation_profiled (
    until timestamptz not null
);
insert into observation_profiled values ('-infinity');
