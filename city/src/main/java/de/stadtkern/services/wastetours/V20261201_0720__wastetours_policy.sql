-- What a municipality decides about its tours of bins. A version is never changed; the newest holds, older ones end when
-- nobody needs to know any more who made them. what: {field: [before, after]}; content: WastePolicy.
create table wastetours_policy (
    id              bigserial   primary key,
    municipality_id bigint      not null references municipality,
    made_at         timestamptz not null,
    person_id       bigint      not null,
    person_name     text        not null,
    reason          text        not null,
    what            jsonb       not null,
    content         jsonb       not null
);
create index wastetours_policy_municipality on wastetours_policy (municipality_id, id);
create trigger wastetours_policy_never_changes before update on wastetours_policy
    for each row execute function refuse_change();
