-- Who is on call. Half-open.
create table standby (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    position        text not null check (position in ('PRIMARY', 'SECOND', 'DUTY_LEAD')),
    person_id       bigint not null references person,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    check (starts_at < ends_at)
);
create index standby_time on standby (municipality_id, starts_at, ends_at);

-- due_at: when the next are told; null when all have been, or nobody is to be told any more.
-- reached: how far down the roster it has come, 0 before the first position.
create table escalation (
    id              bigserial primary key,
    kind            text not null,
    subject         text not null,
    municipality_id bigint not null references municipality,
    topic           text not null,
    text            text not null,
    arguments       text[] not null,
    path            text not null,
    begun_at        timestamptz not null,
    due_at          timestamptz,
    reached         int not null default 0,
    acknowledged_at timestamptz,
    acknowledged_by text,
    ended_at        timestamptz
);
create unique index escalation_running on escalation (kind, subject) where ended_at is null;
create index escalation_thing on escalation (kind, subject, id);
create index escalation_due on escalation (due_at) where due_at is not null;

-- position is null when all were told.
create table escalation_step (
    escalation_id   bigint not null references escalation,
    number          int not null,
    position        text,
    person_id       bigint not null,
    person_name     text not null,
    notification_id bigint not null references notification,
    told_at         timestamptz not null,
    primary key (escalation_id, number)
);
create unique index escalation_step_notification on escalation_step (notification_id);
