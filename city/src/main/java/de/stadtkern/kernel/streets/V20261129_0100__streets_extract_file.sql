-- The file from which the network comes, in pieces of 1 MiB. It is compressed already.
create table extract_piece (
    sha256  text    not null,
    number  integer not null,
    content bytea   not null,
    primary key (sha256, number)
);

alter table extract_piece alter column content set storage external;
