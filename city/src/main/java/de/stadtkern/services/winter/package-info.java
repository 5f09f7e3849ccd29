/**
 * Winter service, answering Kreis Hof: road-weather stations report, the rule finds hoarfrost and freezing wetness, a
 * duty officer decides whether to salt or to look, and everybody may see where service has been.
 */
@NullMarked
@ApplicationModule(
        id = "winter",
        displayName = "Winter service",
        allowedDependencies = {"geo", "observations", "operations", "portal", "streets"})
package de.stadtkern.services.winter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
