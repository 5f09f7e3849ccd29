-- What a crew found where it is done, for example how full a bin was before it was emptied, 0 to 1. All three or none.
alter table dispatch_event
    add column found_level double precision check (found_level between 0 and 1),
    add column found_damaged boolean,
    add column found_litter boolean,
    add check (num_nulls(found_level, found_damaged, found_litter) in (0, 3));

-- What services suggest and nobody has decided.
create index dispatch_replan_suggested on dispatch_replan (municipality_id) where state = 'OPEN' and made_by = '';
