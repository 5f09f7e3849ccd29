-- What became of the backups by the clock; failure is null when it went well.
create table backup_run (
    id        bigserial primary key,
    begun_at  timestamptz not null,
    ended_at  timestamptz not null,
    file      text not null,
    row_count bigint,
    bytes     bigint,
    failure   text,
    check ((failure is null) = (row_count is not null and bytes is not null))
);
