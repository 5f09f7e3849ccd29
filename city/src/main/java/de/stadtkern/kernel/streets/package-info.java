/**
 * The town's roads: imported from an OpenStreetMap extract, split at junctions, found by place, class and id. The door
 * is {@link de.stadtkern.kernel.streets.Streets}.
 */
@NullMarked
@ApplicationModule(
        id = "streets",
        displayName = "Streets",
        allowedDependencies = {"geo", "identity", "portal", "problem"})
package de.stadtkern.kernel.streets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
