package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.PdfSheet;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.sweeping.Signs.Sign;
import de.stadtkern.services.sweeping.SweptSides.Figure;
import de.stadtkern.services.sweeping.SweptSides.Swept;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The work on the street and what is known of it: signs, proof of each side, what was tipped, figures. */
@Controller
@RequestMapping("/sweeping")
class SweepingWorkPage {

    private static final int MOST_DAYS = 92;
    private static final int SIGN_DAYS = 14;
    private static final int PROOF_DAYS = 7;
    private static final int MOST_ROWS = 50;

    private final SweepingPlan plan;
    private final Signs signs;
    private final SweptSides swept;
    private final Access access;
    private final Clock clock;

    SweepingWorkPage(SweepingPlan plan, Signs signs, SweptSides swept, Access access, Clock clock) {
        this.plan = plan;
        this.signs = signs;
        this.swept = swept;
        this.access = access;
        this.clock = clock;
    }

    /** Days from (inclusive) until (inclusive). */
    private record Span(LocalDate from, LocalDate until) {

        LocalDate end() {
            return until.plusDays(1);
        }
    }

    @GetMapping("/signs")
    ModelAndView signs(
            Page page,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "0") long municipality) {
        return signs(page, span(from, until, 0, SIGN_DAYS), municipality, Form.blank());
    }

    @PostMapping("/signs")
    ModelAndView tick(
            Page page,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        Span span = span(from, until, 0, SIGN_DAYS);
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        try {
            signs.tick(whose, form);
            return page.redirect(address("/sweeping/signs", span, whose), "sweeping.sign.done", form.value("street"));
        } catch (Refusal refusal) {
            return signs(page, span, whose, form.refused(refusal, page));
        }
    }

    private ModelAndView signs(Page page, Span span, long municipality, Form form) {
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        List<Sign> list = signs.list(whose, span.from(), span.end());
        return page.view(
                        "services/sweeping/signs",
                        form.with("from", span.from()).with("until", span.until()))
                .addObject("municipality", whose)
                .addObject("signs", list)
                .addObject("table", signTable(page).show(page, list))
                .addObject(
                        "history", signs.history(whose, span.from(), span.end()).reversed())
                .addObject("pdf", address("/sweeping/signs.pdf", span, whose))
                .addObject(
                        "mayTick",
                        access.allows(Permission.CARRY_OUT_ORDERS, whose)
                                || access.allows(Permission.PLAN_TOURS, whose));
    }

    private static Table<Sign> signTable(Page page) {
        return Table.<Sign>named("signs")
                .rowsPerPage(MOST_ROWS)
                .fixedColumn("day", "sweeping.day", one -> Cell.text(SweepingRulesPage.day(page, one.day())))
                .column("street", "sweeping.street", one -> Cell.text(one.street()))
                .column("sides", "sweeping.side", one -> Cell.text(page.text("sweeping.sides." + one.sides())))
                .column("hours", "sweeping.time", one -> Cell.text(SweepingRulesPage.hours(page, one.hours())))
                .column("by", "sweeping.sign.by", one -> Cell.time(one.upBy()))
                .column(
                        "state",
                        "sweeping.state",
                        one -> Cell.badge(one.state().mark(), page.text("sweeping.sign." + one.state())))
                .column(
                        "who",
                        "sweeping.who",
                        one -> one.last() == null
                                ? Cell.empty()
                                : Cell.text(one.last().personName())
                                        .note(page.time(one.last().at())));
    }

    /** The same list on paper, for the car. */
    @GetMapping(path = "/signs.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @ResponseBody
    byte[] signSheet(
            Page page,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "0") long municipality) {
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        Span span = span(from, until, 0, SIGN_DAYS);
        PdfSheet sheet = new PdfSheet(page.text("sweeping.section.signs"));
        sheet.paragraph(SweepingRulesPage.day(page, span.from()) + " – " + SweepingRulesPage.day(page, span.until()));
        for (Sign sign : signs.list(whose, span.from(), span.end())) {
            sheet.heading(SweepingRulesPage.day(page, sign.day()) + ": " + sign.street());
            sheet.entry(page.text("sweeping.side"), page.text("sweeping.sides." + sign.sides()));
            sheet.entry(page.text("sweeping.time"), SweepingRulesPage.hours(page, sign.hours()));
            sheet.entry(page.text("sweeping.sign.by"), page.time(sign.upBy()));
            sheet.entry(page.text("sweeping.state"), page.text("sweeping.sign." + sign.state()));
        }
        return sheet.bytes();
    }

    @GetMapping("/proof")
    ModelAndView proof(
            Page page,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "0") long municipality) {
        return proof(page, span(from, until, PROOF_DAYS, 0), municipality, Form.blank());
    }

    @PostMapping("/proof/word")
    ModelAndView say(
            Page page,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        Span span = span(from, until, PROOF_DAYS, 0);
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        try {
            swept.say(whose, form);
            return page.redirect(address("/sweeping/proof", span, whose), "sweeping.word.done");
        } catch (Refusal refusal) {
            return proof(page, span, whose, form.refused(refusal, page));
        }
    }

    private ModelAndView proof(Page page, Span span, long municipality, Form form) {
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        List<Swept> sides = swept.list(whose, span.from(), span.end());
        return page.view(
                        "services/sweeping/proof",
                        form.with("from", span.from()).with("until", span.until()))
                .addObject("municipality", whose)
                .addObject("sides", proofTable(page).show(page, sides))
                .addObject(
                        "words",
                        sides.stream()
                                .filter(one -> one.needsWord()
                                        && one.run().orderId() != null
                                        && one.state() != SweptSides.State.SWEPT)
                                .toList())
                .addObject(
                        "kilometres",
                        sides.stream()
                                        .mapToDouble(one -> one.planned().metres())
                                        .sum()
                                / 1000)
                .addObject(
                        "swept",
                        sides.stream()
                                        .mapToDouble(one ->
                                                one.share() * one.planned().metres())
                                        .sum()
                                / 1000);
    }

    private static Table<Swept> proofTable(Page page) {
        return Table.<Swept>named("sides")
                .rowsPerPage(MOST_ROWS)
                .fixedColumn(
                        "day",
                        "sweeping.day",
                        one -> Cell.text(SweepingRulesPage.day(page, one.run().day())))
                .column(
                        "street",
                        "sweeping.street",
                        one -> Cell.text(
                                one.planned().street().isBlank()
                                        ? "#" + one.planned().segmentId()
                                        : one.planned().street()))
                .column(
                        "side",
                        "sweeping.side",
                        one -> Cell.text(
                                page.text("sweeping.sides." + one.planned().side())))
                .column(
                        "length",
                        "sweeping.length",
                        one -> Cell.number(one.planned().metres(), 0, "m"))
                .column(
                        "state",
                        "sweeping.state",
                        one -> Cell.badge(one.state().mark(), page.text("sweeping.swept." + one.state())))
                .column("share", "sweeping.share", one -> Cell.number(100 * one.share(), 0, "%"))
                .column("first", "sweeping.first", one -> Cell.time(one.first()))
                .column("last", "sweeping.last", one -> Cell.time(one.last()))
                .column(
                        "grade",
                        "sweeping.grade",
                        one -> one.grade() == null
                                ? Cell.empty()
                                : Cell.text(page.text("operations.grade." + one.grade())));
    }

    @GetMapping("/statistics")
    ModelAndView statistics(
            Page page,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "0") long municipality) {
        return statistics(page, year, municipality, Form.blank());
    }

    @PostMapping("/statistics/tippings")
    ModelAndView tip(Page page, @RequestParam(defaultValue = "0") long municipality, Form form) {
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        try {
            swept.tip(whose, form);
            return page.redirect("/sweeping/statistics?municipality=" + whose, "sweeping.tipping.done");
        } catch (Refusal refusal) {
            return statistics(page, "", whose, form.refused(refusal, page));
        }
    }

    private ModelAndView statistics(Page page, String year, long municipality, Form form) {
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        int shown = Fields.year(year, today().getYear());
        LocalDate begin = LocalDate.of(shown, 1, 1);
        return page.view("services/sweeping/statistics", form.values().isEmpty() ? form.with("day", today()) : form)
                .addObject("municipality", whose)
                .addObject("year", shown)
                .addObject("figures", figureTable(page).show(page, swept.figures(whose, shown)))
                .addObject("tippings", tippingTable(page).show(page, swept.tippings(whose, begin, begin.plusYears(1))))
                .addObject(
                        "stations",
                        plan.stations(whose).stream()
                                .filter(one -> one.kind() != SweepingRows.Station.Kind.WATER)
                                .map(one -> new Choice(one.name(), one.name()))
                                .toList())
                .addObject(
                        "mayTip",
                        access.allows(Permission.CARRY_OUT_ORDERS, whose)
                                || access.allows(Permission.PLAN_TOURS, whose));
    }

    private static Table<Figure> figureTable(Page page) {
        DateTimeFormatter month =
                DateTimeFormatter.ofPattern("LLLL uuuu", page.language().locale());
        return Table.<Figure>named("figures")
                .rowsPerPage(MOST_ROWS)
                .fixedColumn("month", "sweeping.month", one -> Cell.text(month.format(one.month())))
                .column(
                        "quarter",
                        "sweeping.quarter",
                        one -> Cell.text(
                                one.quarter().isEmpty() ? page.text("sweeping.quarter.unknown") : one.quarter()))
                .column("kilometres", "sweeping.kilometres", one -> Cell.number(one.kilometres(), 2, "km"))
                .column("hours", "sweeping.work-hours", one -> Cell.number(one.hours(), 1, "h"))
                .column("cubic-metres", "sweeping.cubic-metres", one -> Cell.number(one.cubicMetres(), 1, "m3"))
                .column("kilograms", "sweeping.kilograms", one -> Cell.number(one.kilograms(), 0, "kg"));
    }

    private static Table<SweepingRunRows.Tipping> tippingTable(Page page) {
        return Table.<SweepingRunRows.Tipping>named("tippings")
                .fixedColumn("day", "sweeping.day", one -> Cell.text(SweepingRulesPage.day(page, one.day())))
                .column("station", "sweeping.station", one -> Cell.text(one.station()))
                .column("cubic-metres", "sweeping.cubic-metres", one -> Cell.number(one.cubicMetres(), 1, "m3"))
                .column("kilograms", "sweeping.kilograms", one -> Cell.number(one.kilograms(), 0, "kg"))
                .column("who", "sweeping.who", one -> Cell.text(one.personName()));
    }

    private LocalDate today() {
        return clock.instant().atZone(Rule.TOWN).toLocalDate();
    }

    private Span span(String from, String until, int before, int after) {
        LocalDate begin = from.isBlank() ? today().minusDays(before) : Fields.dayOf(from, "from");
        LocalDate end = until.isBlank() ? begin.plusDays(before + after) : Fields.dayOf(until, "until");
        if (end.isBefore(begin) || end.isAfter(begin.plusDays(MOST_DAYS))) {
            throw Refusal.badInput("sweeping.refusal.span", MOST_DAYS).at("until");
        }
        return new Span(begin, end);
    }

    private static String address(String path, Span span, long municipality) {
        return path + "?from=" + span.from() + "&until=" + span.until() + "&municipality=" + municipality;
    }
}
