/**
 * What the sensors say: OGC SensorThings 1.1 (18-088) in and out. So far the part of it that the first thread needs:
 * Things with one point Location, Sensors, ObservedProperties, Datastreams and Observations, created and read.
 * LoRaWAN uplinks come in by webhook and MQTT as The Things Stack v3 and ChirpStack v4 send them.
 * Query options and geometries beyond that are refused with 501, changing and deleting with 405.
 */
@NullMarked
@ApplicationModule(
        id = "observations",
        displayName = "Observations",
        allowedDependencies = {"geo", "identity", "portal", "problem"})
package de.stadtkern.kernel.observations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
