package de.stadtkern.services.sweeping;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.sweeping.SweepingPlan.Line;
import de.stadtkern.services.sweeping.SweepingRunRows.Kind;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The plan of a week, which an officer releases, runs on top of it, and the year at a glance. */
@Controller
@RequestMapping("/sweeping")
class SweepingWeekPage {

    private static final int MOST_ROWS = 50;

    private final SweepingPlan plan;
    private final SweepingRuns runs;
    private final Access access;
    private final Clock clock;

    SweepingWeekPage(SweepingPlan plan, SweepingRuns runs, Access access, Clock clock) {
        this.plan = plan;
        this.runs = runs;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/week")
    ModelAndView show(
            Page page,
            @RequestParam(defaultValue = "") String week,
            @RequestParam(defaultValue = "0") long municipality) {
        return view(page, week, municipality, Form.blank());
    }

    @PostMapping("/week/release")
    ModelAndView release(
            Page page,
            @RequestParam(defaultValue = "") String week,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        long whose = plan.whose(Permission.PLAN_TOURS, municipality);
        try {
            int released = runs.release(whose, monday(week));
            return page.redirect(address(monday(week), whose), "sweeping.released", released);
        } catch (Refusal refusal) {
            return view(page, week, municipality, form.refused(refusal, page));
        }
    }

    @PostMapping("/week/extra")
    ModelAndView propose(
            Page page,
            @RequestParam(defaultValue = "") String week,
            @RequestParam(defaultValue = "0") long municipality,
            Form form) {
        long whose = plan.whose(Permission.PROPOSE, municipality);
        try {
            long proposal = runs.propose(whose, form);
            return page.redirect("/operations/proposals/" + proposal, "sweeping.extra.done");
        } catch (Refusal refusal) {
            return view(page, week, municipality, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, String week, long municipality, Form form) {
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        LocalDate monday = monday(week);
        LocalDate until = monday.plusWeeks(1);
        List<Line> lines = new ArrayList<>(plan.lines(whose, monday, until));
        lines.addAll(plan.markets(whose, monday, until));
        return page.view("services/sweeping/week", form)
                .addObject("municipality", whose)
                .addObject("monday", monday)
                .addObject(
                        "kilometres", lines.stream().mapToDouble(Line::metres).sum() / 1000)
                .addObject("lines", lines(page).show(page, lines))
                .addObject("runs", runs.list(whose, monday, until))
                .addObject("mayRelease", access.allows(Permission.PLAN_TOURS, whose))
                .addObject("mayPropose", access.allows(Permission.PROPOSE, whose))
                .addObject(
                        "kinds",
                        new SweepingRulesPage.Choices(page)
                                .named("sweeping.run.", Kind.STORM, Kind.REPORT, Kind.MARKET))
                .addObject("choices", new SweepingRulesPage.Choices(page));
    }

    private static Table<Line> lines(Page page) {
        return Table.<Line>named("lines")
                .rowsPerPage(MOST_ROWS)
                .fixedColumn(
                        "day",
                        "sweeping.day",
                        line -> Cell.text(SweepingRulesPage.day(page, line.day().day()))
                                .note(
                                        line.day().isMoved()
                                                ? page.text(
                                                        "sweeping.moved",
                                                        SweepingRulesPage.day(
                                                                page, line.day().planned()))
                                                : null))
                .column("street", "sweeping.street", line -> Cell.text(line.street()))
                .column("sides", "sweeping.side", line -> Cell.text(page.text("sweeping.sides." + line.sides())))
                .column(
                        "kind",
                        "sweeping.kind",
                        line -> Cell.text(line.kinds().stream()
                                .map(kind -> page.text("sweeping.kind." + kind))
                                .collect(Collectors.joining(", "))))
                .column("hours", "sweeping.time", line -> Cell.text(SweepingRulesPage.hours(page, line.hours())))
                .column(
                        "parking",
                        "sweeping.no-parking",
                        line -> Cell.text(page.text(line.noParking() ? "sweeping.yes" : "sweeping.no")))
                .column("length", "sweeping.length", line -> Cell.number(line.metres(), 0, "m"));
    }

    /** A rule with what it means in the year. */
    private record Yearly(Rule rule, List<Rule.Day> days) {

        long in(Month month) {
            return days.stream().filter(one -> one.day().getMonth() == month).count();
        }
    }

    @GetMapping("/year")
    ModelAndView year(
            Page page,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "0") long municipality) {
        long whose = plan.whose(Permission.SEE_OPERATIONS, municipality);
        int shown = Fields.year(year, today().getYear());
        LocalDate from = LocalDate.of(shown, 1, 1);
        Policy policy = plan.policy(whose);
        List<Yearly> rules = plan.rules(whose).stream()
                .map(rule -> new Yearly(rule, rule.days(from, from.plusYears(1), policy)))
                .toList();
        return page.view("services/sweeping/year")
                .addObject("municipality", whose)
                .addObject("year", shown)
                .addObject("policy", policy)
                .addObject("rules", yearly(page).show(page, rules))
                .addObject(
                        "holidays",
                        from.datesUntil(from.plusYears(1))
                                .filter(policy.holidays()::include)
                                .map(day -> SweepingRulesPage.day(page, day))
                                .toList())
                .addObject(
                        "moved",
                        rules.stream()
                                .flatMap(one -> one.days().stream()
                                        .filter(Rule.Day::isMoved)
                                        .map(day -> one.rule().name() + ": "
                                                + page.text(
                                                        "sweeping.moved.to",
                                                        SweepingRulesPage.day(page, day.planned()),
                                                        SweepingRulesPage.day(page, day.day()))))
                                .toList());
    }

    private static Table<Yearly> yearly(Page page) {
        Table<Yearly> table = Table.<Yearly>named("rules")
                .rowsPerPage(MOST_ROWS)
                .column(
                        "name",
                        "sweeping.about",
                        one -> Cell.text(
                                page.text("sweeping.target." + one.rule().target()) + " "
                                        + one.rule().name()))
                .fixedColumn("when", "sweeping.when", one -> Cell.text(SweepingRulesPage.when(page, one.rule())));
        for (Month month : Month.values()) {
            table = table.fixedColumn(
                    month.name(),
                    month.getDisplayName(
                            TextStyle.SHORT_STANDALONE, page.language().locale()),
                    one -> Cell.number((double) one.in(month), 0, ""));
        }
        return table.column(
                "days", "sweeping.days", one -> Cell.number((double) one.days().size(), 0, ""));
    }

    private LocalDate today() {
        return clock.instant().atZone(Rule.TOWN).toLocalDate();
    }

    /** Of the week in which the day lies; of this one when it is no day. */
    private LocalDate monday(String week) {
        try {
            LocalDate day = week.isBlank() ? today() : Fields.dayOf(week, "week");
            return Rule.monday(day);
        } catch (Refusal e) {
            return Rule.monday(today());
        }
    }

    private static String address(LocalDate monday, long municipality) {
        return "/sweeping/week?week=" + monday + "&municipality=" + municipality;
    }
}
