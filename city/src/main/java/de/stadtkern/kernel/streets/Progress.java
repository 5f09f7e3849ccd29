package de.stadtkern.kernel.streets;

/** Hears how far an import is; called by the importing thread. */
@FunctionalInterface
public interface Progress {

    /** Parts of an import in their order. */
    enum Step {
        READ,
        WRITTEN
    }

    /** So many segments have come through this step. */
    void report(Step step, int segments);
}
