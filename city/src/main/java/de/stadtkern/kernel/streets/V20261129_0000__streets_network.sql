-- More of what the extract says, and where a segment lies. from_node and to_node are 0 until the extract is read again.
alter table segment
    add column from_node    bigint not null default 0,
    add column to_node      bigint not null default 0,
    add column attributes   jsonb  not null default '{}',
    add column municipality text   not null default '',
    add column district     text   not null default '',
    add column quarter      text   not null default '',
    drop constraint segment_way_id_ordinal_key;

create index segment_name on segment (name);
create index segment_way on segment (way_id);

-- Grows when the program reads more from the same file.
alter table segment_extract add column reading integer not null default 1;
alter table segment_extract alter column reading drop default;

-- What an import changed: the fields that differ, or that a segment is new or gone.
create table segment_change (
    extract_id bigint not null references segment_extract,
    segment_id bigint not null references segment,
    kind       text   not null,
    fields     text[] not null,
    parent_id  bigint,
    primary key (extract_id, segment_id)
);

create table street_turn (
    from_way    bigint not null,
    via_node    bigint not null,
    to_way      bigint not null,
    restriction text   not null
);

create table street_crossing (
    node_id bigint primary key,
    pt      point not null,
    kind    text  not null,
    kerb    text  not null
);
