-- A tenant is a municipality or a district; a municipality may belong to a district.
alter table municipality
    add column kind text not null default 'MUNICIPALITY' check (kind in ('MUNICIPALITY', 'DISTRICT')),
    add column district_id bigint references municipality,
    add check (district_id is null or kind = 'MUNICIPALITY');

create table department (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    unique (municipality_id, name)
);

-- home_id: the tenant whose administrators look after the account; a role elsewhere gives them no hold on it.
-- password_hash is null until the person has chosen a password, and for people who come in by a directory.
alter table person
    add column home_id bigint references municipality,
    add column deactivated_at timestamptz,
    alter column password_hash drop not null;
update person p set home_id = coalesce(
    (select min(municipality_id) from person_role r where r.person_id = p.id), (select min(id) from municipality));
alter table person alter column home_id set not null;

create table department_member (
    department_id bigint not null references department on delete cascade,
    person_id     bigint not null references person on delete cascade,
    primary key (department_id, person_id)
);

create index person_role_municipality on person_role (municipality_id);
create index audit_entry_municipality on audit_entry (municipality_id, id);

-- to_id: a municipality of the same district, or the district itself: then all of it.
create table share (
    id        bigserial primary key,
    dataset   text not null,
    from_id   bigint not null references municipality,
    to_id     bigint not null references municipality,
    shared_at timestamptz not null default now(),
    shared_by text not null,
    unique (dataset, from_id, to_id),
    check (from_id <> to_id)
);
create index share_to on share (to_id);

-- scope: words with blanks between them, as in OAuth 2. expires_at is null for the key of the machine itself.
alter table api_key
    add column expires_at timestamptz,
    add column last_used_at timestamptz,
    add column withdrawn_at timestamptz;
