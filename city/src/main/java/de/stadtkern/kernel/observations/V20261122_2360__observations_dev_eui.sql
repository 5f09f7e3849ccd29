-- The LoRaWAN identity of a Thing (properties/devEui) leads every uplink to it: at most one Thing of a municipality.
create unique index thing_dev_eui on thing (municipality_id, lower(properties ->> 'devEui'));
