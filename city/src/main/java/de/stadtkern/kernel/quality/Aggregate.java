package de.stadtkern.kernel.quality;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The values of an hour, a day or a month of the town.
 *
 * @param values so many came
 * @param expected so many should have come, as the datastream usually reports; never less than came
 * @param valid so many are numbers that are good or were not evaluated; only these make mean, least and greatest
 * @param validShare valid of expected
 * @param mean null when less than {@link #NEEDED_SHARE} is valid
 */
public record Aggregate(
        Instant start,
        long values,
        long expected,
        long valid,
        double validShare,
        @Nullable Double mean,
        @Nullable Double min,
        @Nullable Double max) {

    /** With less there is no mean. */
    public static final double NEEDED_SHARE = 0.75;

    /** Over which time. */
    public enum Width {
        HOUR,
        DAY,
        MONTH
    }
}
