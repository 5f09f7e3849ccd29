package de.stadtkern.kernel.operations;

/** What proves that a street was treated. */
public enum ProofGrade {
    /** The counter of the machine and the positions say the same. */
    COUNTER_AND_GPS,
    /** Positions alone. */
    GPS,
    /** Somebody said so. */
    MANUAL
}
