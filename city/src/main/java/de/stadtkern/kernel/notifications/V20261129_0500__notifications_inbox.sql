-- What people are told, and by which channel. read_at: the person has opened it or said so.
-- on_record: belongs to something that is kept, and stays until whoever told it forgets it.
create table notification (
    id              bigserial primary key,
    person_id       bigint not null references person,
    municipality_id bigint not null references municipality,
    topic           text not null,
    text            text not null,
    arguments       text[] not null,
    path            text not null,
    on_record       boolean not null default false,
    created_at      timestamptz not null,
    read_at         timestamptz
);
create index notification_person on notification (person_id, id);
create index notification_unread on notification (person_id) where read_at is null;
create index notification_read on notification (read_at) where read_at is not null and not on_record;

-- due_at: when to try next; null when there is nothing to send any more. sent_at: when the server of the channel took it.
-- urgent: does not wait for the pause between letters.
create table notification_delivery (
    notification_id bigint not null references notification on delete cascade,
    channel         text not null check (channel in ('EMAIL', 'PUSH', 'SMS')),
    person_id       bigint not null,
    urgent          boolean not null,
    due_at          timestamptz,
    tries           int not null default 0,
    sent_at         timestamptz,
    error           text,
    primary key (notification_id, channel)
);
create index notification_delivery_due on notification_delivery (channel, due_at) where due_at is not null;
create index notification_delivery_sent on notification_delivery (person_id, channel, sent_at);

-- What a person wants otherwise than it is when nobody says anything.
create table notification_choice (
    person_id bigint not null references person,
    topic     text not null,
    channel   text not null,
    wanted    boolean not null,
    primary key (person_id, topic, channel)
);

create table notification_phone (
    person_id bigint primary key references person,
    number    text not null
);

-- public_key, secret: as the browser gives them (Base64 for addresses).
create table notification_browser (
    id         bigserial primary key,
    person_id  bigint not null references person,
    endpoint   text not null unique,
    public_key text not null,
    secret     text not null,
    language   text not null,
    label      text not null,
    added_at   timestamptz not null
);
create index notification_browser_person on notification_browser (person_id);

-- With these keys the town shows push services who it is (VAPID); one pair, made when first needed: X.509
-- and PKCS #8 in Base64.
create table notification_push_key (
    only_one    boolean primary key default true check (only_one),
    public_key  text not null,
    private_key text not null
);
