-- Reports that bodies outside get by their Open311 interface: nothing of their content stands here.
-- remote_id, token: how the body calls it, at first perhaps only by a token; said: what it said last of how it stands;
-- seen: its updates that were written into the history.
create table open311_sent (
    report_id       bigint not null references report on delete cascade,
    body_id         bigint not null references report_body on delete cascade,
    municipality_id bigint not null references municipality,
    state           text   not null check (state in ('WAITING', 'SENT', 'GIVEN_UP')),
    tries           int    not null default 0,
    since           timestamptz not null,
    next_at         timestamptz not null,
    token           text,
    remote_id       text,
    said            text   not null default '',
    seen            text[] not null default '{}',
    closed_at       timestamptz,
    primary key (report_id, body_id)
);
create index open311_sent_waiting on open311_sent (next_at) where state = 'WAITING';
