package de.stadtkern.kernel.streets;

/** Hears how far an import is; called by the importing thread. */
@FunctionalInterface
public interface Progress {

    /** Parts of an import in their order. */
    enum Step {
        /** Segments of roads. */
        READ,
        WRITTEN,
        /** Features of the base map. */
        DRAWN
    }

    /** So many have come through this step. */
    void report(Step step, int count);
}
