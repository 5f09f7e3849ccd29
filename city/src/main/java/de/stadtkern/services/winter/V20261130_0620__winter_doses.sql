-- The dose table of a municipality. A version is never changed; the newest holds, older ones end as proofs do. content: {widthMetres, filmMillimetres,
-- rows: [{when, above, agent, amount}]}; change: what the person changed, in words of the page.
create table winter_dose_table (
    id              bigserial   primary key,
    municipality_id bigint      not null references municipality,
    made_at         timestamptz not null,
    person_id       bigint      not null,
    person_name     text        not null,
    change          text        not null,
    reason          text        not null,
    content         jsonb       not null
);
create index winter_dose_table_municipality on winter_dose_table (municipality_id, id);
create trigger winter_dose_table_never_changes before update on winter_dose_table
    for each row execute function refuse_change();
