package de.stadtkern.kernel.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an order could be driven from now on, beside how it is driven now. Nothing follows from it until an officer accepts
 * it.
 *
 * @param why what has happened
 * @param decidedBy null while it is open, or when another took its place
 */
record Replan(
        long id,
        long orderId,
        long municipalityId,
        Instant madeAt,
        String madeBy,
        String why,
        Content content,
        State state,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String reason) {

    enum State {
        OPEN,
        ACCEPTED,
        REJECTED,
        /** Another was accepted, and its stops are elsewhere now. */
        REPLACED
    }

    /**
     * What it says.
     *
     * @param added new tasks, which no tour had before
     * @param left what no vehicle can get to
     * @param closed names of the closures, by the number of the stop that lies on a closed road
     */
    record Content(List<Part> parts, List<TourStop> added, List<TourStop> left, Map<Integer, String> closed) {}

    /**
     * One tour.
     *
     * @param tourId null for a vehicle that was not out before
     * @param ends whether the tour is broken off
     * @param before its open stops as they were
     * @param after its open stops as they would be
     */
    record Part(
            @Nullable Long tourId,
            @Nullable Long vehicleId,
            String name,
            boolean ends,
            List<TourStop> before,
            List<TourStop> after) {

        boolean changes() {
            return ends || !before.equals(after);
        }
    }
}
