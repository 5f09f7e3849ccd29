-- Files with measured values as they came, how they are to be read, and how far they are stored. columns: for each column
-- of the file the datastream into which it goes, 0 for none. lines counts all lines of the file, done those that are
-- finished, refused those of them that break a rule; stored counts values.
create table upload (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    file_name       text not null,
    sha256          text not null,
    content         bytea not null,
    uploaded_at     timestamptz not null default now(),
    uploaded_by     text not null,
    separator       text not null,
    encoding        text not null,
    decimal_comma   boolean not null,
    header          boolean not null,
    time_column     int not null,
    columns         bigint[] not null,
    state           text not null default 'PREPARED',
    lines           bigint not null default 0,
    done            bigint not null default 0,
    stored          bigint not null default 0,
    refused         bigint not null default 0
);
create index upload_municipality on upload (municipality_id, uploaded_at);
create index upload_running on upload (id) where state = 'RUNNING';
