package de.stadtkern.kernel.observations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How SensorThings is served.
 *
 * @param open anybody on this machine writes without a key, into a database that was empty at the start
 * @param queryTime what a query may take
 */
@ConfigurationProperties("stadtkern.sensorthings")
record SensorThingsSettings(
        @DefaultValue("false") boolean open,
        @DefaultValue("20s") Duration queryTime) {}
