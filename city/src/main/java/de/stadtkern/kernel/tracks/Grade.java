package de.stadtkern.kernel.tracks;

/** What proves that a segment was treated. */
public enum Grade {
    /** The counter of the machine and the positions say the same. */
    COUNTER_AND_GPS,
    /** Positions alone. */
    GPS,
    /** Somebody said so. */
    MANUAL
}
