-- Tours of orders. stops: [{number, name, place, segmentId, course: [{lon, lat}], lengthMetres, stage, state, note}] as
-- planned, all OPEN; what has become of them follows from dispatch_event. state, started_at and ended_at are what the
-- events say, kept for lists. An order's row counts its changes, so that of two officers at once one is told.
create table dispatch_order (
    order_id        bigint primary key references work_order,
    municipality_id bigint not null references municipality,
    version         int not null default 1,
    changed_by      text not null,
    changed_at      timestamptz not null,
    plan_id         bigint,
    plan_vehicles   bigint[] not null default '{}',
    shift_id        bigint,
    agent           text not null default '',
    dose            double precision,
    closed_reason   text
);

create table dispatch_tour (
    id              bigserial primary key,
    order_id        bigint not null references dispatch_order,
    municipality_id bigint not null references municipality,
    name            text not null,
    vehicle_id      bigint,
    member_ids      bigint[] not null default '{}',
    shift_id        bigint,
    stops           jsonb not null,
    dispatched_at   timestamptz,
    dispatched_by   text,
    remark          text,
    stage_override  text,
    state           text not null
        check (state in ('PLANNED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'DONE', 'BROKEN_OFF')),
    started_at      timestamptz,
    ended_at        timestamptz
);
create index dispatch_tour_order on dispatch_tour (order_id, id);
create index dispatch_tour_open on dispatch_tour (municipality_id) where state in ('DISPATCHED', 'RUNNING', 'PAUSED');

create table dispatch_event (
    tour_id         bigint not null references dispatch_tour,
    id              uuid not null,
    municipality_id bigint not null references municipality,
    at              timestamptz not null,
    kind            text not null,
    stop            int,
    note            text,
    amount          double precision,
    received_at     timestamptz not null,
    person_name     text not null,
    primary key (tour_id, id)
);
create trigger dispatch_event_never_changes before update or delete on dispatch_event
    for each row execute function refuse_change();

-- content is deleted after its time; what it was stays known by its hash.
create table dispatch_attachment (
    tour_id         bigint not null,
    event_id        uuid not null,
    municipality_id bigint not null references municipality,
    sha256          text not null,
    media_type      text not null,
    bytes           int not null,
    content         bytea,
    received_at     timestamptz not null,
    primary key (tour_id, event_id, sha256),
    foreign key (tour_id, event_id) references dispatch_event
);
create index dispatch_attachment_kept on dispatch_attachment (received_at) where content is not null;

-- How an order could be driven from now on. content: parts with the open stops of each tour before and after.
create table dispatch_replan (
    id              bigserial primary key,
    order_id        bigint not null references dispatch_order,
    municipality_id bigint not null references municipality,
    made_at         timestamptz not null,
    made_by         text not null,
    why             text not null,
    content         jsonb not null,
    state           text not null check (state in ('OPEN', 'ACCEPTED', 'REJECTED', 'REPLACED')),
    decided_at      timestamptz,
    decided_by      text,
    reason          text
);
create index dispatch_replan_order on dispatch_replan (order_id, id);

-- Orders from before there were tours: one tour each, with what was said of it as events.
insert into dispatch_order (order_id, municipality_id, changed_by, changed_at)
select w.id, w.municipality_id, d.person_name, d.decided_at
from work_order w join decision d on d.id = w.decision_id;

insert into dispatch_tour
    (order_id, municipality_id, name, stops, dispatched_at, dispatched_by, state, started_at, ended_at)
select w.id, w.municipality_id, p.place,
    coalesce((select jsonb_agg(jsonb_build_object(
            'number', one.number, 'name', one.stop -> 'street', 'place', false, 'segmentId', one.stop -> 'segmentId',
            'course', one.stop -> 'course', 'lengthMetres', one.stop -> 'lengthMetres', 'stage', null,
            'state', 'OPEN', 'note', null) order by one.number)
        from jsonb_array_elements(w.stops) with ordinality one (stop, number)), '[]'),
    d.decided_at, d.person_name,
    case when w.done_at is not null then 'DONE' when w.started_at is not null then 'RUNNING' else 'DISPATCHED' end,
    w.started_at, w.done_at
from work_order w join decision d on d.id = w.decision_id join proposal p on p.id = d.proposal_id;

insert into dispatch_event (tour_id, id, municipality_id, at, kind, received_at, person_name)
select t.id, gen_random_uuid(), t.municipality_id, w.started_at, 'START', w.started_at, w.started_by
from dispatch_tour t join work_order w on w.id = t.order_id where w.started_at is not null;

insert into dispatch_event (tour_id, id, municipality_id, at, kind, stop, received_at, person_name)
select t.id, gen_random_uuid(), t.municipality_id, w.done_at, 'STOP_DONE', (one.stop ->> 'number')::int, w.done_at, w.done_by
from dispatch_tour t join work_order w on w.id = t.order_id cross join jsonb_array_elements(t.stops) one (stop)
where w.done_at is not null;

insert into dispatch_event (tour_id, id, municipality_id, at, kind, received_at, person_name)
select t.id, gen_random_uuid(), t.municipality_id, w.done_at, 'FINISH', w.done_at, w.done_by
from dispatch_tour t join work_order w on w.id = t.order_id where w.done_at is not null;
