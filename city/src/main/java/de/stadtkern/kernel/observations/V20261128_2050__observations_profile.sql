-- Profiles of days (UTC) that are over and hold many values: what these come to, and on busy days also what the values of
-- each quarter of an hour come to (quarter 0 to 95, those that have some; otherwise null). So a chart of ten million
-- values reads some thousand rows. A profile holds only while its day is not in observation_touched. valid, total, least,
-- greatest as in observation_bucket.
create table observation_profile (
    datastream_id        bigint not null,
    day                  timestamptz not null,
    observations         int not null,
    valid                int not null,
    total                double precision,
    least                double precision,
    greatest             double precision,
    quarters             smallint[],
    quarter_observations int[],
    quarter_valid        int[],
    quarter_total        double precision[],
    quarter_least        double precision[],
    quarter_greatest     double precision[],
    primary key (datastream_id, day)
);

create view observation_quarter as
    select p.datastream_id, p.day, p.day + u.quarter * interval '15 minutes' as start,
        u.observations, u.valid, u.total, u.least, u.greatest
    from observation_profile p
    cross join lateral unnest(p.quarters, p.quarter_observations, p.quarter_valid, p.quarter_total, p.quarter_least,
        p.quarter_greatest) u (quarter, observations, valid, total, least, greatest);

-- All days before this one have been looked at; what comes for them later is marked when it comes.
create table observation_profiled (
    until timestamptz not null
);
insert into observation_profiled values ('-infinity');
