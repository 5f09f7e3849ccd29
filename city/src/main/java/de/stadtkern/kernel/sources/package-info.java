/**
 * What a town copies from other SensorThings servers: a neighbour's or an institute's stations and their values, fetched
 * from time to time.
 */
@NullMarked
@ApplicationModule(
        id = "sources",
        displayName = "Sources",
        allowedDependencies = {"identity", "observations", "portal", "problem"})
package de.stadtkern.kernel.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
