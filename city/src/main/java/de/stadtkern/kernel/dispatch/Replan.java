package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.portal.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an order could be driven from now on, beside how it is driven now. Nothing follows from it until an officer accepts
 * it.
 *
 * @param madeBy the officer; empty when a service suggests it
 * @param why what has happened; the key of a text with the names of what is added when a service suggests it
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

    /** Whether a service suggests it, and no officer asked. */
    boolean isSuggested() {
        return madeBy.isEmpty();
    }

    /** Why it was made, for people. */
    String words(Page page) {
        return isSuggested()
                ? page.text(why, content.added().stream().map(TourStop::name).collect(Collectors.joining("; ")))
                : why;
    }

    /** Who made it, for people. */
    String maker(Page page) {
        return isSuggested() ? page.text("dispatch.suggested.by") : madeBy;
    }

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
