-- A segment that the newest extract no longer holds is marked and kept: proposals name segments by id.
alter table segment add column removed_at timestamptz;

alter table segment_extract add column attribution text not null default '© OpenStreetMap contributors, ODbL 1.0';
alter table segment_extract alter column attribution drop default;
