/**
 * The crew's page in the cab: the tours of today, the next stop in large letters, and what the crew says of it, also
 * without connection. The browser keeps everything until it is stored here; {@code CrewReports} takes it in, in any
 * order and as often as it comes.
 */
@NullMarked
@ApplicationModule(
        id = "crew",
        displayName = "Crew",
        allowedDependencies = {"dispatch", "geo", "identity", "planning", "portal", "problem", "tracks"})
package de.stadtkern.kernel.crew;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
