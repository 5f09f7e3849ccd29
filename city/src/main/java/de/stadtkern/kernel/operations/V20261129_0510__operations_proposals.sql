-- expectations: {measure: {cost: {kilometres, eurosPerKilometre}, effect}}, for the measures of which something is known.
-- confidence: {level, share, why}. merged_into: the proposal with which it is decided; its own values stay as they are.
alter table proposal
    drop constraint proposal_state_check,
    add constraint proposal_state_check check (state in ('OPEN', 'POSTPONED', 'MERGED', 'DECIDED', 'LAPSED')),
    add column why text not null default '',
    add column expectations jsonb not null default '{}',
    add column urgency text not null default 'SOON' check (urgency in ('URGENT', 'SOON', 'ROUTINE')),
    add column decide_by timestamptz,
    add column confidence jsonb,
    add column raiser text not null default 'RULE' check (raiser in ('RULE', 'PERSON', 'REPORT')),
    add column raiser_name text not null default '',
    add column raiser_id bigint,
    add column version int not null default 1,
    add column merged_into bigint references proposal,
    add column postponed_until timestamptz,
    add column lapsed_at timestamptz;
update proposal set why = headline || '.why';
update proposal set lapsed_at = valid_until where state = 'LAPSED';
drop index proposal_open;
create unique index proposal_open on proposal (municipality_id, source, subject)
    where state in ('OPEN', 'POSTPONED', 'MERGED');
create index proposal_waiting on proposal (municipality_id) where state in ('OPEN', 'POSTPONED');
create index proposal_part on proposal (merged_into) where merged_into is not null;
create index proposal_newest on proposal (municipality_id, raised_at desc, id desc);

-- A proposal with the times and the urgency of all that was merged into it: what counts when people decide.
create view proposal_whole as
select p.id, p.municipality_id, p.source, p.subject, p.rule, p.headline, p.why, p.place, p.origin, p.pt, p.measures,
    p.expectations, p.segment_ids, p.raised_evidence, p.latest_evidence, p.state, p.confidence, p.raiser, p.raiser_name,
    p.raiser_id, p.version, p.merged_into, p.postponed_until, p.lapsed_at,
    least(p.raised_at, m.raised_at) as raised_at,
    greatest(p.confirmed_at, m.confirmed_at) as confirmed_at,
    greatest(p.valid_until, m.valid_until) as valid_until,
    least(p.decide_by, m.decide_by) as decide_by,
    case when p.urgency = 'URGENT' or m.urgent then 'URGENT'
        when p.urgency = 'SOON' or m.soon then 'SOON' else 'ROUTINE' end as urgency
from proposal p
left join lateral (
    select min(raised_at) as raised_at, max(confirmed_at) as confirmed_at, max(valid_until) as valid_until,
        min(decide_by) as decide_by, bool_or(urgency = 'URGENT') as urgent, bool_or(urgency = 'SOON') as soon
    from proposal where merged_into = p.id) m on true;

-- kind is what the decision made of the proposal; changes: {otherMeasure, leftOut: [street], added: [street]}.
alter table decision
    add column kind text not null default 'ACCEPTED'
        check (kind in ('ACCEPTED', 'CHANGED', 'REJECTED', 'NO_ACTION')),
    add column place text not null default '',
    add column pt point,
    add column segment_ids bigint[] not null default '{}',
    add column changes jsonb not null default '{"otherMeasure": false}';
alter table decision disable trigger decision_never_changes;
update decision d set
    kind = case when measure = 'operations.measure.no-action' then 'NO_ACTION' else 'ACCEPTED' end,
    place = p.place, pt = p.pt, segment_ids = p.segment_ids
from proposal p where p.id = d.proposal_id;
alter table decision enable trigger decision_never_changes;

-- What became of a proposal, step by step. person_id: null for the program. token: what a program sent to be able to repeat.
create table proposal_step (
    id              bigserial primary key,
    proposal_id     bigint not null references proposal,
    municipality_id bigint not null references municipality,
    at              timestamptz not null,
    kind            text not null check (kind in ('RAISED', 'CHANGED', 'MERGED', 'SPLIT', 'TAKEN', 'POSTPONED',
        'RETURNED', 'DECIDED', 'LAPSED')),
    person_id       bigint,
    person_name     text not null default '',
    note            text not null default '',
    until           timestamptz,
    other_id        bigint references proposal,
    token           text
);
create index proposal_step_proposal on proposal_step (proposal_id, id);
create unique index proposal_step_token on proposal_step (proposal_id, person_id, token) where token is not null;
create trigger proposal_step_never_changes before update or delete on proposal_step
    for each row execute function refuse_change();
insert into proposal_step (proposal_id, municipality_id, at, kind, person_id, person_name, note)
select id, municipality_id, at, kind, person_id, person_name, note from (
    select id, municipality_id, raised_at, 'RAISED', null::bigint, '', '' from proposal
    union all
    select proposal_id, municipality_id, decided_at, 'DECIDED', person_id, person_name, reason from decision
    union all
    select id, municipality_id, lapsed_at, 'LAPSED', null, '', '' from proposal where state = 'LAPSED')
    as past (id, municipality_id, at, kind, person_id, person_name, note)
order by at;

-- Who opened a proposal before it was decided, the first time.
create table proposal_seen (
    proposal_id     bigint not null references proposal,
    municipality_id bigint not null references municipality,
    person_id       bigint not null,
    person_name     text not null,
    seen_at         timestamptz not null,
    primary key (proposal_id, person_id)
);
create index proposal_seen_at on proposal_seen (seen_at);
