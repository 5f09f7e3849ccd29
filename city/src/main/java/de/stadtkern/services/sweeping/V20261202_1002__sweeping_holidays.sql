-- Public holidays are the same for all services.
insert into occasion_holidays select municipality_id, land, own_holidays from sweeping_policy;
alter table sweeping_policy drop column land, drop column own_holidays;
