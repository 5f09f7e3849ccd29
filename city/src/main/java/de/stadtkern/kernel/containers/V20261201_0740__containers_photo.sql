-- How a container stands; drawn anew, without what the phone wrote into the file.
create table container_photo (
    container_id    bigint primary key references container on delete cascade,
    municipality_id bigint not null references municipality,
    taken_at        timestamptz not null,
    jpeg            bytea not null
);
create index container_photo_taken on container_photo (taken_at);
