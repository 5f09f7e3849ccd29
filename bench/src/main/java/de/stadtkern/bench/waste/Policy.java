package de.stadtkern.bench.waste;

import de.stadtkern.tours.Plan;

/** Which bins are visited when. */
@FunctionalInterface
interface Policy {

    /** The tours of a day, planned at five in the morning. */
    Plan plan(int day);
}
