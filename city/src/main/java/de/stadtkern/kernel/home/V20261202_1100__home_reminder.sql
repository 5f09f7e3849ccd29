-- Whether the person wants to be told in the evening what comes on the next day; for which day that was done, and by which
-- message, so that only the newest stays.
alter table home_household add column reminded boolean not null default false;
alter table home_household add column reminded_for date;
alter table home_household add column reminder_id bigint;
