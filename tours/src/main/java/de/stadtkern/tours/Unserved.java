package de.stadtkern.tours;

import java.util.List;

/**
 * A task that no tour serves, and why.
 *
 * @param task which
 * @param reason in a word, to be shown in any language
 * @param explanation in a sentence, with the values that count
 */
public record Unserved(Task task, Reason reason, String explanation) {

    /** What the optional ones among the tasks left out cost. */
    static double prizes(List<Unserved> all) {
        return all.stream()
                .map(Unserved::task)
                .filter(Task::optional)
                .mapToDouble(Task::prize)
                .sum();
    }

    /** Why a task is not served. */
    public enum Reason {
        /** There is no vehicle at all. */
        NO_VEHICLE,
        /** No vehicle has the skills or the permission. */
        NOT_ALLOWED,
        /** It is more than any vehicle that may serve it can take. */
        TOO_LARGE,
        /** Its window or deadline is over before it can begin. */
        CONTRADICTORY_TIME,
        /** No vehicle that may serve it can be there and back in time, even with nothing else to do. */
        OUT_OF_TIME,
        /** There is no way to it or from it. */
        UNREACHABLE,
        /** A task that must come before it is not served, or tasks wait for each other in a circle. */
        PRECEDENCE,
        /** Its driver was told to serve it, but the limits do not allow it any more. */
        TOLD_IN_VAIN,
        /** Serving it costs more than leaving it out. */
        NOT_WORTH_IT,
        /** The vehicles have too little capacity or time for it besides the other tasks. */
        NO_ROOM
    }
}
