package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesHistory.Bucket;
import de.stadtkern.kernel.portal.Chart;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How wide the buckets of a chart are: as narrow as the drawing can show, each about one of its columns. */
final class Grid {

    /** The drawing is 484 wide. */
    static final int MOST_BUCKETS = 500;

    static final Duration WIDEST = Duration.ofDays(364);

    private static final List<Duration> WIDTHS = LongStream.of(
                    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200)
            .mapToObj(Duration::ofSeconds)
            .toList();
    private static final List<Integer> DAYS = List.of(1, 2, 7, 14, 28, 56);

    private Grid() {}

    /** The narrowest of which so many fill the span. */
    static Duration width(Chart.Span span, int most) {
        Duration length = Duration.between(span.from(), span.until());
        return Stream.concat(WIDTHS.stream(), DAYS.stream().map(Duration::ofDays))
                .filter(width -> width.multipliedBy(most).compareTo(length) >= 0)
                .findFirst()
                .orElse(WIDEST);
    }

    /** How far apart the buckets usually are: their width, or more when values come more rarely. */
    static Duration step(List<Bucket> buckets, Duration width) {
        if (buckets.size() < 2) {
            return width;
        }
        List<Duration> gaps = IntStream.range(1, buckets.size())
                .mapToObj(i -> Duration.between(
                        buckets.get(i - 1).start(), buckets.get(i).start()))
                .sorted()
                .toList();
        return gaps.get(gaps.size() / 2);
    }
}
