/** Where things are: positions and distances. WGS 84 at the edges, microdegrees in the database. */
@NullMarked
@ApplicationModule(
        id = "geo",
        displayName = "Geo",
        allowedDependencies = {})
package de.stadtkern.kernel.geo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
