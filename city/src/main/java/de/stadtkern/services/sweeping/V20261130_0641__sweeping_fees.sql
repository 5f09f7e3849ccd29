-- What holds for a plot at a street from a day on. Rows are only added: of several from the same day the last counts.
create table sweeping_plot (
    id              bigserial primary key,
    municipality_id bigint      not null references municipality,
    plot            text        not null,
    address         text        not null,
    street          text        not null,
    sweeping_class  text        not null,
    metres          numeric     not null check (metres >= 0),
    share           numeric     not null check (share > 0 and share <= 1),
    file_number     text        not null,
    valid_from      date        not null,
    ended           boolean     not null,
    reason          text        not null,
    made_by         text        not null,
    made_at         timestamptz not null
);
create index sweeping_plot_place on sweeping_plot (municipality_id, plot, street, id);
create trigger sweeping_plot_never_changes before update on sweeping_plot
    for each row execute function refuse_change();

-- Cents for each metre and year; the last one of a class and year counts.
create table sweeping_rate (
    id              bigserial primary key,
    municipality_id bigint      not null references municipality,
    sweeping_class  text        not null,
    year            int         not null,
    cents           bigint      not null check (cents >= 0),
    made_by         text        not null,
    made_at         timestamptz not null
);
create index sweeping_rate_year on sweeping_rate (municipality_id, year, id);
create trigger sweeping_rate_never_changes before update or delete on sweeping_rate
    for each row execute function refuse_change();
