-- Whose public holidays hold; land: ISO 3166-2:DE, null for those of all Länder. own: MM-DD, days of every year beside.
create table occasion_holidays (
    municipality_id bigint primary key references municipality,
    land            text,
    own             text[] not null
);
