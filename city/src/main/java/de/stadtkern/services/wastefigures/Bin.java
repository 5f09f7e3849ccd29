package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.geo.Position;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A container and what is counted of it in a span.
 *
 * @param litres volume
 */
record Bin(
        long id,
        String name,
        Kind kind,
        Fraction fraction,
        String place,
        Position position,
        double litres,
        Counts counts) {

    static final double SECONDS_PER_WEEK = Duration.ofDays(7).toSeconds();

    /**
     * What happened to it.
     *
     * @param known emptyings of which somebody said how full the bin was
     * @param meanLevel of these, 0 to 1; null without any
     * @param full how many of these were found full
     * @param first and {@code last} emptying; null without any
     * @param reportedFull how often people said so
     */
    record Counts(
            int emptyings,
            int known,
            @Nullable Double meanLevel,
            int full,
            @Nullable Instant first,
            @Nullable Instant last,
            int reportedFull,
            int reportedDamaged,
            int reportedLitter) {

        int reports() {
            return reportedFull + reportedDamaged + reportedLitter;
        }
    }

    /** Share of the emptyings at which it was found full, 0 to 1; null when nobody looked. */
    @Nullable
    Double fullShare() {
        return counts.known() == 0 ? null : (double) counts.full() / counts.known();
    }

    /** Mean weeks from one emptying to the next; null with fewer than two. */
    @Nullable
    Double weeksBetween() {
        Instant first = counts.first();
        Instant last = counts.last();
        return counts.emptyings() < 2 || first == null || last == null || !first.isBefore(last)
                ? null
                : Duration.between(first, last).toSeconds() / SECONDS_PER_WEEK / (counts.emptyings() - 1);
    }

    /** What was taken out: mean level times volume at each emptying; null when either is not known. */
    @Nullable
    Double litresPerWeek() {
        Double weeks = weeksBetween();
        Double level = counts.meanLevel();
        return weeks == null || level == null ? null : level * litres / weeks;
    }
}
