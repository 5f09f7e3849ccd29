-- plain: it has nothing but an instant, a result time and a number, and no observation of the same time came after it.
alter table last_observation
    add column result_time timestamptz,
    add column plain boolean not null default false;

-- The observation with which a datastream's observations begin, newest first, where it stands in last_observation as it
-- is; twice when there are more, as who reads a page reads one row more to see whether there is a next.
create view observation_newest as
    select l.datastream_id, l.phenomenon_time, l.observation_id as id, l.result_time, l.result,
        null::jsonb as result_json, null::jsonb as parameters, null::timestamptz as phenomenon_end,
        null::jsonb as result_quality, null::timestamptz as valid_start, null::timestamptz as valid_end,
        x.observations
    from last_observation l
    join datastream_extent x on x.datastream_id = l.datastream_id and x.phenomenon_end = l.phenomenon_time
    join (values (1), (2)) row_of_page (number) on row_of_page.number <= x.observations
    where l.plain;
