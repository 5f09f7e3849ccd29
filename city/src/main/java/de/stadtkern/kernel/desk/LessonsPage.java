package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.LessonFigures.Figure;
import de.stadtkern.kernel.desk.Lessons.Week;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** What a season teaches, as page with a chart, tables with CSV, and as JSON. */
@Controller
class LessonsPage {

    private final DeskReports reports;

    LessonsPage(DeskReports reports) {
        this.reports = reports;
    }

    @GetMapping("/operations/learning")
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last) {
        Form form = Form.blank()
                .with("municipality", municipality)
                .with("first", first)
                .with("last", last);
        Lessons lessons;
        try {
            lessons = reports.lessons(municipality, first, last);
        } catch (Refusal refusal) {
            form = form.refused(refusal, page);
            lessons = reports.lessons(municipality, "", "");
        }
        if (!form.isRefused()) {
            form = form.with("municipality", lessons.municipalityId())
                    .with("first", lessons.first())
                    .with("last", lessons.last());
        }
        return page.view("kernel/desk/learning", form)
                .addObject("areas", Areas.choices(reports.listAreas()))
                .addObject("lessons", lessons)
                .addObject("figures", figureTable(page).show(page, LessonFigures.of(page, lessons)))
                .addObject("weeks", weekTable().show(page, lessons.weeks()))
                .addObject("chart", chart(page, lessons));
    }

    @GetMapping("/operations/api/learning")
    @ResponseBody
    Lessons json(
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last) {
        return reports.lessons(municipality, first, last);
    }

    private static Table<Figure> figureTable(Page page) {
        return Table.<Figure>named("figures")
                .rowsPerPage(100)
                .fixedColumn("figure", "desk.figure", figure -> Cell.text(figure.name()))
                .fixedColumn(
                        "value",
                        "desk.figure.value",
                        figure -> figure.value() == null
                                ? Cell.text(page.text("desk.unknown"))
                                : Cell.number(figure.value(), figure.decimals(), figure.unit()))
                .fixedColumn("is", "desk.figure.is", figure -> Cell.text(figure.meaning()));
    }

    private static Table<Week> weekTable() {
        return Table.<Week>named("weeks")
                .rowsPerPage(60)
                .column("week", "desk.week", week -> Cell.text(week.monday().toString()))
                .column("warned", "desk.figure.warned", week -> Cell.number((double) week.warned(), 0, ""))
                .column("decided", "desk.figure.decided", week -> Cell.number((double) week.decided(), 0, ""))
                .column("acted", "desk.figure.acted", week -> Cell.number((double) week.acted(), 0, ""))
                .column("missed", "desk.figure.missed", week -> Cell.number((double) week.missed(), 0, ""))
                .sortedBy("week");
    }

    private static Chart chart(Page page, Lessons lessons) {
        Days days = new Days(lessons.first(), lessons.last());
        return new Chart(
                "season",
                page.text("desk.chart"),
                "",
                Chart.Kind.LINE,
                new Chart.Span(days.from(), days.until()),
                Duration.ofDays(7),
                List.of(
                        series(page, "warned", lessons, Week::warned),
                        series(page, "decided", lessons, Week::decided),
                        series(page, "acted", lessons, Week::acted),
                        series(page, "missed", lessons, Week::missed)),
                List.of());
    }

    /** A point for every week of the period that has begun; weeks without a proposal are zero. */
    private static Chart.Series series(Page page, String name, Lessons lessons, ToIntFunction<Week> count) {
        LocalDate monday =
                lessons.first().minusDays(lessons.first().getDayOfWeek().getValue() - 1L);
        LocalDate today = LocalDate.ofInstant(lessons.asOf(), Days.TOWN);
        LocalDate last = lessons.last().isBefore(today) ? lessons.last() : today;
        List<Chart.Point> points = Stream.iterate(monday, day -> !day.isAfter(last), day -> day.plusWeeks(1))
                .map(day -> new Chart.Point(
                        at(day, lessons),
                        lessons.weeks().stream()
                                .filter(week -> week.monday().equals(day))
                                .mapToInt(count)
                                .sum()))
                .toList();
        return new Chart.Series(page.text("desk.figure." + name), points);
    }

    private static Instant at(LocalDate monday, Lessons lessons) {
        LocalDate shown = monday.isBefore(lessons.first()) ? lessons.first() : monday;
        return shown.atStartOfDay(Days.TOWN).toInstant();
    }
}
