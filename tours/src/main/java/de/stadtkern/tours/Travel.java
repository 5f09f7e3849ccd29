package de.stadtkern.tours;

/** What driving between two nodes takes without serving anything; may differ there and back. */
@FunctionalInterface
public interface Travel {

    /** Distance in the caller's unit, a finite number of at least 0; the same whenever asked. */
    double distance(int from, int to);

    /** Time in seconds, a finite number of at least 0; the distance if not said otherwise. */
    default double seconds(int from, int to) {
        return distance(from, to);
    }
}
