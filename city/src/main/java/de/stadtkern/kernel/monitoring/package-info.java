/**
 * What those who run the program see of it: logs that belong together, the version, the settings in effect, and what
 * was made by others. The figures of a room are made in that room.
 */
@NullMarked
@ApplicationModule(
        id = "monitoring",
        displayName = "Monitoring",
        allowedDependencies = {"identity", "portal", "problem"})
package de.stadtkern.kernel.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
