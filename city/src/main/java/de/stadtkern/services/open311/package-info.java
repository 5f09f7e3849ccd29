/**
 * Open311 GeoReport v2 for the reports (Mängelmelder), as server and as client: other programs report here and read what
 * is public, with the extensions of CitySDK and mySociety; and bodies outside get the reports for which they are responsible
 * by their own interface. How others connect: {@code docs/interfaces/open311.md}.
 */
@NullMarked
@ApplicationModule(
        id = "open311",
        displayName = "Open311",
        allowedDependencies = {"geo", "identity", "portal", "problem", "reports"})
package de.stadtkern.services.open311;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
