-- Who wants all mail of a day in one letter.
create table notification_daily (
    person_id bigint primary key references person
);
