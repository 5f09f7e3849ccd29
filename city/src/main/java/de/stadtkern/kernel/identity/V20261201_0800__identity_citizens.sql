-- A link that signs a citizen in by mail, once. Only its hash is kept.
create table mail_link (
    token_hash text primary key,
    address    text not null,
    expires_at timestamptz not null
);
create index mail_link_address on mail_link (address);

-- Under which name others see a person.
create table pseudonym (
    person_id       bigint primary key references person on delete cascade,
    municipality_id bigint not null references municipality,
    name            text not null
);
create unique index pseudonym_name on pseudonym (municipality_id, lower(name));

-- mark: tells a person from another that gets the same id after a backup was restored. Those who are there already have one
-- that follows from id and login, so that a backup taken before this has it too.
alter table person
    add column mark uuid not null default gen_random_uuid(),
    add column erased_at timestamptz;
update person set mark = md5(id || ':' || login)::uuid;
update person set erased_at = deactivated_at where name = '–' and password_hash is null and deactivated_at is not null;
