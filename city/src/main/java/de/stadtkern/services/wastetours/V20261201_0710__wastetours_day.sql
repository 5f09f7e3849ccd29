-- The tours of a day: asked for, searched in the background, and what came of it. state: WAITING, SEARCHING, DONE, FAILED.
-- beat_at: when the node that searches was last heard of. vehicles: those wanted; empty for all at hand.
-- fixed: whether the order drives the fixed tours.
-- changed: a person has changed something since the search began. first: figures before anybody changed anything.
create table wastetours_day (
    id              bigserial   primary key,
    municipality_id bigint      not null references municipality,
    day             date        not null,
    state           text        not null,
    asked_by        text        not null,
    asked_at        timestamptz not null,
    beat_at         timestamptz not null,
    share           double precision not null default 0,
    vehicles        bigint[]    not null default '{}',
    changed         boolean     not null default false,
    made_at         timestamptz,
    first           jsonb,
    result          jsonb,
    proposal_id     bigint,
    order_id        bigint,
    fixed           boolean     not null default false,
    unique (municipality_id, day)
);
create index wastetours_day_to_search on wastetours_day (asked_at) where state in ('WAITING', 'SEARCHING');
create index wastetours_day_of_order on wastetours_day (order_id) where order_id is not null;

-- Why each bin is on tour or not. A copy of its name and place: it can be explained when the bin is gone.
create table wastetours_choice (
    day_id          bigint not null references wastetours_day on delete cascade,
    municipality_id bigint not null references municipality,
    container_id    bigint not null,
    content         jsonb  not null,
    primary key (day_id, container_id)
);

-- What a dispatcher wants of a bin. wish: IN, OUT. vehicle_id: by which vehicle, null for any.
create table wastetours_wish (
    day_id          bigint      not null references wastetours_day on delete cascade,
    municipality_id bigint      not null references municipality,
    container_id    bigint      not null,
    wish            text        not null,
    vehicle_id      bigint,
    person_name     text        not null,
    said_at         timestamptz not null,
    primary key (day_id, container_id)
);
