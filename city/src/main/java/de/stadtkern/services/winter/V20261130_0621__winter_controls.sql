-- What somebody found on a control drive. proposal_id: the proposal that was made of it; null when nothing was needed.
create table winter_control (
    id              bigserial   primary key,
    municipality_id bigint      not null references municipality,
    at              timestamptz not null,
    place           text        not null,
    pt              point       not null,
    state           text        not null,
    result          text        not null check (result in ('NOTHING', 'SPREAD')),
    proposal_id     bigint      references proposal,
    person_id       bigint      not null,
    person_name     text        not null,
    written_at      timestamptz not null
);
create index winter_control_night on winter_control (municipality_id, at);
create trigger winter_control_never_changes before update on winter_control
    for each row execute function refuse_change();
