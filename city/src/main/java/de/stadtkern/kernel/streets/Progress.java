package de.stadtkern.kernel.streets;

/** Hears how far an import is; called by the importing thread. */
@FunctionalInterface
public interface Progress {

    /** So many have come through this step, such as {@code segments of roads read}. */
    void report(int count, String step);
}
