create table municipality (
    id   bigserial primary key,
    key  text not null unique,
    name text not null
);

create table person (
    id            bigserial primary key,
    login         text not null unique,
    name          text not null,
    password_hash text not null
);

create table person_role (
    person_id       bigint not null references person on delete cascade,
    municipality_id bigint not null references municipality,
    role            text not null,
    primary key (person_id, municipality_id, role)
);

create table api_key (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text not null,
    key_hash        text not null unique,
    scope           text not null,
    created_at      timestamptz not null default now()
);

-- No reference to person: the entry outlives the account.
create table audit_entry (
    id              bigserial primary key,
    at              timestamptz not null default now(),
    person_id       bigint,
    login           text,
    municipality_id bigint,
    action          text not null,
    detail          text not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name;
end $$;

create trigger audit_entry_never_changes before update or delete on audit_entry
    for each row execute function refuse_change();
