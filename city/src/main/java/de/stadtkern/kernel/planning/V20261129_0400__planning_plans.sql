-- Plans of tours. jobs, vehicles and goal are as the program writes them; progress is the falling cost of the running or
-- last search. alive_at says when the node that searches was last heard of. version_id is the result that holds: undoing
-- goes back to the one before, and the next change replaces those after it.
create table tour_plan (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    created_by      text not null,
    created_at      timestamptz not null default now(),
    goal            jsonb not null,
    jobs            jsonb not null default '[]',
    vehicles        jsonb not null default '[]',
    state           text not null default 'IDLE',
    progress        jsonb not null default '[]',
    alive_at        timestamptz,
    version_id      bigint
);
create index tour_plan_municipality on tour_plan (municipality_id, id);
create index tour_plan_busy on tour_plan (id) where state in ('WAITING', 'SOLVING', 'ENDING');

create table tour_plan_version (
    id       bigserial primary key,
    plan_id  bigint not null references tour_plan on delete cascade,
    made_at  timestamptz not null default now(),
    made_by  text not null,
    act      text not null,
    solution jsonb not null
);
create index tour_plan_version_plan on tour_plan_version (plan_id, id);
