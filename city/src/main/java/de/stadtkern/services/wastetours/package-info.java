/**
 * Which bins are emptied today: {@code VisitRule} weighs a visit against an overflow, {@code DayPlan} makes tours of what
 * is worth a visit. {@code WastePolicies} keeps what a municipality decides about it.
 */
@NullMarked
@ApplicationModule(
        id = "wastetours",
        displayName = "Waste tours",
        allowedDependencies = {"addresses", "containers", "containers :: forecast", "geo", "identity", "portal", "problem"})
package de.stadtkern.services.wastetours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
