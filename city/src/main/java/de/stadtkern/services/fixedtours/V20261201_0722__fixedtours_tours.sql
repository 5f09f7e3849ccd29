-- Tours that are driven the same every week. days: 1 (Monday) to 7. vehicle_id: of the fleet, as long as it is there.
create table fixedtours_tour (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text   not null,
    days            int[]  not null,
    vehicle_id      bigint,
    unique (municipality_id, name)
);

create table fixedtours_stop (
    tour_id         bigint not null references fixedtours_tour on delete cascade,
    municipality_id bigint not null references municipality,
    position        int    not null,
    container_id    bigint not null references container on delete cascade,
    primary key (tour_id, position),
    unique (tour_id, container_id)
);

-- What fixed tours would have done on past days and what was done. total: steps to do; result: null until it is there;
-- failed: a text key, when it ended without one.
create table fixedtours_comparison (
    id              bigserial   primary key,
    municipality_id bigint      not null references municipality,
    from_day        date        not null,
    until_day       date        not null check (until_day > from_day),
    asked_at        timestamptz not null,
    told_at         timestamptz not null,
    done            int         not null default 0,
    total           int         not null default 0,
    result          jsonb,
    failed          text
);
create index fixedtours_comparison_of on fixedtours_comparison (municipality_id, id);
