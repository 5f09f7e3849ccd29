package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.observations.SeriesHistory;
import de.stadtkern.kernel.observations.SeriesHistory.Value;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.quality.Flag;
import de.stadtkern.kernel.quality.FlagSummary;
import de.stadtkern.kernel.quality.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Gets what was measured, with what is known of its quality. */
@Component
class Measurements {

    private static final Set<Flag> DOUBTFUL = Set.of(Flag.SUSPECT, Flag.FAIL);

    private final SeriesHistory history;
    private final FlagSummary flags;

    Measurements(SeriesHistory history, FlagSummary flags) {
        this.history = history;
        this.flags = flags;
    }

    /** The series over the time, in buckets; flags closer together than a bucket are one. */
    Measured measure(Entry entry, Chart.Span span, Duration width) {
        Chart.Span whole = SeriesHistory.whole(span, width);
        List<Doubt> doubts = flags.list(entry.id(), whole.from(), whole.until(), width).stream()
                .filter(flagged -> DOUBTFUL.contains(flagged.flag()))
                .map(Doubt::of)
                .toList();
        var times = new SeriesHistory.Doubts(doubts.stream().map(Doubt::span).toList(), Quality.valid("o"));
        return new Measured(entry, span, width, history.buckets(entry, span, width, times), doubts);
    }

    /** Every value with the word of its flag. */
    void values(Entry entry, Chart.Span span, BiConsumer<Value, String> reader) {
        for (Chart.Span piece : history.pieces(entry, span)) {
            List<Doubt> all = flags.list(entry.id(), piece.from(), piece.until(), Duration.ZERO).stream()
                    .map(Doubt::of)
                    .toList();
            List<Doubt> marks = all.stream().filter(Doubt::marked).toList().reversed();
            Map<Instant, String> tests = new HashMap<>();
            all.stream()
                    .filter(doubt -> !doubt.marked())
                    .forEach(doubt -> tests.put(doubt.span().from(), doubt.word()));
            history.values(entry, piece, value -> reader.accept(value, word(value.time(), marks, tests)));
        }
    }

    /** The newest mark holds, over the tests too. */
    private static String word(Instant time, List<Doubt> newestMarks, Map<Instant, String> tests) {
        for (Doubt mark : newestMarks) {
            if (!time.isBefore(mark.span().from()) && time.isBefore(mark.span().until())) {
                return mark.word();
            }
        }
        return tests.getOrDefault(time, Doubt.GOOD);
    }
}
