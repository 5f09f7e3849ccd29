package de.stadtkern.kernel.streets;

import java.util.List;

/** What an extract holds of the streets. */
record Reading(List<Stretch> stretches, List<TurnRestriction> turns, List<Crossing> crossings) {

    /** Grows when the same file gives another network. */
    static final int VERSION = 2;
}
