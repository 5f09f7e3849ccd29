package de.stadtkern.kernel.streets;

/** Who looks after a segment. */
public enum Responsibility {
    MUNICIPALITY,
    DISTRICT,
    STATE,
    FEDERATION,
    RESIDENTS,
    CONTRACTOR,
    PRIVATE
}
