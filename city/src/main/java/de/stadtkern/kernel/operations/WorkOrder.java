package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.portal.Mark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to a crew.
 *
 * @param stops the street segments in the order in which they are driven
 */
public record WorkOrder(long id, Decision decision, Proposal proposal, Progress progress, List<Stop> stops) {

    /** How far it is, and who said so. */
    public record Progress(
            @Nullable Instant startedAt,
            @Nullable String startedBy,
            @Nullable Instant doneAt,
            @Nullable String doneBy) {

        /** What that means. */
        public State state() {
            if (startedAt == null) {
                return State.PLANNED;
            }
            return doneAt == null ? State.STARTED : State.DONE;
        }
    }

    /** How it stands. */
    public enum State {
        PLANNED,
        STARTED,
        DONE;

        /** How lists and maps show it. */
        public Mark mark() {
            return switch (this) {
                case PLANNED -> Mark.PLANNED;
                case STARTED -> Mark.RUNNING;
                case DONE -> Mark.DONE;
            };
        }
    }

    /** Metres along all its streets. */
    public double lengthMetres() {
        return stops.stream().mapToDouble(Stop::lengthMetres).sum();
    }
}
