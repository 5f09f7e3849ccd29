-- What a machine takes up of a side of a street, in m³ for each kilometre; null when nobody has said so.
alter table sweeping_policy
    add column sweepings double precision check (sweepings >= 0),
    add column sweepings_leaves double precision check (sweepings_leaves >= 0),
    add column tip_minutes int not null default 15 check (tip_minutes >= 0);
