-- Plans of a municipality for a kind of weather: wish is what was asked for, plan_id what was last computed of it. By when
-- classes are done is policy of the municipality; without a row the usual times hold.
create table winterplans_plan (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    wish            jsonb not null,
    plan_id         bigint,
    made_by         text not null,
    made_at         timestamptz not null
);
create index winterplans_plan_municipality on winterplans_plan (municipality_id);

create table winterplans_deadline (
    municipality_id bigint not null references municipality,
    weekend         boolean not null,
    first           time not null,
    second          time not null,
    third           time not null,
    changed_by      text not null,
    changed_at      timestamptz not null,
    primary key (municipality_id, weekend)
);
