package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.addresses.Addresses;
import de.stadtkern.kernel.addresses.FoundAddress;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.reports.ReportCategories;
import de.stadtkern.kernel.reports.ReportCategory;
import de.stadtkern.services.reportdesk.FigureRows.Counted;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How long answers and solutions take, by category, district and month. */
@Controller
class ReportFiguresPage {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    private final FigureRows rows;
    private final ReportCategories categories;
    private final Addresses addresses;
    private final DeskTowns towns;
    private final Clock clock;

    ReportFiguresPage(FigureRows rows, ReportCategories categories, Addresses addresses, DeskTowns towns, Clock clock) {
        this.rows = rows;
        this.categories = categories;
        this.addresses = addresses;
        this.towns = towns;
        this.clock = clock;
    }

    private record Line(String name, Figures figures) {}

    @GetMapping("/reportdesk/statistics")
    ModelAndView show(Page page, Form asked) {
        long town = towns.choose(asked.value("municipality"), Permission.HANDLE_REPORTS);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, TOWN);
        Form form = asked.with("municipality", town);
        LocalDate first = today.minusYears(1).plusDays(1);
        LocalDate last = today;
        try {
            first = day(asked, "first", first);
            last = day(asked, "last", last);
            form = form.with("first", first).with("last", last);
        } catch (Refusal refusal) {
            form = form.refused(refusal, page);
        }
        List<Counted> found = rows.list(
                town,
                first.atStartOfDay(TOWN).toInstant(),
                last.plusDays(1).atStartOfDay(TOWN).toInstant());
        Map<Long, String> names = categories.list(town).stream()
                .collect(Collectors.toMap(ReportCategory::id, one -> one.names().in(page.language())));
        return page.view("services/reportdesk/statistics", form)
                .addObject("towns", towns.choices(Permission.HANDLE_REPORTS))
                .addObject(
                        "figures",
                        Figures.of(found.stream().map(Counted::course).toList(), now))
                .addObject(
                        "categories",
                        table(page, "categories", found, now, one -> names.getOrDefault(one.categoryId(), "")))
                .addObject("districts", table(page, "districts", found, now, one -> district(page, one)))
                .addObject("months", table(page, "months", found, now, ReportFiguresPage::month));
    }

    private static LocalDate day(Form form, String field, LocalDate otherwise) {
        try {
            return form.value(field).isBlank() ? otherwise : LocalDate.parse(form.value(field));
        } catch (DateTimeException none) {
            throw Refusal.badInput("reportdesk.refusal.day", form.value(field)).at(field);
        }
    }

    private String district(Page page, Counted one) {
        String district = one.position() == null
                ? ""
                : addresses.reverse(one.position()).map(FoundAddress::district).orElse("");
        return district.isEmpty() ? page.text("reportdesk.district.unknown") : district;
    }

    private static String month(Counted one) {
        return YearMonth.from(one.course().createdAt().atZone(TOWN)).toString();
    }

    private static TableView table(
            Page page, String name, List<Counted> found, Instant now, Function<Counted, String> group) {
        List<Line> lines = found.stream()
                .collect(Collectors.groupingBy(
                        group, TreeMap::new, Collectors.mapping(Counted::course, Collectors.toList())))
                .entrySet()
                .stream()
                .map(one -> new Line(one.getKey(), Figures.of(one.getValue(), now)))
                .toList();
        return Table.<Line>named(name)
                .column("name", "reportdesk.statistics." + name, one -> Cell.text(one.name()))
                .column(
                        "reports",
                        "reportdesk.reports",
                        one -> number(one.figures().reports()))
                .column("open", "reportdesk.open", one -> number(one.figures().open()))
                .column(
                        "answer",
                        "reportdesk.answer.median",
                        one -> days(one.figures().answer().median()))
                .column(
                        "answer90",
                        "reportdesk.answer.most",
                        one -> days(one.figures().answer().most()))
                .column(
                        "answered",
                        "reportdesk.answer.in-time",
                        one -> share(one.figures().answer().inTime()))
                .column(
                        "solution",
                        "reportdesk.solution.median",
                        one -> days(one.figures().solution().median()))
                .column(
                        "solution90",
                        "reportdesk.solution.most",
                        one -> days(one.figures().solution().most()))
                .column(
                        "solved",
                        "reportdesk.solution.in-time",
                        one -> share(one.figures().solution().inTime()))
                .sortedBy("name")
                .show(page, lines);
    }

    private static Cell number(int count) {
        return Cell.number((double) count, 0, "");
    }

    private static Cell days(@Nullable Double days) {
        return Cell.number(days, 1, "{count}");
    }

    private static Cell share(@Nullable Double percent) {
        return Cell.number(percent, 0, "%");
    }
}
