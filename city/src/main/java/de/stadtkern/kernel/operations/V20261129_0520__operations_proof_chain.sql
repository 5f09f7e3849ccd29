-- One decision may be carried out by several tours; corrections and deletions are entries of their own.
alter table proof
    drop constraint proof_decision_id_key,
    alter column decision_id drop not null,
    add column kind text not null default 'DECISION' check (kind in ('DECISION', 'TOUR', 'CORRECTION', 'DELETION')),
    add column tour_id bigint,
    add column corrects bigint;
alter table proof alter column kind drop default;
create unique index proof_decision on proof (decision_id) where kind = 'DECISION';
create unique index proof_tour on proof (tour_id) where kind = 'TOUR';
create index proof_corrects on proof (corrects) where corrects is not null;
create index proof_made on proof (municipality_id, made_at);

-- hash: of the hash of the number before, of this number and of what the entry says; numbers have no gaps.
create table proof_link (
    municipality_id bigint not null references municipality,
    number          bigint not null check (number > 0),
    proof_id        bigint not null unique,
    content_hash    text not null,
    hash            text not null,
    primary key (municipality_id, number)
);
create trigger proof_link_never_changes before update or delete on proof_link
    for each row execute function refuse_change();

-- Only the job that ends what is kept too long may delete, and only proofs, never their links.
drop trigger proof_never_changes on proof;
create trigger proof_never_changes before update on proof
    for each row execute function refuse_change();
create trigger proof_never_vanishes before delete on proof
    for each row when (current_setting('stadtkern.proofs_are_over', true) is distinct from 'yes')
    execute function refuse_change();
