-- Observations lie in partitions by month of phenomenonTime (observation_row); closed months are folded into one row for
-- each datastream and day (observation_chunk). The view observation shows both as one.
alter table observation rename to observation_other;
alter index observation_pkey rename to observation_other_pkey;
alter index observation_by_id rename to observation_other_id;
alter table observation_other rename constraint observation_check to observation_row_check;

-- A token must not be unique within a month only.
create table observation_token (
    datastream_id   bigint not null,
    token           text not null,
    observation_id  bigint not null,
    seen_at         timestamptz not null default now(),
    primary key (datastream_id, token)
);
insert into observation_token (datastream_id, token, observation_id)
    select datastream_id, client_token, id from observation_other where client_token is not null;
create index observation_token_seen on observation_token (seen_at);
alter table observation_other drop column client_token;

-- The default partition takes what no month is ready for, however early or late; it is where everything was until now.
create table observation_row (
    datastream_id   bigint not null,
    phenomenon_time timestamptz not null,
    id              bigint not null default nextval('observation_id'),
    result_time     timestamptz,
    result          double precision,
    result_json     jsonb,
    parameters      jsonb,
    phenomenon_end  timestamptz,
    result_quality  jsonb,
    valid_start     timestamptz,
    valid_end       timestamptz,
    feature_id      bigint,
    primary key (datastream_id, phenomenon_time, id),
    constraint observation_row_check check (result is not null or result_json is not null)
) partition by range (phenomenon_time);
create index observation_row_id on observation_row (id);
-- Questions over all datastreams: rows lie in the order in which they came, nearly that of their times.
create index observation_row_time on observation_row using brin (phenomenon_time)
    with (pages_per_range = 16, autosummarize = on);
alter table observation_row attach partition observation_other default;

-- The values of a datastream of one day (UTC) with nothing but times, a number and a feature. Times are counted in ticks
-- of so many microseconds from the start of the day, and ids from id_first; both by what differs from even steps.
-- A number is exactly scaled / scale, or stands in exact.
create table observation_chunk (
    datastream_id bigint not null,
    day           timestamptz not null,
    size          int not null,
    ids           int8range not null,
    tick          bigint not null,
    time_first    bigint not null,
    time_step     bigint not null,
    id_first      bigint not null,
    id_step       bigint not null,
    scale         double precision,
    times         bigint[] not null,
    id_rest       bigint[] not null,
    scaled        bigint[],
    exact         double precision[],
    result_lag    bigint[] not null,
    features      bigint[] not null,
    primary key (datastream_id, day)
) with (toast_tuple_target = 128);
alter table observation_chunk
    alter column times set storage main,
    alter column id_rest set storage main,
    alter column scaled set storage main,
    alter column exact set storage main,
    alter column result_lag set storage main,
    alter column features set storage main;
create index observation_chunk_ids on observation_chunk using gist (ids);

-- Chunks row by row. Whoever asks for a time asks for its day as well, and for an id in ids: only that leads to chunks.
create view observation_folded as
    select c.datastream_id, t.phenomenon_time, c.id_first + c.id_step * (u.n - 1) + u.id as id,
        t.phenomenon_time + u.lag * interval '1 microsecond' as result_time,
        coalesce(u.exact, u.scaled / c.scale) as result,
        null::jsonb as result_json, null::jsonb as parameters, null::timestamptz as phenomenon_end,
        null::jsonb as result_quality, null::timestamptz as valid_start, null::timestamptz as valid_end,
        u.feature as feature_id, c.day, c.ids
    from observation_chunk c
    cross join lateral unnest(c.times, c.id_rest, c.scaled, c.exact, c.result_lag, c.features)
        with ordinality u (time, id, scaled, exact, lag, feature, n)
    cross join lateral (select
        c.day + (c.tick * (c.time_first + c.time_step * (u.n - 1) + u.time)) * interval '1 microsecond') t (phenomenon_time);

create view observation_open as
    select datastream_id, phenomenon_time, id, result_time, result, result_json, parameters, phenomenon_end,
        result_quality, valid_start, valid_end, feature_id, date_trunc('day', phenomenon_time, 'UTC') as day,
        int8range(id, id, '[]') as ids
    from observation_row;

create view observation as
    select * from observation_open union all select * from observation_folded;

-- Where an observation lies. Its id carries as hints its month (modulo 64, bits 6 to 11) and its datastream (modulo 64,
-- bits 0 to 5); ids of before, and observations that were given another time or datastream, are found without.
create function observation_place(wanted bigint, out datastream_id bigint, out phenomenon_time timestamptz)
    language plpgsql stable as $$
declare
    now_month int := extract(year from now() at time zone 'UTC') * 12 + extract(month from now() at time zone 'UTC') - 1;
    month int := now_month - 32 + ((wanted >> 6 & 63) - now_month + 32 + 64 * 1024) % 64;
begin
    select o.datastream_id, o.phenomenon_time into datastream_id, phenomenon_time from observation_row o
    where o.id = wanted
        and o.phenomenon_time >= make_timestamptz(month / 12, month % 12 + 1, 1, 0, 0, 0, 'UTC')
        and o.phenomenon_time < make_timestamptz((month + 1) / 12, (month + 1) % 12 + 1, 1, 0, 0, 0, 'UTC');
    if not found then
        select o.datastream_id, o.phenomenon_time into datastream_id, phenomenon_time from observation_row o
        where o.id = wanted;
    end if;
    if not found then
        select f.datastream_id, f.phenomenon_time into datastream_id, phenomenon_time from observation_folded f
        where f.ids @> wanted and f.datastream_id & 63 = wanted & 63 and f.id = wanted;
    end if;
    if not found then
        select f.datastream_id, f.phenomenon_time into datastream_id, phenomenon_time from observation_folded f
        where f.ids @> wanted and f.id = wanted;
    end if;
end $$;
