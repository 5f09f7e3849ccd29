package de.stadtkern.kernel.observations.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a datastream wants.
 *
 * @param keepDays how long raw values stay; null: for ever
 * @param figures widths of the figures that are kept for ever: of {@link #WIDTHS}
 * @param rawSince before this, raw values have been removed
 */
public record Keeping(
        @Nullable Integer keepDays,
        List<Duration> figures,
        @Nullable Instant rawSince) {

    /** What there is. */
    public static final List<Duration> WIDTHS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

    public static final Keeping EVERYTHING = new Keeping(null, List.of(), null);

    Integer[] seconds() {
        return figures.stream().map(width -> (int) width.toSeconds()).distinct().toArray(Integer[]::new);
    }
}
