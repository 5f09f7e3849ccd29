-- Who is at the desk (proposal_id 0) or looks at a proposal, for a minute. Unlogged: nobody may find it out afterwards.
create unlogged table desk_presence (
    person_id        bigint      not null,
    proposal_id      bigint      not null,
    person_name      text        not null,
    municipality_ids bigint[]    not null,
    seen_at          timestamptz not null,
    primary key (person_id, proposal_id)
);

-- facts: {"proposals": [{"key", "words", "path"}], …}: what was open when the note was written.
create table desk_note (
    id              bigserial   primary key,
    municipality_id bigint      not null references municipality,
    person_id       bigint      not null,
    person_name     text        not null,
    written_at      timestamptz not null,
    note            text        not null,
    facts           jsonb       not null
);
create index desk_note_municipality on desk_note (municipality_id, written_at);

create table desk_note_read (
    note_id     bigint      not null references desk_note on delete cascade,
    person_id   bigint      not null,
    person_name text        not null,
    read_at     timestamptz not null,
    primary key (note_id, person_id)
);

-- Notes are forgotten when their time is over, but never rewritten.
create trigger desk_note_never_changes before update on desk_note
    for each row execute function refuse_change();
create trigger desk_note_read_never_changes before update on desk_note_read
    for each row execute function refuse_change();
