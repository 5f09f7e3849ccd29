-- evidence: [{quantity, value, unit, time, datastreamId, observationId}], a copy that outlives the observations.
create table proposal (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    source          text not null,
    subject         text not null,
    rule            text not null,
    headline        text not null,
    place           text not null,
    origin          text,
    pt              point not null,
    measures        text[] not null,
    segment_ids     bigint[] not null,
    raised_at       timestamptz not null,
    confirmed_at    timestamptz not null,
    valid_until     timestamptz not null,
    raised_evidence jsonb not null,
    latest_evidence jsonb not null,
    state           text not null check (state in ('OPEN', 'DECIDED', 'LAPSED'))
);
create unique index proposal_open on proposal (municipality_id, source, subject) where state = 'OPEN';
create index proposal_subject on proposal (source, subject, id);

create table decision (
    id              bigserial primary key,
    proposal_id     bigint not null unique references proposal,
    municipality_id bigint not null references municipality,
    person_id       bigint not null,
    person_name     text not null,
    measure         text not null,
    reason          text not null,
    decided_at      timestamptz not null
);
create trigger decision_never_changes before update or delete on decision
    for each row execute function refuse_change();

-- stops: [{segmentId, street, lengthMetres, course: [{lon, lat}]}] in the order and direction of driving.
create table work_order (
    id              bigserial primary key,
    decision_id     bigint not null unique references decision,
    municipality_id bigint not null references municipality,
    started_at      timestamptz,
    started_by      text,
    done_at         timestamptz,
    done_by         text,
    stops           jsonb not null,
    check (done_at is null or started_at is not null)
);

create table proof (
    id              bigserial primary key,
    decision_id     bigint not null unique references decision,
    municipality_id bigint not null references municipality,
    source          text not null,
    made_at         timestamptz not null,
    content         jsonb not null
);
create trigger proof_never_changes before update or delete on proof
    for each row execute function refuse_change();
