/**
 * Ways through the town: routes, matrices, what is within reach, for cars, trucks, bicycles, people on foot and in
 * wheelchairs; closures count at once. The door is {@link de.stadtkern.kernel.routing.Routing}.
 */
@NullMarked
@ApplicationModule(
        id = "routing",
        displayName = "Routing",
        allowedDependencies = {"addresses", "geo", "identity", "portal", "problem", "streets"})
package de.stadtkern.kernel.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
