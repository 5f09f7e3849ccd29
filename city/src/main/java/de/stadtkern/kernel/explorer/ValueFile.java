package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesHistory.Bucket;
import de.stadtkern.kernel.observations.SeriesHistory.Value;
import de.stadtkern.kernel.portal.Chart;
import java.time.Duration;
import java.time.Instant;

/** A file of values that is written while they are read. */
interface ValueFile {

    /** What it says of them. */
    record Head(SeriesFacts series, Chart.Span span, String link, Instant accessed) {}

    void beginValues(Head head);

    void value(Value value, String flag);

    void beginBuckets(Head head, Duration width);

    void bucket(Bucket bucket, String flag);

    void end();
}
