package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.observations.Series;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.quality.WorstSeries.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where values are bad, and all that is known of one datastream, with the form to mark a span by hand. */
@Controller
@RequestMapping("/quality")
class QualityPage {

    private static final String SERIES = "/datastreams/{id:[0-9]{1,18}}";
    private static final int POINTS = 96;
    private static final int PERCENT = 100;

    private final WorstSeries overview;
    private final SeriesQuality series;
    private final AggregateRows values;
    private final Marks marks;
    private final Checks checks;
    private final CheckedSeries covered;
    private final Clock clock;

    QualityPage(
            WorstSeries overview,
            SeriesQuality series,
            AggregateRows values,
            Marks marks,
            Checks checks,
            CheckedSeries covered,
            Clock clock) {
        this.overview = overview;
        this.series = series;
        this.values = values;
        this.marks = marks;
        this.checks = checks;
        this.covered = covered;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry qualityEntry() {
        return new NavigationEntry("/quality", "quality.overview", Permission.READ_INTERNAL_OBSERVATIONS, 16);
    }

    @GetMapping
    ModelAndView overview(Page page, Form form) {
        Period period = period(form);
        return page.view("kernel/quality/overview")
                .addObject("period", period)
                .addObject("worst", worst(page).show(page, overview.list(period)));
    }

    @GetMapping(SERIES)
    ModelAndView show(Page page, @PathVariable long id, Form form) {
        return view(page, id, Form.blank().with("flag", Flag.SUSPECT), form);
    }

    @PostMapping(SERIES)
    ModelAndView mark(Page page, @PathVariable long id, Form form) {
        series.get(id);
        try {
            marks.make(id, wish(form));
            return page.redirect("/quality/datastreams/" + id, "quality.mark.done");
        } catch (Refusal refusal) {
            return view(page, id, form.refused(refusal, page), Form.blank());
        }
    }

    @PostMapping("/marks/{id:[0-9]{1,18}}/take-back")
    ModelAndView takeBack(Page page, @PathVariable long id) {
        return page.redirect("/quality/datastreams/" + marks.takeBack(id), "quality.mark.taken-back");
    }

    static Period period(Form form) {
        return form.value("period").isBlank() ? Period.DAY : form.choice("period", Period.class);
    }

    static Marks.Wish wish(Form form) {
        return new Marks.Wish(
                Times.read(form, "from"),
                Times.read(form, "until"),
                form.choice("flag", Flag.class),
                form.value("reason"));
    }

    /**
     * The page of a datastream.
     *
     * @param form what somebody wants to mark
     * @param shown the time that is shown, and in which steps
     */
    private ModelAndView view(Page page, long id, Form form, Form shown) {
        Series one = series.get(id);
        Period period = period(shown);
        Instant now = clock.instant();
        Chart.Span span = new Chart.Span(now.minus(period.length()), now);
        Form time = Form.blank().with("from", span.from()).with("until", now);
        return page.view("kernel/quality/series", form)
                .addObject("series", one)
                .addObject("period", period)
                .addObject("width", SeriesQuality.width(shown))
                .addObject("check", covered.find(id).orElse(null))
                .addObject("chart", chart(page, one, span))
                .addObject("flags", flags(page).show(page, series.flags(id, time)))
                .addObject(
                        "aggregates",
                        aggregates(page, one)
                                .show(
                                        page,
                                        series.aggregates(id, Form.blank().with("width", SeriesQuality.width(shown)))))
                .addObject("marks", marks.list(id))
                .addObject("choices", choices(page))
                .addObject("mayMark", checks.mayKeep(one.thing().municipalityId()));
    }

    private static List<Choice> choices(Page page) {
        return Stream.of(Flag.SUSPECT, Flag.FAIL, Flag.GOOD)
                .map(flag -> new Choice(flag.name(), page.text("quality.flag." + flag)))
                .toList();
    }

    private Chart chart(Page page, Series one, Chart.Span span) {
        Duration step = Duration.between(span.from(), span.until()).dividedBy(POINTS);
        List<Chart.Point> counted = new ArrayList<>();
        List<Chart.Point> flagged = new ArrayList<>();
        for (AggregateRows.Step point : values.listSteps(one.datastreamId(), span.from(), span.until(), step)) {
            if (point.counted() != null) {
                counted.add(new Chart.Point(point.at(), point.counted()));
            }
            if (point.flagged() != null) {
                flagged.add(new Chart.Point(point.at(), point.flagged()));
            }
        }
        return new Chart(
                "values",
                one.name(),
                one.unit(),
                Chart.Kind.LINE,
                span,
                step,
                List.of(
                        new Chart.Series(page.text("quality.chart.counted"), counted),
                        new Chart.Series(page.text("quality.chart.flagged"), flagged)),
                List.of());
    }

    private static Table<WorstSeries.Line> worst(Page page) {
        return Table.<WorstSeries.Line>named("worst")
                .column(
                        "name",
                        "quality.series",
                        line -> Cell.link(page.url("/quality/datastreams/" + line.datastream()), line.name())
                                .note(line.station()))
                .column("share", "quality.share.bad", line -> Cell.number(line.share() * PERCENT, 1, "%"))
                .column("suspect", "quality.flag.SUSPECT", line -> Cell.number((double) line.suspect(), 0, ""))
                .column("failed", "quality.flag.FAIL", line -> Cell.number((double) line.failed(), 0, ""))
                .column("values", "quality.values", line -> Cell.number((double) line.values(), 0, ""))
                .sortedBy("-share");
    }

    private static Table<Flagged> flags(Page page) {
        return Table.<Flagged>named("flags")
                .column("from", "quality.from", one -> Cell.time(one.from()))
                .column("until", "quality.until", one -> Cell.time(one.until()))
                .column(
                        "flag",
                        "quality.flag",
                        one -> Cell.badge(mark(one.flag()), page.text("quality.flag." + one.flag())))
                .column(
                        "test",
                        "quality.test",
                        one -> Cell.text(page.text("quality.test." + one.test()))
                                .note(one.by() == null ? null : one.by() + ": " + one.reason()))
                .sortedBy("-from");
    }

    private static Table<Aggregate> aggregates(Page page, Series one) {
        return Table.<Aggregate>named("aggregates")
                .column("start", "quality.from", line -> Cell.time(line.start()))
                .column(
                        "mean",
                        "quality.mean",
                        line -> line.mean() == null
                                ? Cell.text(page.text("quality.mean.none"))
                                : Cell.number(line.mean(), 2, one.unit()))
                .column("min", "quality.min", line -> Cell.number(line.min(), 2, one.unit()))
                .column("max", "quality.max", line -> Cell.number(line.max(), 2, one.unit()))
                .column("share", "quality.share.valid", line -> Cell.number(line.validShare() * PERCENT, 0, "%"))
                .column("valid", "quality.valid", line -> Cell.number((double) line.valid(), 0, ""))
                .column("expected", "quality.expected", line -> Cell.number((double) line.expected(), 0, ""))
                .sortedBy("-start")
                .rowsPerPage(31);
    }

    static Mark mark(Flag flag) {
        return switch (flag) {
            case GOOD -> Mark.OK;
            case NOT_EVALUATED -> Mark.UNKNOWN;
            case SUSPECT -> Mark.WARNING;
            case FAIL -> Mark.DANGER;
            case MISSING -> Mark.STALE;
        };
    }
}
