-- What the owner of a datastream wants: how long raw values stay (null: for ever), and figures of which widths in seconds.
-- Before raw_since the raw values have been removed; their figures stay.
create table datastream_keeping (
    datastream_id bigint primary key,
    keep_days     int check (keep_days > 0),
    widths        int[] not null default '{}' check (widths <@ '{60,600,3600,86400}'),
    raw_since     timestamptz
);

-- Figures of the observations whose phenomenonTime lies in [start, start + width seconds). valid: how many of them are
-- numbers whose resultQuality does not speak against them; only these make total, least and greatest.
create table observation_bucket (
    datastream_id bigint not null,
    width         int not null,
    start         timestamptz not null,
    observations  bigint not null,
    valid         bigint not null,
    total         double precision,
    least         double precision,
    greatest      double precision,
    primary key (datastream_id, width, start)
);

-- Days (UTC) whose figures are to be calculated again; times counts the writes, so that none is overlooked.
create table observation_touched (
    datastream_id bigint not null,
    day           timestamptz not null,
    times         bigint not null default 1,
    primary key (datastream_id, day)
);
