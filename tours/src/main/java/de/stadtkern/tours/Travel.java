package de.stadtkern.tours;

/** What it costs to drive between two nodes without serving anything; may differ there and back. */
@FunctionalInterface
public interface Travel {

    /** Cost in the caller's unit (seconds, metres), a finite number of at least 0; the same whenever asked. */
    double cost(int from, int to);
}
