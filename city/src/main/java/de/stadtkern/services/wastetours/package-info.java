/**
 * Which bins are emptied today: {@code VisitRule} weighs a visit against an overflow, {@code DayPlan} makes tours of what
 * is worth a visit. {@code WastePolicies} keeps what a municipality decides about it, {@code BinForecasts} what is learnt
 * of its bins, {@code Days} the tours that are proposed for a day. {@code OnTheRoad} makes emptyings of what the crew finds,
 * and suggests what becomes full meanwhile.
 */
@NullMarked
@ApplicationModule(
        id = "wastetours",
        displayName = "Waste tours",
        allowedDependencies = {
            "addresses",
            "basemap",
            "containers",
            "containers :: forecast",
            "dispatch",
            "fleet",
            "geo",
            "identity",
            "occasions",
            "operations",
            "planning",
            "portal",
            "problem",
            "routing"
        })
package de.stadtkern.services.wastetours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
