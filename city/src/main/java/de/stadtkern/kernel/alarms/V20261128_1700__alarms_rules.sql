-- datastream and property: at most one of them; both null for every device. direction is null for a rule about silence.
-- days: 1 Monday to 7 Sunday. No foreign keys to observations, see docs/decisions/0003-postgresql.md.
create table alarm_rule (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    severity        text not null check (severity in ('CRITICAL', 'MAJOR', 'MINOR', 'WARNING')),
    datastream      bigint,
    property        text,
    direction       text check (direction in ('ABOVE', 'BELOW')),
    raise_at        double precision,
    clear_at        double precision,
    dwell_seconds   int not null,
    needed          int not null,
    samples         int not null,
    intervals       int not null,
    days            int[] not null,
    hours_from      time not null,
    hours_until     time not null,
    proposes        boolean not null,
    active          boolean not null,
    unique (municipality_id, name),
    check (datastream is null or property is null),
    check ((direction is null) = (raise_at is null) and (direction is null) = (clear_at is null))
);

create table alarm_step (
    rule_id       bigint not null references alarm_rule,
    position      int not null,
    after_minutes int not null,
    person_id     bigint not null,
    person_name   text not null,
    primary key (rule_id, position)
);

-- subject: what of the rule, such as "datastream 17", "thing 3", "gateway gw-rathaus", "test".
-- happened_at and cleared_at are times of what was measured, raised_at is when the program found it.
create table alarm (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    rule_id         bigint not null references alarm_rule,
    subject         text not null,
    severity        text not null,
    place           text not null,
    thing           bigint,
    datastream      bigint,
    devices         int not null,
    value           double precision,
    unit            text not null,
    happened_at     timestamptz not null,
    raised_at       timestamptz not null,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    silent_until    timestamptz,
    closed_at       timestamptz
);
create unique index alarm_active on alarm (rule_id, subject) where cleared_at is null;
create index alarm_subject on alarm (rule_id, subject, id);
create index alarm_municipality on alarm (municipality_id, id);

create table alarm_act (
    id              bigserial primary key,
    alarm_id        bigint not null references alarm,
    municipality_id bigint not null references municipality,
    at              timestamptz not null,
    person_id       bigint not null,
    person_name     text not null,
    act             text not null check (act in ('ACKNOWLEDGE', 'SILENCE', 'CLOSE')),
    reason          text not null,
    until           timestamptz
);
create index alarm_act_alarm on alarm_act (alarm_id, id);
create trigger alarm_act_never_changes before update or delete on alarm_act
    for each row execute function refuse_change();

-- seen_at: when the person said so.
create table alarm_notice (
    alarm_id    bigint not null references alarm,
    position    int not null,
    person_id   bigint not null,
    person_name text not null,
    sent_at     timestamptz not null,
    seen_at     timestamptz,
    primary key (alarm_id, position)
);
create index alarm_notice_person on alarm_notice (person_id, alarm_id);

-- thing: null for all of the municipality.
create table alarm_maintenance (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    thing           bigint,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    reason          text not null,
    person_name     text not null,
    check (starts_at < ends_at)
);
create index alarm_maintenance_end on alarm_maintenance (municipality_id, ends_at);
