-- subject: "account:", "proof:" or "address:", and what is braked. Of a login only 32 bits of its hash are kept: what is typed
-- there may be a password.
create table sign_in_brake (
    subject    text primary key,
    failures   int not null,
    changed_at timestamptz not null,
    free_at    timestamptz not null
);

-- A link by which a person chooses a password, once. Only its hash is kept.
create table password_link (
    token_hash text primary key,
    person_id  bigint not null unique references person on delete cascade,
    expires_at timestamptz not null
);

-- last_step: the newest 30-second step whose code was used, so that none is used twice.
create table one_time_password (
    person_id    bigint primary key references person on delete cascade,
    secret       text not null,
    confirmed_at timestamptz,
    last_step    bigint not null default 0
);

create table recovery_code (
    person_id bigint not null references person on delete cascade,
    code_hash text not null,
    primary key (person_id, code_hash)
);

-- Who came in by a directory (OpenID Connect): its issuer and the subject it names.
create table directory_account (
    issuer    text not null,
    subject   text not null,
    person_id bigint not null references person on delete cascade,
    primary key (issuer, subject)
);
create index directory_account_person on directory_account (person_id);

-- The tables of Spring Security's passkeys, as its user-entities-schema.sql and user-credentials-schema-postgres.sql
-- have them; the login is the name.
create table user_entities (
    id           varchar(1000) not null primary key,
    name         varchar(100) not null unique,
    display_name varchar(200)
);

create table user_credentials (
    credential_id                varchar(1000) not null primary key,
    user_entity_user_id          varchar(1000) not null references user_entities on delete cascade,
    public_key                   bytea not null,
    signature_count              bigint,
    uv_initialized               boolean,
    backup_eligible              boolean not null,
    authenticator_transports     varchar(1000),
    public_key_credential_type   varchar(100),
    backup_state                 boolean not null,
    attestation_object           bytea,
    attestation_client_data_json bytea,
    created                      timestamp,
    last_used                    timestamp,
    label                        varchar(1000) not null
);
create index user_credentials_user on user_credentials (user_entity_user_id);
