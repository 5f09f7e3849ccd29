-- Each of the days has hours of its own: day_from[n] and day_until[n] are those of days[n].
alter table alarm_rule add column day_from time[], add column day_until time[];
update alarm_rule set
    day_from = array_fill(hours_from, array[cardinality(days)]),
    day_until = array_fill(hours_until, array[cardinality(days)]);
alter table alarm_rule
    alter column day_from set not null, alter column day_until set not null,
    drop column hours_from, drop column hours_until;
