/**
 * With what and by whom the town works: vehicles, crew members, their shifts, and what municipalities lend each other.
 * {@code Fleet} is the door for other rooms; {@code Vehicles}, {@code CrewMembers}, {@code Shifts}, {@code Loans} are what
 * people do on the pages; {@code WorkingTime} and {@code Manning} are the rules behind the warnings.
 */
@NullMarked
@ApplicationModule(
        id = "fleet",
        displayName = "Fleet",
        allowedDependencies = {"addresses", "geo", "identity", "portal", "problem"})
package de.stadtkern.kernel.fleet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
