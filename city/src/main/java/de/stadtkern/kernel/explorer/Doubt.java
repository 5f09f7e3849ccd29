package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.quality.Flag;
import de.stadtkern.kernel.quality.Flagged;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** That the values of a time are suspect or failed. They do not count. */
record Doubt(Chart.Span span, Flagged flagged) {

    /** Of the last value that is flagged, the time goes on so long. */
    private static final long MICROSECOND = 1000;

    /** When a value has none. */
    static final String GOOD = "good";

    static Doubt of(Flagged flagged) {
        boolean marked = flagged.test().equals(Flagged.MANUAL);
        Instant end = marked ? flagged.until() : flagged.until().plusNanos(MICROSECOND);
        return new Doubt(new Chart.Span(flagged.from(), end), flagged);
    }

    boolean failed() {
        return flagged.flag() == Flag.FAIL;
    }

    boolean marked() {
        return flagged.test().equals(Flagged.MANUAL);
    }

    /** The person or the test. */
    String by() {
        return flagged.by() == null ? flagged.test() : flagged.by();
    }

    @Nullable
    String reason() {
        return flagged.reason();
    }

    /** For programs. */
    String word() {
        return flagged.flag().name().toLowerCase(Locale.ROOT);
    }

    /** The word of the one that weighs most. */
    static String worst(List<Doubt> doubts) {
        return doubts.stream().anyMatch(Doubt::failed) ? "fail" : doubts.isEmpty() ? GOOD : "suspect";
    }

    boolean touches(Chart.Span other) {
        return span.from().isBefore(other.until()) && other.from().isBefore(span.until());
    }
}
