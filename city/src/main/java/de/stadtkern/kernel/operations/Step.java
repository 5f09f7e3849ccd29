package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.identity.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of a proposal. Never changed afterwards.
 *
 * @param personName empty when the program did it
 * @param note a reason, or what changed
 * @param until to when it was postponed
 * @param otherId with which proposal it was merged, or from which it was split
 */
record Step(
        Kind kind,
        Instant at,
        String personName,
        String note,
        @Nullable Instant until,
        @Nullable Long otherId) {

    enum Kind {
        RAISED,
        CHANGED,
        MERGED,
        SPLIT,
        TAKEN,
        POSTPONED,
        RETURNED,
        DECIDED,
        LAPSED
    }

    static Step of(Kind kind, Instant at, @Nullable Person person, String note) {
        return new Step(kind, at, person == null ? "" : person.name(), note, null, null);
    }

    Step until(Instant moment) {
        return new Step(kind, at, personName, note, moment, otherId);
    }

    Step with(long other) {
        return new Step(kind, at, personName, note, until, other);
    }

    /** Who opened a proposal before it was decided, and when for the first time. */
    record Seen(String personName, Instant at) {}
}
