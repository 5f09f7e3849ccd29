package de.stadtkern.kernel.dispatch;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a crew says of its tour. The device makes the id, so that sending it again changes nothing.
 *
 * @param at when it happened, by the clock of the device
 * @param stop number of the stop that it is about; null for the tour as a whole
 * @param note up to 2000 characters
 * @param amount in kilograms or litres, at least 0, for material
 * @param found what the crew found where it is done; null when it says nothing of that
 */
public record TourEvent(
        UUID id,
        Instant at,
        Kind kind,
        @Nullable Integer stop,
        @Nullable String note,
        @Nullable Double amount,
        @Nullable Found found) {

    /** As they happened; at the same moment in the order of their kinds. */
    static final Comparator<TourEvent> IN_ORDER =
            Comparator.comparing(TourEvent::at).thenComparing(TourEvent::kind).thenComparing(TourEvent::id);

    /** Of which nothing was found. */
    public TourEvent(
            UUID id, Instant at, Kind kind, @Nullable Integer stop, @Nullable String note, @Nullable Double amount) {
        this(id, at, kind, stop, note, amount, null);
    }

    /**
     * How something was that is emptied.
     *
     * @param level how full before, 0 to 1
     * @param damaged whether it is damaged
     * @param litter whether litter lies beside it
     */
    public record Found(double level, boolean damaged, boolean litter) {}

    /** What is said. */
    public enum Kind {
        START,
        RESUME,
        STOP_DONE,
        STOP_LEFT,
        /** Takes back what was said of the stop. */
        STOP_OPEN,
        PROBLEM,
        MATERIAL,
        NOTE,
        PAUSE,
        FINISH,
        /** Said by an officer only: the tour ends before it is done. */
        BREAK_OFF
    }
}
