-- What can be reported. similar_metres: 0 looks for no similar ones; days: until the first answer, and until it is done.
-- attributes: what Open311 asks besides, as its service definition has it.
create table report_category (
    id              bigserial primary key,
    municipality_id bigint  not null references municipality,
    code            text    not null,
    grouping        text    not null,
    name_de         text    not null,
    name_en         text    not null,
    name_leicht     text    not null,
    keywords        text[]  not null,
    active          boolean not null,
    in_public       boolean not null,
    similar_metres  int     not null check (similar_metres >= 0),
    answer_days     int     not null check (answer_days >= 0),
    solution_days   int     not null check (solution_days >= 0),
    needs_work      boolean not null,
    attributes      jsonb   not null default '[]',
    unique (municipality_id, code)
);

-- Who is responsible outside the municipality. open311: address of the interface; the rest as that asks.
create table report_body (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    name            text   not null,
    mail            text,
    open311         text,
    jurisdiction    text,
    api_key         text,
    unique (municipality_id, name)
);

-- Where the municipality takes reports. Without a row: wherever an address is near. All areas are in microdegrees.
create table report_area (
    municipality_id bigint  primary key references municipality,
    rim             polygon not null
);

-- Who does what where: without category all of them, without rim the whole town. The most special one holds.
create table report_duty (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    category_id     bigint references report_category on delete cascade,
    rim             polygon,
    department_id   bigint references department on delete cascade,
    body_id         bigint references report_body on delete cascade,
    check ((department_id is null) <> (body_id is null))
);
create index report_duty_of on report_duty (municipality_id, category_id);

-- pt is rounded to 1e-5 degrees, about a metre. address: as the gazetteer calls the place; place: in the words of whoever
-- reported. Of the author: description, place, mail, name, person and client_token, which are erased in time.
create table report (
    id              bigserial primary key,
    municipality_id bigint not null references municipality,
    category_id     bigint not null references report_category,
    pt              point,
    address         text   not null,
    place           text   not null,
    description     text   not null,
    released_text   text,
    mail            text,
    name            text,
    person_id       bigint references person on delete set null,
    channel         text   not null,
    client_token    text,
    attributes      jsonb  not null default '{}',
    state           text   not null,
    moderation      text   not null,
    department_id   bigint references department on delete set null,
    body_id         bigint references report_body on delete set null,
    proposal_id     bigint,
    order_id        bigint,
    merged_into     bigint references report,
    votes           int    not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    answer_by       timestamptz not null,
    solve_by        timestamptz not null,
    answered_at     timestamptz,
    closed_at       timestamptz,
    erased_at       timestamptz,
    unique (municipality_id, client_token)
);
create index report_town on report (municipality_id, created_at);
create index report_token on report (client_token);
create index report_updated on report (municipality_id, updated_at);
create index report_pt on report using gist (pt);
create index report_person on report (person_id);
create index report_order on report (order_id);
create index report_merged on report (merged_into);
create index report_closed on report (closed_at) where erased_at is null;

-- received: as it came, drawn anew without what the camera wrote; released: what everybody may see, with faces covered.
create table report_photo (
    id              bigserial primary key,
    report_id       bigint not null references report on delete cascade,
    municipality_id bigint not null references municipality,
    at              timestamptz not null,
    received        bytea,
    released        bytea,
    state           text not null,
    check (state <> 'RELEASED' or released is not null)
);
create index report_photo_of on report_photo (report_id);

-- What became of a report. Only STATE and ANSWER are for everybody, and never who it was.
create table report_note (
    id              bigserial primary key,
    report_id       bigint not null references report on delete cascade,
    municipality_id bigint not null references municipality,
    at              timestamptz not null,
    kind            text not null,
    state           text,
    text            text not null,
    person_name     text not null
);
create index report_note_of on report_note (report_id, at);

-- Who is told. token: of the address under which somebody confirms or unsubscribes.
create table report_follower (
    id              bigserial primary key,
    report_id       bigint not null references report on delete cascade,
    municipality_id bigint not null references municipality,
    mail            text,
    person_id       bigint references person on delete cascade,
    language        text not null,
    token           text not null unique,
    created_at      timestamptz not null,
    confirmed_at    timestamptz,
    check ((mail is null) <> (person_id is null)),
    unique (report_id, mail),
    unique (report_id, person_id)
);
create index report_follower_person on report_follower (person_id);
create index report_follower_waiting on report_follower (created_at) where confirmed_at is null;

-- Who said "me too": the token of a form, or the number of a person; each counts once.
create table report_vote (
    report_id       bigint not null references report on delete cascade,
    municipality_id bigint not null references municipality,
    voter           text not null,
    primary key (report_id, voter)
);

-- What everybody may know. All that is public reads these three views and nothing else.
create view public_report as
select r.id, r.municipality_id, r.category_id, c.code, c.grouping, c.name_de, c.name_en, c.name_leicht,
    r.pt, r.address, coalesce(r.released_text, '') as text, r.state, coalesce(d.name, b.name, '') as responsible,
    date_trunc('minute', r.created_at) as created_at, date_trunc('minute', r.updated_at) as updated_at,
    date_trunc('minute', r.closed_at) as closed_at, date_trunc('minute', r.solve_by) as solve_by, r.votes,
    (select m.id from report m join report_category n on n.id = m.category_id
     where m.id = r.merged_into and m.moderation = 'RELEASED' and n.in_public) as merged_into
from report r
join report_category c on c.id = r.category_id
left join department d on d.id = r.department_id
left join report_body b on b.id = r.body_id
where r.moderation = 'RELEASED' and c.in_public;

create view public_report_note as
select n.id, n.report_id, date_trunc('minute', n.at) as at, n.kind, n.state, n.text
from report_note n join public_report r on r.id = n.report_id
where n.kind in ('STATE', 'ANSWER');

create view public_report_photo as
select p.id, p.report_id, p.released as jpeg
from report_photo p join public_report r on r.id = p.report_id
where p.state = 'RELEASED' and p.released is not null;
