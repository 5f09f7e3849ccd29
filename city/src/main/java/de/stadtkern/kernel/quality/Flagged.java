package de.stadtkern.kernel.quality;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring values with the same flag from the same test, or a span that a person has marked.
 *
 * @param from of the first value, or where the marked span begins
 * @param until of the last value, or where the marked span ends
 * @param test name of the test, such as {@code spike}; {@link #MANUAL} when a person said so
 * @param by the person's name
 * @param reason the person's reason
 */
public record Flagged(
        Instant from,
        Instant until,
        Flag flag,
        String test,
        @Nullable String by,
        @Nullable String reason) {

    /** A person, not a test, gave the flag. */
    public static final String MANUAL = "manual";
}
