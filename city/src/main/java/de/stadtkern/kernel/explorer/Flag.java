package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.portal.Chart;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the values of a time.
 *
 * @param failed they count for nothing; otherwise they are only doubtful
 * @param by the person who said so; null when a test did
 */
record Flag(Chart.Span span, boolean failed, String test, @Nullable String by, @Nullable String reason) {

    /** When nothing is wrong. */
    static final String GOOD = "good";

    /** For programs. */
    String word() {
        return failed ? "fail" : "suspect";
    }

    /** The word of the one that weighs most. */
    static String worst(List<Flag> flags) {
        return flags.stream()
                .max(Comparator.comparing(Flag::failed))
                .map(Flag::word)
                .orElse(GOOD);
    }

    boolean touches(Chart.Span other) {
        return span.from().isBefore(other.until()) && other.from().isBefore(span.until());
    }
}
