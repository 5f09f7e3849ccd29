package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Every component of the pages in every state, for those who write pages and for the browser tests. */
@Controller
class StylePage {

    private static final int ROWS = 100;
    private static final String LONG =
            "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle am Rathausplatz";

    private final Clock clock;

    StylePage(Clock clock) {
        this.clock = clock;
    }

    /** A row of the example table. */
    record Row(String name, Mark mark, double value, Instant at) {}

    @GetMapping("/stil")
    ModelAndView show(Page page) {
        Instant now = clock.instant();
        Form refused = Form.blank()
                .with("text", "Schnee")
                .with("choice", "b")
                .with("long", LONG)
                .refused(Refusal.badInput("portal.refusal.too-long", 5, 6).at("text"), page)
                .refused(Refusal.badInput("portal.refusal.text-empty").at("long"), page)
                .refused(Refusal.badInput("portal.refusal.text-empty").at("radio"), page)
                .refused(Refusal.badInput("portal.refusal.text-empty").at("tick"), page)
                .refused(Refusal.badInput("portal.refusal.text-empty").at("choice"), page);
        return page.view("kernel/portal/style")
                .addObject("refused", refused)
                .addObject("now", now)
                .addObject(
                        "choices", List.of(new Choice("a", "Salz"), new Choice("b", LONG), new Choice("c", "Nichts")))
                .addObject("rows", table().show(page, rows(now)))
                .addObject("none", table("none").show(page, List.of()))
                .addObject(
                        "charts",
                        List.of(
                                chart("line", Chart.Kind.LINE, now),
                                chart("step", Chart.Kind.STEP, now),
                                chart("bar", Chart.Kind.BAR, now),
                                new Chart(
                                        "empty",
                                        "Ohne Werte",
                                        "Cel",
                                        Chart.Kind.LINE,
                                        new Chart.Span(now.minus(1, ChronoUnit.DAYS), now),
                                        Duration.ofHours(1),
                                        List.of(),
                                        List.of())));
    }

    private static Table<Row> table() {
        return table("example");
    }

    private static Table<Row> table(String name) {
        return Table.<Row>named(name)
                .column(
                        "name",
                        "portal.style.name",
                        row -> Cell.text(row.name()).note("Anmerkung"))
                .column(
                        "state",
                        "portal.style.state",
                        row -> Cell.badge(row.mark(), row.mark().key()))
                .column("value", "portal.style.value", row -> Cell.number(row.value(), 1, "Cel"))
                .column("age", "portal.chart.time", row -> Cell.age(row.at()))
                .fixedColumn("at", "portal.style.time", row -> Cell.time(row.at()))
                .rowsPerPage(10);
    }

    private static List<Row> rows(Instant now) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> new Row(
                        i == 2 ? LONG : "Station " + i,
                        Mark.values()[i % Mark.values().length],
                        Math.sin(i) * 10,
                        now.minus(i * 7L, ChronoUnit.MINUTES)))
                .toList();
    }

    private static Chart chart(String name, Chart.Kind kind, Instant now) {
        Chart.Span span = new Chart.Span(now.minus(2, ChronoUnit.DAYS), now);
        List<Chart.Point> wave = IntStream.range(0, 48)
                .filter(hour -> hour < 20 || hour > 26)
                .mapToObj(hour -> new Chart.Point(span.from().plus(hour, ChronoUnit.HOURS), Math.sin(hour / 4.0) * 6))
                .toList();
        List<Chart.Point> other = wave.stream()
                .map(point -> new Chart.Point(point.at(), point.value() / 2 + 3))
                .toList();
        return new Chart(
                name,
                "Beispiel " + kind,
                "Cel",
                kind,
                span,
                Duration.ofHours(1),
                kind == Chart.Kind.BAR
                        ? List.of(new Chart.Series("Luft", wave))
                        : List.of(new Chart.Series("Luft", wave), new Chart.Series("Straße", other)),
                List.of(new Chart.Threshold("Gefrierpunkt", 0)));
    }
}
