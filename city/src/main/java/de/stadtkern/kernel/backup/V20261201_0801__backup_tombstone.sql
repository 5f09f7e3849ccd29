-- Whose account was closed: no backup brings the person back. mark: see person.
create table backup_tombstone (
    mark      uuid primary key,
    person_id bigint not null,
    at        timestamptz not null
);
