-- Words for answers. state: what they are proposed for; null for any.
create table reportdesk_template (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text   not null,
    state           text,
    text            text   not null,
    unique (municipality_id, name)
);
