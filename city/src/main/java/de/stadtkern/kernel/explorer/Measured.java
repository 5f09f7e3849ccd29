package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.observations.SeriesHistory.Bucket;
import de.stadtkern.kernel.portal.Chart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A series over a time: what its values come to in each bucket, and what is known against them. */
record Measured(Entry entry, Chart.Span span, Duration width, List<Bucket> buckets, List<Doubt> doubts) {

    private static final Duration SILENT_AFTER = Duration.ofHours(2);
    private static final int MOST_LISTED = 50;

    /** Series and station. */
    String title() {
        return entry.series().name() + ", " + entry.series().thing().name();
    }

    List<Doubt> doubtsOf(Bucket bucket) {
        Chart.Span time = new Chart.Span(bucket.start(), bucket.start().plus(width));
        return doubts.stream().filter(doubt -> doubt.touches(time)).toList();
    }

    /** So many as a page lists. */
    List<Doubt> listedDoubts() {
        return doubts.stream().limit(MOST_LISTED).toList();
    }

    String worst(Bucket bucket) {
        return Doubt.worst(doubtsOf(bucket));
    }

    /** Whether the newest value of a series is too old to say how things are now. */
    static boolean isStale(Entry entry, Instant now) {
        return entry.newestTime() != null && entry.newestTime().isBefore(now.minus(SILENT_AFTER));
    }
}
