package de.stadtkern.kernel.dispatch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was told to drive a tour.
 *
 * @param vehicleId null when any will do
 * @param memberIds of the fleet; empty for any crew of the municipality
 * @param shiftId in which they drive it; null outside of shifts
 * @param at null when it was told to nobody, or taken back
 * @param by the officer
 * @param remark why, although something spoke against the crew; null when nothing did
 */
record Told(
        @Nullable Long vehicleId,
        List<Long> memberIds,
        @Nullable Long shiftId,
        @Nullable Instant at,
        @Nullable String by,
        @Nullable String remark) {

    static Told toAnyCrew(@Nullable Long vehicleId, Instant at, String by) {
        return new Told(vehicleId, List.of(), null, at, by, null);
    }

    /** To nobody yet. */
    static Told toNobody(@Nullable Long vehicleId) {
        return new Told(vehicleId, List.of(), null, null, null, null);
    }

    static Told to(Assignment to, Instant at, String by) {
        return new Told(
                to.vehicle() == null ? null : Long.valueOf(to.vehicle().id()),
                to.members(),
                to.shift() == null ? null : Long.valueOf(to.shift().id()),
                at,
                by,
                to.reason().isBlank() ? null : to.reason());
    }

    Told takenBack() {
        return new Told(vehicleId, memberIds, shiftId, null, null, remark);
    }
}
