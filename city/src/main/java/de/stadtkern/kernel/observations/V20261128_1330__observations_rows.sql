-- What few observations have moves into one column. So the bits that say what is null fit into one byte, and a row with
-- nothing but times, a number and a feature takes 8 bytes less.
create type observation_rest as (
    result_json     jsonb,
    parameters      jsonb,
    phenomenon_end  timestamptz,
    result_quality  jsonb,
    valid_start     timestamptz,
    valid_end       timestamptz
);

drop view observation;
drop view observation_open;
alter table observation_row rename to observation_before;

create table observation_row (
    datastream_id   bigint not null,
    phenomenon_time timestamptz not null,
    id              bigint not null default nextval('observation_id'),
    result_time     timestamptz,
    result          double precision,
    rest            observation_rest,
    feature_id      bigint,
    constraint observation_row_check check (result is not null or (rest).result_json is not null)
) partition by range (phenomenon_time);

-- A column that is dropped goes on costing its bit in every row: the partitions are made anew.
do $$
declare
    part record;
begin
    for part in
        select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
        from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'observation_before'::regclass
    loop
        execute format('alter table %I rename to %I', part.name, part.name || '_before');
        execute format('create table %I partition of observation_row %s', part.name, part.bounds);
        execute format($sql$
            insert into %I (datastream_id, phenomenon_time, id, result_time, result, rest, feature_id)
            select datastream_id, phenomenon_time, id, result_time, result,
                case when num_nonnulls(result_json, parameters, phenomenon_end, result_quality, valid_start, valid_end) > 0
                    then (result_json, parameters, phenomenon_end, result_quality, valid_start, valid_end)::observation_rest
                    end,
                feature_id
            from %I$sql$, part.name, part.name || '_before');
    end loop;
end $$;
drop table observation_before;

-- Every datastream grows at its own place in the key, which leaves half of every page empty. When that is much, the key
-- of a partition is made anew while the town runs, with full pages.
alter table observation_row add primary key (datastream_id, phenomenon_time, id) with (fillfactor = 100);
-- Of an id the index knows only among which 64 numbers it is: such entries share one key, and take 6 bytes instead of 22.
-- Whoever asks for an id asks for id >> 18 as well, and whoever orders by ids orders by id >> 18 first.
create index observation_row_id on observation_row ((id >> 18)) with (fillfactor = 100);
-- Questions over all datastreams: rows lie in the order in which they came, nearly that of their times.
create index observation_row_time on observation_row using brin (phenomenon_time)
    with (pages_per_range = 16, autosummarize = on);

create view observation_open as
    select datastream_id, phenomenon_time, id, result_time, result, (rest).result_json, (rest).parameters,
        (rest).phenomenon_end, (rest).result_quality, (rest).valid_start, (rest).valid_end, feature_id,
        date_trunc('day', phenomenon_time, 'UTC') as day, int8range(id, id, '[]') as ids, rest
    from observation_row;

create view observation as
    select * from observation_open union all select *, null::observation_rest from observation_folded;

-- As before, with the index.
create or replace function observation_place(wanted bigint, out datastream_id bigint, out phenomenon_time timestamptz)
    language plpgsql stable as $$
declare
    now_month int := extract(year from now() at time zone 'UTC') * 12 + extract(month from now() at time zone 'UTC') - 1;
    month int := now_month - 32 + ((wanted >> 6 & 63) - now_month + 32 + 64 * 1024) % 64;
begin
    select o.datastream_id, o.phenomenon_time into datastream_id, phenomenon_time from observation_row o
    where o.id >> 18 = wanted >> 18 and o.id = wanted
        and o.phenomenon_time >= make_timestamptz(month / 12, month % 12 + 1, 1, 0, 0, 0, 'UTC')
        and o.phenomenon_time < make_timestamptz((month + 1) / 12, (month + 1) % 12 + 1, 1, 0, 0, 0, 'UTC');
    if not found then
        select o.datastream_id, o.phenomenon_time into datastream_id, phenomenon_time from observation_row o
        where o.id >> 18 = wanted >> 18 and o.id = wanted;
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
