-- What is internal is rare: every query of SensorThings asks these two indexes first.
create index thing_internal on thing (id) where properties @> '{"access":"internal"}';
create index datastream_internal on datastream (id) where properties @> '{"access":"internal"}';
