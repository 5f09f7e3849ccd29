/**
 * Plans of tours: streets and places to serve, vehicles, a search in the background whose progress everybody sees, and
 * what people change of its result by hand. {@code Plans} is what people do with a plan, {@code Solving} the search,
 * {@code Drive} what one tour takes.
 */
@NullMarked
@ApplicationModule(
        id = "planning",
        displayName = "Planning",
        allowedDependencies = {"basemap", "geo", "identity", "portal", "problem", "routing", "streets"})
package de.stadtkern.kernel.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
