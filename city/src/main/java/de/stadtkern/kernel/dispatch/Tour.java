package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.portal.Mark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tour of an order, as it stands by the events that have arrived.
 *
 * @param name for people: the vehicle, or the place of the order
 * @param vehicleId of the fleet; null when none was chosen
 * @param memberIds of the crew in the fleet; empty when it is for nobody in particular
 * @param stage most urgent winter class of its streets, 1 to 3; null when none has one
 * @param waits whether it may not start yet, because more urgent streets of the order are open
 * @param stops in the order in which they are served
 * @param dispatchedAt null while the crew does not know of it
 * @param startedAt by the clock of the device that said so
 * @param endedAt by the clock of the device that said so
 * @param events in the order of their time, those that do not apply included
 */
public record Tour(
        long id,
        long orderId,
        long municipalityId,
        String name,
        @Nullable Long vehicleId,
        List<Long> memberIds,
        State state,
        @Nullable Integer stage,
        boolean waits,
        List<TourStop> stops,
        @Nullable Instant dispatchedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Done> events) {

    public Tour {
        memberIds = List.copyOf(memberIds);
        stops = List.copyOf(stops);
        events = List.copyOf(events);
    }

    /** How far a tour is. */
    public enum State {
        /** Not told to any crew, or taken back. */
        PLANNED,
        DISPATCHED,
        RUNNING,
        PAUSED,
        DONE,
        /** Ended by an officer before it was done. */
        BROKEN_OFF;

        /** Whether nothing more happens with it. */
        public boolean isOver() {
            return this == DONE || this == BROKEN_OFF;
        }

        /** Whether its crew is out with it. */
        public boolean isUnderWay() {
            return this == RUNNING || this == PAUSED;
        }

        /** How lists and maps show it. */
        public Mark mark() {
            return switch (this) {
                case PLANNED, DISPATCHED -> Mark.PLANNED;
                case RUNNING -> Mark.RUNNING;
                case PAUSED, BROKEN_OFF -> Mark.WARNING;
                case DONE -> Mark.DONE;
            };
        }
    }

    /** Metres along all streets that it serves. */
    public double lengthMetres() {
        return stops.stream().mapToDouble(TourStop::lengthMetres).sum();
    }

    /** How many of its stops are in this state. */
    public int count(TourStop.State wanted) {
        return (int) stops.stream().filter(stop -> stop.state() == wanted).count();
    }
}
