package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesCatalogue;
import de.stadtkern.kernel.observations.SeriesCatalogue.Entry;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the explorer shows, as JSON. */
@RestController
@RequestMapping("/explore/api")
class ExplorerApi {

    static final int MOST_POINTS = 10_000;

    private static final String ONE = "/series/{id:[0-9]{1,18}}";

    private final SeriesCatalogue catalogue;
    private final Measurements measurements;
    private final Clock clock;

    ExplorerApi(SeriesCatalogue catalogue, Measurements measurements, Clock clock) {
        this.catalogue = catalogue;
        this.measurements = measurements;
        this.clock = clock;
    }

    /** A time in which values are flagged. */
    record Flagged(
            Instant from,
            Instant until,
            String flag,
            String test,
            @Nullable String by,
            @Nullable String reason) {

        static Flagged of(Doubt doubt) {
            var flagged = doubt.flagged();
            return new Flagged(
                    flagged.from(), flagged.until(), doubt.word(), flagged.test(), flagged.by(), flagged.reason());
        }
    }

    /** What the values of a bucket come to. */
    record Point(
            Instant start,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double mean,
            long count,
            double validShare) {}

    /** A series over a time. */
    record Points(
            long id, String unit, Instant from, Instant until, String width, List<Point> points, List<Flagged> flags) {}

    @GetMapping("/series")
    List<SeriesFacts> list(Form form) {
        return Search.list(catalogue, form).stream().map(SeriesFacts::of).toList();
    }

    @GetMapping(ONE)
    SeriesFacts get(@PathVariable long id) {
        return SeriesFacts.of(catalogue.get(id));
    }

    @GetMapping(ONE + "/points")
    Points points(@PathVariable long id, Form form) {
        Entry entry = catalogue.get(id);
        Chart.Span span = SeriesPage.span(entry, form, clock.instant());
        Measured measured = measurements.measure(entry, span, width(form, span, Grid.MOST_BUCKETS));
        return new Points(
                id,
                entry.series().unit(),
                span.from(),
                span.until(),
                measured.width().toString(),
                measured.buckets().stream()
                        .map(one -> new Point(
                                one.start(),
                                one.min(),
                                one.max(),
                                one.mean(),
                                one.observations(),
                                (double) one.valid() / one.observations()))
                        .toList(),
                measured.doubts().stream().map(Flagged::of).toList());
    }

    /** Of the field width (ISO 8601), or so that at most so many buckets, or as the field most says, fill the span. */
    static Duration width(Form form, Chart.Span span, int usual) {
        String text = form.value("width").strip();
        if (text.isEmpty()) {
            return Grid.width(span, most(form, usual));
        }
        try {
            Duration width = Duration.parse(text);
            if (width.toSeconds() > 0
                    && width.getNano() == 0
                    && width.multipliedBy(MOST_POINTS).compareTo(Duration.between(span.from(), span.until())) >= 0
                    && width.toDays() <= Grid.WIDEST.toDays()) {
                return width;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // answered below
        }
        throw Refusal.badInput("explorer.refusal.width", text, MOST_POINTS).at("width");
    }

    private static int most(Form form, int usual) {
        String text = form.value("most").strip();
        if (text.isEmpty()) {
            return usual;
        }
        int most = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (most < 1 || most > MOST_POINTS) {
            throw Refusal.badInput("explorer.refusal.most", text, MOST_POINTS).at("most");
        }
        return most;
    }
}
