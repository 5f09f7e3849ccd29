/**
 * What is special in a municipality on which days and where: markets, festivals, holidays, and what the weather is foreseen
 * to be. {@code OccasionCalendar} is the door; forecasts learn from its words what such a day does.
 */
@NullMarked
@ApplicationModule(
        id = "occasions",
        displayName = "Occasions",
        allowedDependencies = {
            "addresses",
            "containers",
            "containers :: forecast",
            "forecasts",
            "geo",
            "identity",
            "portal",
            "problem"
        })
package de.stadtkern.kernel.occasions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
