package de.stadtkern.kernel.streets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a segment at a time, and why.
 *
 * @param takenFrom the segment whose entry this one continues after a new extract; null when a person made it
 */
record RegisterEntry(
        Register register,
        boolean current,
        String reason,
        String personName,
        @Nullable Long takenFrom,
        Instant madeAt) {}
