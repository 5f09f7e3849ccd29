-- What is on where: on the day, on each day until the end, or on these days of the week. Without pt it is on in the whole
-- town. days: 1 (Monday) to 7; none means every day. ends: null for what goes on until somebody ends it.
create table occasion (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text   not null,
    begins          date   not null,
    ends            date   check (ends >= begins),
    days            int[]  not null,
    excepted        date[] not null,
    place           text   not null,
    pt              point,
    radius          double precision check (radius > 0),
    check ((pt is null) = (radius is null)),
    unique (municipality_id, name, begins, place)
);

-- What the weather of a day was foreseen to be on the day before: never changed afterwards, so that what is learnt from it
-- was known in time.
create table occasion_weather (
    municipality_id bigint not null references municipality,
    day             date   not null,
    words           text[] not null,
    primary key (municipality_id, day)
);
