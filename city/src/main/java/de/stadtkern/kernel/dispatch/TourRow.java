package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Tour.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tour as it was planned and dispatched; {@link Replay} says what has become of it.
 *
 * @param id 0 before it is stored
 * @param stageOverride why it may start before more urgent streets are done; null when it may not
 * @param state what the events said when the last of them arrived
 */
record TourRow(
        long id,
        long orderId,
        long municipalityId,
        String name,
        Told told,
        List<TourStop> stops,
        @Nullable String stageOverride,
        State state) {

    /** A new one. */
    static TourRow of(long orderId, long municipalityId, String name, Told told, List<TourStop> stops) {
        return new TourRow(
                0,
                orderId,
                municipalityId,
                name,
                told,
                stops,
                null,
                told.at() == null ? State.PLANNED : State.DISPATCHED);
    }

    /** Most urgent of its streets. */
    @Nullable
    Integer stage() {
        Integer most = null;
        for (TourStop stop : stops) {
            Integer one = stop.stage();
            most = one == null || (most != null && most <= one) ? most : one;
        }
        return most;
    }

    List<Long> memberIds() {
        return told.memberIds();
    }

    TourRow numbered(long given) {
        return new TourRow(given, orderId, municipalityId, name, told, stops, stageOverride, state);
    }

    /** Told to this crew and vehicle at this moment. */
    TourRow assigned(Assignment to, String by, Instant now) {
        return new TourRow(
                id, orderId, municipalityId, to.nameOr(name), Told.to(to, now, by), stops, stageOverride, state);
    }

    /** Taken back from the crew. */
    TourRow withdrawn() {
        return new TourRow(id, orderId, municipalityId, name, told.takenBack(), stops, stageOverride, state);
    }

    TourRow withStops(List<TourStop> others) {
        return new TourRow(id, orderId, municipalityId, name, told, others, stageOverride, state);
    }

    TourRow withStageOverride(String reason) {
        return new TourRow(id, orderId, municipalityId, name, told, stops, reason, state);
    }
}
