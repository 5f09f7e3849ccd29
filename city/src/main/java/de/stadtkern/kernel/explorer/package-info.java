/**
 * The data explorer: everybody chooses series, looks at them over any time, compares, takes them along and cites them.
 * {@code Selection} is what an address asks for, {@code Measurements} gets it, {@code ChartBoard} makes charts and tables
 * of it.
 */
@NullMarked
@ApplicationModule(
        id = "explorer",
        displayName = "Explorer",
        allowedDependencies = {"geo", "identity", "observations", "portal", "problem", "quality"})
package de.stadtkern.kernel.explorer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
