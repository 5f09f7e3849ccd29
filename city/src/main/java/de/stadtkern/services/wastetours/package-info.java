/**
 * Which bins are emptied today: {@code VisitRule} weighs a visit against an overflow, {@code DayPlan} makes tours of what
 * is worth a visit. {@code WastePolicies} keeps what a municipality decides about it, {@code FixedTours} what it drives
 * every week, and {@code Comparison} says what either came to on the same history.
 */
@NullMarked
@ApplicationModule(
        id = "wastetours",
        displayName = "Waste tours",
        allowedDependencies = {"addresses", "containers", "fleet", "geo", "identity", "portal", "problem", "routing"})
package de.stadtkern.services.wastetours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
