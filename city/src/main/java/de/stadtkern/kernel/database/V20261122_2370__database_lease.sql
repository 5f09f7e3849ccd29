-- Which node runs a periodic job, and until when at most; the columns are those of ShedLock.
create table database_lease (
    name       text primary key,
    lock_until timestamptz not null,
    locked_at  timestamptz not null,
    locked_by  text not null
);
