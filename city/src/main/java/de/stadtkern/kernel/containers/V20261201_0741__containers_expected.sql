-- How full it probably is by now, as forecasts say while nobody measures; holds while it is newer than what was found.
alter table container_level
    add column expected_share  double precision,
    add column expected_spread double precision,
    add column expected_at     timestamptz;
