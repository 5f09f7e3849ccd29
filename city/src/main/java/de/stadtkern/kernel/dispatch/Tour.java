package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.portal.Mark;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<TourEvent.Kind> OF_A_STATE =
            EnumSet.of(TourEvent.Kind.STOP_DONE, TourEvent.Kind.STOP_LEFT, TourEvent.Kind.STOP_OPEN);

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

    /** What made the stop done; empty when it is not. */
    Optional<TourEvent> doneBy(int stop) {
        return saidOf(stop).filter(event -> event.kind() == TourEvent.Kind.STOP_DONE);
    }

    /** The stops that are done, the first of them first. */
    List<TourStop> inOrderOfDoing() {
        return stops.stream()
                .filter(stop -> stop.state() == TourStop.State.DONE)
                .sorted(Comparator.comparing(
                        stop -> doneBy(stop.number()).map(TourEvent::at).orElse(Instant.MIN)))
                .toList();
    }

    /** The last that counts of what was said of the stop's state. */
    private Optional<TourEvent> saidOf(int stop) {
        return events.stream()
                .filter(done -> done.refusal() == null)
                .map(Done::event)
                .filter(event -> event.stop() != null && event.stop() == stop && OF_A_STATE.contains(event.kind()))
                .reduce((before, after) -> after);
    }

    /** How many of its stops are in this state. */
    public int count(TourStop.State wanted) {
        return (int) stops.stream().filter(stop -> stop.state() == wanted).count();
    }
}
