package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.portal.Chart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Arithmetic of half-open times. */
final class Spans {

    private Spans() {}

    /** What of the whole is in none of the others. */
    static List<Chart.Span> gaps(Chart.Span whole, List<Chart.Span> others) {
        List<Chart.Span> gaps = new ArrayList<>();
        Instant from = whole.from();
        for (Chart.Span other : sorted(others)) {
            if (other.from().isAfter(from) && from.isBefore(whole.until())) {
                gaps.add(new Chart.Span(from, earlier(other.from(), whole.until())));
            }
            from = later(from, other.until());
        }
        if (from.isBefore(whole.until())) {
            gaps.add(new Chart.Span(from, whole.until()));
        }
        return gaps;
    }

    /** The same times in as few spans as possible. */
    static List<Chart.Span> joined(List<Chart.Span> spans) {
        List<Chart.Span> joined = new ArrayList<>();
        for (Chart.Span span : sorted(spans)) {
            Chart.Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || span.from().isAfter(last.until())) {
                joined.add(span);
            } else {
                joined.set(joined.size() - 1, new Chart.Span(last.from(), later(last.until(), span.until())));
            }
        }
        return joined;
    }

    /** Beginning and end moved outwards to whole steps, counted from the origin. */
    static Chart.Span widened(Chart.Span span, Duration step, Instant origin) {
        Instant end = floor(span.until(), step, origin);
        return new Chart.Span(floor(span.from(), step, origin), end.equals(span.until()) ? end : end.plus(step));
    }

    private static Instant floor(Instant time, Duration step, Instant origin) {
        long seconds = Duration.between(origin, time).getSeconds();
        return origin.plusSeconds(seconds - Math.floorMod(seconds, step.toSeconds()));
    }

    private static List<Chart.Span> sorted(List<Chart.Span> spans) {
        return spans.stream().sorted(Comparator.comparing(Chart.Span::from)).toList();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
