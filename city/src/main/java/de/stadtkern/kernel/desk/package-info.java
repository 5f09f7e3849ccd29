/**
 * The duty desk and what is made of the record afterwards: the situation with everything that is open, who else sits at
 * the desk, the note for the next shift, the report of a day and what a season teaches. The room reads what the others
 * keep and decides nothing itself; of its own it keeps only the notes of the shifts.
 */
@NullMarked
@ApplicationModule(
        id = "desk",
        displayName = "Duty desk",
        allowedDependencies = {
            "alarms",
            "dispatch",
            "fleet",
            "geo",
            "identity",
            "operations",
            "planning",
            "portal",
            "problem",
            "routing",
            "tracks"
        })
package de.stadtkern.kernel.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
