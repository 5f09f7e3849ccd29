/**
 * What the sensors say: OGC SensorThings 1.1 (18-088) in and out. {@code SensorThingsApi} takes what comes by HTTP, {@code
 * Protocol} says what it means, {@code EntityReader} and {@code EntityWriter} do it.
 * Other rooms bring in what they hear in other languages: {@code Intake}, {@code OtherTopics}.
 */
@NullMarked
@ApplicationModule(
        id = "observations",
        displayName = "Observations",
        allowedDependencies = {"geo", "identity", "portal", "problem"})
package de.stadtkern.kernel.observations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
