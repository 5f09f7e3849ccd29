package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everybody's pages of the stations: what they measure now, and what they have measured. */
@Controller
@RequestMapping("/observations")
class StationPage {

    /** A station that has not reported for this long needs a look. */
    static final Duration SILENT_AFTER = Duration.ofHours(2);

    private static final int POINTS = 144;

    private final StationRows rows;
    private final Clock clock;

    StationPage(StationRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** What the charts may show. */
    enum Period {
        DAY(1),
        WEEK(7),
        MONTH(30);

        private final Duration length;

        Period(int days) {
            this.length = Duration.ofDays(days);
        }
    }

    @Bean
    static NavigationEntry stationsEntry() {
        return new NavigationEntry("/observations", "observations.stations", null, 15);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return page.view("kernel/observations/stations")
                .addObject("stations", stations(page).show(page, rows));
    }

    @GetMapping("/stations/{id}")
    ModelAndView show(Page page, @PathVariable long id, @RequestParam(defaultValue = "DAY") Period period) {
        StationRows.Row station =
                rows.find(id).orElseThrow(() -> Refusal.notFound("observations.refusal.unknown", "Thing", id));
        Instant now = clock.instant();
        Chart.Span span = new Chart.Span(now.minus(period.length), now);
        List<StationRows.Series> series = rows.series(id);
        return page.view("kernel/observations/station")
                .addObject("station", station)
                .addObject("state", mark(station.newest()))
                .addObject("period", period)
                .addObject("series", series)
                .addObject(
                        "charts", series.stream().map(one -> chart(one, span)).toList());
    }

    /** How a station whose newest number is of that time stands. */
    Mark mark(@Nullable Instant newest) {
        if (newest == null) {
            return Mark.UNKNOWN;
        }
        return newest.isBefore(clock.instant().minus(SILENT_AFTER)) ? Mark.STALE : Mark.OK;
    }

    private Chart chart(StationRows.Series series, Chart.Span span) {
        Duration step = Duration.between(span.from(), span.until()).dividedBy(POINTS);
        return new Chart(
                "series-" + series.id(),
                series.name(),
                series.unit(),
                Chart.Kind.LINE,
                span,
                step,
                List.of(new Chart.Series(series.name(), rows.history(series.id(), span, step))),
                List.of());
    }

    private Table<StationRows.Row> stations(Page page) {
        return Table.<StationRows.Row>named("stations")
                .column(
                        "name",
                        "observations.station",
                        row -> Cell.link(page.url("/observations/stations/" + row.id()), row.name())
                                .note(row.origin()))
                .column("series", "observations.series", row -> Cell.number((double) row.series(), 0, ""))
                .fixedColumn("state", "observations.state", row -> {
                    Mark mark = mark(row.newest());
                    return Cell.badge(mark, page.text("observations.state." + mark.key()));
                })
                .column("newest", "observations.newest", row -> Cell.age(row.newest()))
                .sortedBy("name");
    }
}
