-- For the tests only: a partitioned table whose partitions no migration makes.
create table backup_test_reading (
    at    timestamptz not null,
    value double precision
) partition by range (at);
