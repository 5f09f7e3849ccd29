-- What came into a depot, was counted there, or was spread from it. amount: salt and grit in t, brine in m³, at least 0.
-- basis: of what is known of a use; proof_id: of the tour that used it, booked once for each good.
create table winter_stock_entry (
    id              bigserial        primary key,
    municipality_id bigint           not null references municipality,
    depot           text             not null,
    good            text             not null check (good in ('SALT', 'BRINE', 'GRIT')),
    kind            text             not null check (kind in ('DELIVERY', 'COUNT', 'USE')),
    amount          double precision not null check (amount >= 0),
    basis           text             check (basis in ('MACHINE', 'CREW', 'COMPUTED')),
    proof_id        bigint,
    at              timestamptz      not null,
    note            text             not null,
    person_name     text             not null,
    written_at      timestamptz      not null default now(),
    check ((kind = 'USE') = (basis is not null and proof_id is not null))
);
create unique index winter_stock_entry_proof on winter_stock_entry (proof_id, good) where kind = 'USE';
create index winter_stock_entry_depot on winter_stock_entry (municipality_id, depot, good, at);
create trigger winter_stock_entry_never_changes before update on winter_stock_entry
    for each row execute function refuse_change();

-- Proofs that were looked at, also those of tours that spread nothing.
create table winter_stock_booked (
    proof_id        bigint primary key,
    municipality_id bigint not null references municipality
);

-- From where on it is time to order. told_at: when people were told that it is; null once there is enough again.
create table winter_stock_limit (
    municipality_id bigint           not null references municipality,
    depot           text             not null,
    good            text             not null,
    order_below     double precision not null check (order_below > 0),
    told_at         timestamptz,
    primary key (municipality_id, depot, good)
);
