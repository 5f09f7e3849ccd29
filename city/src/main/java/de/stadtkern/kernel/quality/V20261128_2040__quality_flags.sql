-- No foreign keys to observations, see docs/decisions/0003-postgresql.md.
-- datastream and property: exactly one of them. settings: the fields of the form that are filled in.
create table quality_check (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    datastream      bigint,
    property        text,
    active          boolean not null,
    settings        jsonb not null,
    check ((datastream is null) <> (property is null))
);
create unique index quality_check_datastream on quality_check (municipality_id, datastream) where datastream is not null;
create unique index quality_check_property on quality_check (municipality_id, property) where property is not null;

-- Only what is suspect (3), failed (4) or missing (9).
create table quality_flag (
    datastream_id   bigint not null,
    phenomenon_time timestamptz not null,
    flag            smallint not null check (flag in (3, 4, 9)),
    test            text not null,
    primary key (datastream_id, phenomenon_time)
);
create index quality_flag_time on quality_flag (phenomenon_time);

-- From when to when (half-open; null: until now and on) every value was judged: one without a flag there is good.
create table quality_judged (
    datastream_id bigint not null,
    since         timestamptz not null,
    until         timestamptz,
    primary key (datastream_id, since)
);

-- What a person says of a span (half-open). The newest wins, over the tests too.
create table quality_mark (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    datastream_id   bigint not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    flag            smallint not null check (flag in (1, 3, 4)),
    reason          text not null,
    person_id       bigint not null,
    person_name     text not null,
    made_at         timestamptz not null,
    taken_back_at   timestamptz,
    taken_back_by   text,
    check (starts_at < ends_at)
);
create index quality_mark_datastream on quality_mark (datastream_id, ends_at);

-- History that is judged again, datastream by datastream and month by month; datastream_id and month: what comes next.
create table quality_run (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    since           timestamptz not null,
    state           text not null check (state in ('RUNNING', 'DONE', 'CANCELLED')),
    done            bigint not null default 0,
    total           bigint not null,
    datastream_id   bigint not null default 0,
    month           timestamptz,
    person_name     text not null,
    started_at      timestamptz not null,
    ended_at        timestamptz
);
create unique index quality_run_running on quality_run (municipality_id) where state = 'RUNNING';

-- The flag of a number. PostgreSQL puts the text of such a function into the query, so that it costs index look-ups only.
create function quality_flag_of(bigint, timestamptz) returns smallint language sql stable as $$
    select coalesce(
        (select m.flag from quality_mark m
         where m.datastream_id = $1 and m.ends_at > $2 and m.starts_at <= $2 and m.taken_back_at is null
         order by m.id desc limit 1),
        (select f.flag from quality_flag f where f.datastream_id = $1 and f.phenomenon_time = $2),
        case when exists (select from quality_judged j
            where j.datastream_id = $1 and j.since <= $2 and (j.until is null or j.until > $2)) then 1 else 2 end::smallint)
$$;
