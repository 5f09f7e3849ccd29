-- What one municipality lends another: a vehicle or a member. It holds from acceptance, from starts_at until before
-- ends_at; who ends it early moves ends_at. Costs are what was agreed, not what the vehicle costs now.
create table fleet_loan (
    id             bigserial primary key,
    lender_id      bigint      not null references municipality,
    borrower_id    bigint      not null references municipality,
    vehicle_id     bigint references fleet_vehicle on delete cascade,
    member_id      bigint references fleet_member on delete cascade,
    starts_at      timestamptz not null,
    ends_at        timestamptz not null check (ends_at >= starts_at),
    borrower_pays  boolean     not null,
    euros_per_hour double precision,
    euros_per_km   double precision,
    note           text        not null,
    offered_at     timestamptz not null,
    offered_by     text        not null,
    accepted_at    timestamptz,
    accepted_by    text,
    ended_at       timestamptz,
    ended_by       text,
    check (lender_id <> borrower_id),
    check ((vehicle_id is null) <> (member_id is null))
);
create index fleet_loan_lender on fleet_loan (lender_id, ends_at);
create index fleet_loan_borrower on fleet_loan (borrower_id, ends_at);
create index fleet_loan_vehicle on fleet_loan (vehicle_id, ends_at);
create index fleet_loan_member on fleet_loan (member_id, ends_at);
