-- The figures of a year are read from the index alone; emptyings of a bin lie far apart in the table.
drop index container_emptying_of;
create index container_emptying_of on container_emptying (municipality_id, at) include (container_id, share_before);
