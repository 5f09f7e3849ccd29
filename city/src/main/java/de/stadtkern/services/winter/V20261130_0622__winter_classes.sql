-- Until when streets of a priority class are cleared as a rule; null: the municipality does not say.
create table winter_class_time (
    municipality_id bigint  not null references municipality,
    winter_class    integer not null check (winter_class between 1 and 3),
    workdays        time,
    weekends        time,
    primary key (municipality_id, winter_class)
);

-- What people must do themselves by the bylaw of the municipality, in the languages of the pages.
create table winter_bylaw (
    municipality_id bigint      not null references municipality,
    language        text        not null,
    words           text        not null,
    changed_at      timestamptz not null,
    person_name     text        not null,
    primary key (municipality_id, language)
);

-- Segments on which school buses drive.
create table winter_school_bus (
    municipality_id bigint not null references municipality,
    segment_id      bigint not null references segment,
    primary key (municipality_id, segment_id)
);
