package de.stadtkern.kernel.quality;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * RunSchedule that is judged again.
 *
 * @param since from then until now
 * @param total so many months of datastreams
 * @param datastream the one it is at, or has finished; 0 before the first
 * @param month what comes next of this datastream; null when it is finished
 */
record Run(
        long id,
        long municipalityId,
        Instant since,
        State state,
        long done,
        long total,
        long datastream,
        @Nullable Instant month,
        String person,
        Instant startedAt,
        @Nullable Instant endedAt) {

    enum State {
        RUNNING,
        DONE,
        CANCELLED
    }

    int percent() {
        if (state == State.DONE) {
            return 100;
        }
        return total == 0 ? 0 : (int) Math.min(99, done * 100 / total);
    }

    /** After so much more, at this place. */
    Run at(long where, @Nullable Instant next, int months) {
        return new Run(id, municipalityId, since, state, done + months, total, where, next, person, startedAt, endedAt);
    }
}
