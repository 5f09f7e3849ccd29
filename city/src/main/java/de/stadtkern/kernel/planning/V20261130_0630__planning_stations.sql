-- Where the vehicles of a plan fill or empty on the way, and whether orders are driven by its tours.
alter table tour_plan add column stations jsonb not null default '[]';
alter table tour_plan add column in_force boolean not null default false;
