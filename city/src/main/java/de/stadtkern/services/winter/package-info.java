/**
 * Winter service, answering Kreis Hof: where the road becomes slippery a round is proposed with its dose, a duty officer
 * decides whether to salt or to look, and everybody may see where service has been. What lies in the depots, who is called
 * out at night and the log of a night follow from what was decided and proven.
 */
@NullMarked
@ApplicationModule(
        id = "winter",
        displayName = "Winter service",
        allowedDependencies = {
            "addresses",
            "fleet",
            "forecasts",
            "geo",
            "identity",
            "notifications",
            "observations",
            "operations",
            "portal",
            "problem",
            "roadweather",
            "roadweather::nowcast",
            "streets"
        })
package de.stadtkern.services.winter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
