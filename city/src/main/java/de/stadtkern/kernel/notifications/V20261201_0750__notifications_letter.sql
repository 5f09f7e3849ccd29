-- Mail that still waits for the mail server. What was taken is deleted, what nobody took within a week too.
create table notification_letter (
    id         bigserial primary key,
    address    text not null,
    subject    text not null,
    text       text not null,
    created_at timestamptz not null,
    due_at     timestamptz not null,
    tries      int not null default 0
);
create index notification_letter_due on notification_letter (due_at);
