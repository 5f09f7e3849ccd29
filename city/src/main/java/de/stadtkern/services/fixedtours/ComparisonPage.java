package de.stadtkern.services.fixedtours;

import de.stadtkern.kernel.identity.Municipalities;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.fixedtours.Comparison.Side;
import de.stadtkern.services.fixedtours.Comparisons.Asked;
import de.stadtkern.services.fixedtours.Comparisons.Result;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What fixed tours would have come to on past days, beside what was done, and on what that rests. */
@Controller
@RequestMapping("/fixedtours/comparison")
class ComparisonPage {

    private static final String HERE = "/fixedtours/comparison";
    private static final int USUAL_DAYS = 28;

    private final Comparisons comparisons;
    private final FixedTours tours;
    private final Municipalities municipalities;
    private final Clock clock;

    ComparisonPage(Comparisons comparisons, FixedTours tours, Municipalities municipalities, Clock clock) {
        this.comparisons = comparisons;
        this.tours = tours;
        this.municipalities = municipalities;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry comparisonEntry() {
        return new NavigationEntry(HERE, "fixedtours.comparison", Permission.READ_REPORTS, 38);
    }

    /** A line of the result; what it is known by is a text key. */
    private record Line(String key, double fixed, double done, int decimals, String unit, String known) {}

    @GetMapping
    ModelAndView show(Page page, @RequestParam(defaultValue = "0") long municipality) {
        LocalDate today = clock.instant().atZone(Comparisons.TOWN).toLocalDate();
        Form form = Form.blank().with("from", today.minusDays(USUAL_DAYS)).with("until", today.minusDays(1));
        return view(page, whose(municipality), form);
    }

    @PostMapping
    ModelAndView ask(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        long whose = whose(municipality);
        try {
            comparisons.run(comparisons.ask(whose, form));
            return page.redirect(HERE + "?municipality=" + whose, "fixedtours.comparison.asked");
        } catch (Refusal refusal) {
            return view(page, whose, form.refused(refusal, page));
        }
    }

    private long whose(long wanted) {
        return tours.whose(Permission.READ_REPORTS, wanted);
    }

    private ModelAndView view(Page page, long municipality, Form form) {
        List<Asked> all = comparisons.list(municipality);
        Asked shown = all.stream()
                .filter(one -> Long.toString(one.id()).equals(page.parameter("id")))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
        Result result = shown == null ? null : shown.result();
        return page.view("services/fixedtours/comparison", form)
                .addObject("municipality", municipality)
                .addObject("town", municipalities.get(municipality).name())
                .addObject("shown", shown)
                .addObject("running", shown != null && shown.isRunning(clock.instant()))
                .addObject("lines", lines(page).show(page, result == null ? List.of() : lines(result)))
                .addObject("all", asked(page, municipality).show(page, all));
    }

    private static List<Line> lines(Result result) {
        Side fixed = result.comparison().fixed();
        Side done = result.comparison().done();
        double tons = result.co2PerKilometre() / 1000;
        String way = result.onStreets() ? "computed" : "computed-air";
        return List.of(
                line("days", fixed, done, Side::days, 0, "d", "counted"),
                line("visits", fixed, done, Side::visits, 0, "", "counted"),
                line("kilometres", fixed, done, side -> side.metres() / 1000, 1, "km", way),
                line("hours", fixed, done, side -> side.seconds() / 3600, 1, "h", "computed-hours"),
                line("tippings", fixed, done, Side::tippings, 0, "", "computed-tippings"),
                line("co2", fixed, done, side -> side.metres() * tons, 1, "kg", "factor"),
                line("overflows", fixed, done, Side::overflows, 0, "", "overflows"),
                line("full-hours", fixed, done, Side::overflowHours, 0, "h", "estimated"));
    }

    private static Line line(
            String key, Side fixed, Side done, ToDoubleFunction<Side> of, int decimals, String unit, String known) {
        return new Line(key, of.applyAsDouble(fixed), of.applyAsDouble(done), decimals, unit, known);
    }

    private static Table<Line> lines(Page page) {
        return Table.<Line>named("lines")
                .fixedColumn(
                        "what",
                        "fixedtours.comparison.what",
                        one -> Cell.text(page.text("fixedtours.comparison.line." + one.key())))
                .fixedColumn(
                        "fixed",
                        "fixedtours.comparison.fixed",
                        one -> Cell.number(one.fixed(), one.decimals(), one.unit()))
                .fixedColumn(
                        "done",
                        "fixedtours.comparison.done",
                        one -> Cell.number(one.done(), one.decimals(), one.unit()))
                .fixedColumn(
                        "difference",
                        "fixedtours.comparison.difference",
                        one -> one.fixed() == 0
                                ? Cell.empty()
                                : Cell.number(100 * (one.done() - one.fixed()) / one.fixed(), 1, "%"))
                .fixedColumn(
                        "known",
                        "fixedtours.comparison.known",
                        one -> Cell.text(page.text("fixedtours.comparison.known." + one.known())));
    }

    private static Table<Asked> asked(Page page, long municipality) {
        return Table.<Asked>named("all")
                .column(
                        "span",
                        "fixedtours.comparison.days",
                        one -> Cell.link(
                                page.url(HERE + "?municipality=" + municipality + "&id=" + one.id()), span(page, one)))
                .column("at", "fixedtours.comparison.at", one -> Cell.time(one.askedAt()))
                .sortedBy("-at");
    }

    static String span(Page page, Asked one) {
        return page.text(
                "fixedtours.comparison.span",
                day(page, one.from()),
                day(page, one.until().minusDays(1)));
    }

    private static String day(Page page, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(page.language().locale())
                .format(day);
    }
}
