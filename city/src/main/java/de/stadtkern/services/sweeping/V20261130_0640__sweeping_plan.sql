-- What a municipality decides about its sweeping. own_holidays: MM-DD.
create table sweeping_policy (
    municipality_id bigint primary key references municipality,
    land            text   not null,
    on_holiday      text   not null,
    own_holidays    text[] not null,
    sign_hours      int    not null check (sign_hours > 0),
    proration       text   not null,
    metres          text   not null,
    yard            text   not null
);

-- season_from, season_until: MM-DD, both included. days: 1 (Monday) to 7; none means never.
create table sweeping_rule (
    id              bigserial primary key,
    municipality_id bigint  not null references municipality,
    kind            text    not null,
    target          text    not null,
    name            text    not null,
    sides           text    not null,
    every           int     not null check (every > 0),
    unit            text    not null,
    days            int[]   not null,
    nth             int     not null,
    anchor          date    not null,
    season_from     text    not null,
    season_until    text    not null,
    begins          time,
    ends            time check (ends > begins),
    no_parking      boolean not null,
    check ((begins is null) = (ends is null))
);
create index sweeping_rule_municipality on sweeping_rule (municipality_id, id);

-- Where sweepers take water or tip what they have swept.
create table sweeping_station (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text   not null,
    kind            text   not null,
    address         text   not null,
    pt              point  not null,
    unique (municipality_id, name)
);

-- A day of work that was proposed, and what of it: a copy, so that no later plan changes what was planned.
create table sweeping_run (
    id              bigserial primary key,
    municipality_id bigint      not null references municipality,
    kind            text        not null,
    day             date        not null,
    title           text        not null,
    proposal_id     bigint,
    order_id        bigint,
    released_by     text        not null,
    released_at     timestamptz not null
);
create unique index sweeping_run_once on sweeping_run (municipality_id, day, kind) where kind in ('WEEK', 'MARKET');
create index sweeping_run_day on sweeping_run (municipality_id, day);

create table sweeping_pass (
    run_id          bigint not null references sweeping_run on delete cascade,
    municipality_id bigint not null references municipality,
    segment_id      bigint not null,
    side            text   not null,
    street          text   not null,
    quarter         text   not null,
    metres          double precision not null,
    primary key (run_id, segment_id, side)
);

-- What crews say of a side that positions cannot tell.
create table sweeping_word (
    municipality_id bigint      not null references municipality,
    day             date        not null,
    segment_id      bigint      not null,
    side            text        not null,
    person_name     text        not null,
    said_at         timestamptz not null,
    primary key (municipality_id, day, segment_id, side)
);

create table sweeping_tipping (
    id              bigserial primary key,
    municipality_id bigint      not null references municipality,
    day             date        not null,
    station         text        not null,
    cubic_metres    numeric     check (cubic_metres >= 0),
    kilograms       numeric     check (kilograms >= 0),
    person_name     text        not null,
    entered_at      timestamptz not null
);
create index sweeping_tipping_day on sweeping_tipping (municipality_id, day);

-- Each tick at a sign; the last one of a sign says whether it stands.
create table sweeping_sign_step (
    id              bigserial primary key,
    municipality_id bigint      not null references municipality,
    day             date        not null,
    street          text        not null,
    sides           text        not null,
    up              boolean     not null,
    person_name     text        not null,
    at              timestamptz not null
);
create index sweeping_sign_day on sweeping_sign_step (municipality_id, day);
create trigger sweeping_sign_step_never_changes before update on sweeping_sign_step
    for each row execute function refuse_change();
