/**
 * What the road is like now, at the stations and on the segments around them: hoarfrost, freezing wetness, freezing rain
 * and snow, found by one rule out of what the stations measure. Other rooms ask {@code RoadConditions}; what is to be done
 * about it is not decided here.
 */
@NullMarked
@ApplicationModule(
        id = "roadweather",
        displayName = "Road weather",
        allowedDependencies = {
            "geo",
            "identity",
            "observations",
            "operations",
            "portal",
            "problem",
            "quality",
            "streets"
        })
package de.stadtkern.kernel.roadweather;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
