-- Every saved text stays; the newest of its kind and language is the one shown.
create table site_text (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    kind            text not null,
    language        text not null,
    body            text not null,
    saved_by        text not null,
    saved_at        timestamptz not null default now()
);
create index site_text_newest on site_text (municipality_id, kind, language, id desc);
create trigger site_text_never_changes before update or delete on site_text
    for each row execute function refuse_change();

create table site_look (
    municipality_id bigint primary key references municipality,
    light_color     text,
    dark_color      text,
    logo            bytea,
    logo_hash       text
);

-- Deleted when its time is over (stadtkern.site.keep-feedback).
create table site_feedback (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    received_at     timestamptz not null default now(),
    about           text not null,
    message         text not null,
    contact         text not null,
    answered_at     timestamptz
);
create index site_feedback_received on site_feedback (received_at);
