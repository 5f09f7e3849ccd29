/**
 * The citizens' side of the reports (Mängelmelder), answering Klarschiff and FixMyStreet: report something in a minute
 * without an account, see what became of it, follow it, take all of it along as open data. Shows only what {@code
 * kernel.reports} calls public, but for people their own.
 */
@NullMarked
@ApplicationModule(
        id = "reporting",
        displayName = "Reporting",
        allowedDependencies = {"addresses", "geo", "identity", "portal", "problem", "reports"})
package de.stadtkern.services.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
