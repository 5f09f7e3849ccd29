-- observations: how many a datastream has. last_number: how many it has ever taken in, by which a subscriber sees a gap.
alter table datastream_extent
    add column observations bigint not null default 0,
    add column last_number bigint not null default 0;
update datastream_extent e set observations = n.observations, last_number = n.observations
from (select datastream_id, count(*) as observations from observation group by datastream_id) n
where n.datastream_id = e.datastream_id;

-- The event of one observation is now the event of many: what still waits becomes one of one.
update event_publication set
    event_type = 'de.stadtkern.kernel.observations.ObservationsRecorded',
    listener_id = replace(listener_id, 'observations.ObservationRecorded)', 'observations.ObservationsRecorded)'),
    serialized_event = '{"observations":[' || serialized_event || ']}'
where event_type = 'de.stadtkern.kernel.observations.ObservationRecorded';
update dead_event set
    event_type = 'de.stadtkern.kernel.observations.ObservationsRecorded',
    listener_id = replace(listener_id, 'observations.ObservationRecorded)', 'observations.ObservationsRecorded)'),
    serialized_event = '{"observations":[' || serialized_event || ']}'
where event_type = 'de.stadtkern.kernel.observations.ObservationRecorded';
