package de.stadtkern.kernel.quality;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of the values of a span, half-open.
 *
 * @param flag good, suspect or fail
 * @param takenBackAt null while it holds
 */
record ManualMark(
        long id,
        long municipalityId,
        long datastreamId,
        Instant startsAt,
        Instant endsAt,
        Flag flag,
        String reason,
        String person,
        Instant madeAt,
        @Nullable Instant takenBackAt,
        @Nullable String takenBackBy) {

    Flagged flagged() {
        return new Flagged(startsAt, endsAt, flag, Flagged.MANUAL, person, reason);
    }
}
