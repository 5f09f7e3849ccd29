-- Given by the person, for what the town tells people by mail; gone with the account.
alter table person add column email text;
