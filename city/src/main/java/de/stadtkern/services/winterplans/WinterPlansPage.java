package de.stadtkern.services.winterplans;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.planning.TourPlans.Served;
import de.stadtkern.kernel.planning.TourPlans.Trouble;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.services.winterplans.Simulation.Effort;
import de.stadtkern.services.winterplans.Simulation.Night;
import de.stadtkern.services.winterplans.WinterPlan.Deadlines;
import de.stadtkern.services.winterplans.WinterPlan.Kind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Winter plans: by weather, with what they achieve and what they would have meant in nights that have been. */
@Controller
@RequestMapping(WinterPlans.PATH)
class WinterPlansPage {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final String ONE = "/{id:[0-9]{1,18}}";
    /** As plans of tours weigh them. */
    private static final double EUROS_PER_KILOMETRE = 1;

    private static final double EUROS_PER_HOUR = 60;
    private static final Map<String, String> USUAL = Map.of(
            "kind",
            Kind.SALT.name(),
            "alarm",
            "03:30",
            "speed",
            "30",
            "grams",
            "15",
            "minutes",
            "10",
            "seconds",
            "60",
            WinterPlans.CLASS + 1,
            "true");

    private final WinterPlans plans;
    private final Clock clock;

    WinterPlansPage(WinterPlans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    @Bean
    static NavigationEntry winterPlansEntry() {
        return new NavigationEntry(WinterPlans.PATH, "winterplans.plans", Permission.PLAN_TOURS, 35);
    }

    /** How a class fares: passes over its streets, and how many of them are done in time. */
    record ClassFigures(int urgency, LocalTime due, int passes, int inTime, double lastEnd) {

        double share() {
            return 100.0 * inTime / passes;
        }
    }

    @GetMapping
    ModelAndView list(Page page) {
        return listView(page, Form.blank());
    }

    @PostMapping
    ModelAndView create(Page page, Form form) {
        try {
            return page.redirect(WinterPlans.PATH + "/" + plans.create(form), "winterplans.created");
        } catch (Refusal refusal) {
            return listView(page, form.refused(refusal, page));
        }
    }

    @PostMapping("/deadlines")
    ModelAndView setDeadlines(Page page, Form form) {
        try {
            plans.setDeadlines(form);
            return page.redirect(WinterPlans.PATH, "winterplans.deadlines.done");
        } catch (Refusal refusal) {
            return listView(page, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, plans.get(id), Form.blank());
    }

    @PostMapping(ONE + "/compute")
    ModelAndView compute(Page page, @PathVariable long id) {
        return done(page, id, () -> plans.compute(id), "winterplans.computing");
    }

    @PostMapping(ONE + "/in-force")
    ModelAndView putInForce(Page page, @PathVariable long id) {
        return done(page, id, () -> plans.putInForce(id), "winterplans.now-in-force");
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        plans.get(id);
        plans.delete(id);
        return page.redirect(WinterPlans.PATH, "winterplans.deleted");
    }

    /** The nights from {@code from} until {@code until}, by their morning; without them those of the last year. */
    @GetMapping(ONE + "/nights")
    ModelAndView nights(Page page, @PathVariable long id, Form form) {
        WinterPlan plan = plans.get(id);
        LocalDate today = clock.instant().atZone(TOWN).toLocalDate();
        Form typed = form;
        List<Night> nights = List.of();
        Result result = plans.result(plan).orElseThrow(() -> Refusal.notFound("winterplans.refusal.not-computed"));
        try {
            LocalDate from = date(form, "from", today.minusYears(1));
            LocalDate until = date(form, "until", today);
            typed = form.with("from", from).with("until", until);
            nights = Simulation.nights(
                    plans.dangers(
                            plan,
                            from.minusDays(1)
                                    .atTime(LocalTime.NOON)
                                    .atZone(TOWN)
                                    .toInstant(),
                            until.atTime(LocalTime.NOON).atZone(TOWN).toInstant()),
                    result,
                    plans.deadlines(plan.municipalityId(), false),
                    plans.deadlines(plan.municipalityId(), true));
        } catch (Refusal refusal) {
            typed = form.refused(refusal, page);
        }
        return page.view("services/winterplans/nights", typed)
                .addObject("plan", plan)
                .addObject("count", nights.size())
                .addObject(
                        "lateNights",
                        nights.stream().filter(night -> night.late() > 0).count())
                .addObject("once", Effort.of(result, EUROS_PER_KILOMETRE, EUROS_PER_HOUR))
                .addObject("nights", nightTable(page, nights, Effort.of(result, EUROS_PER_KILOMETRE, EUROS_PER_HOUR)));
    }

    private ModelAndView done(Page page, long id, Runnable step, String notice) {
        WinterPlan plan = plans.get(id);
        try {
            step.run();
            return page.redirect(WinterPlans.PATH + "/" + id, notice);
        } catch (Refusal refusal) {
            return view(page, plan, Form.blank().refused(refusal, page));
        }
    }

    private ModelAndView listView(Page page, Form form) {
        Table<WinterPlan> table = Table.<WinterPlan>named("winter-plans")
                .column(
                        "name",
                        "winterplans.name",
                        plan -> Cell.link(page.url(WinterPlans.PATH + "/" + plan.id()), plan.name()))
                .column(
                        "kind",
                        "winterplans.kind",
                        plan -> Cell.text(kind(page, plan.wish().kind())))
                .column(
                        "alarm",
                        "winterplans.alarm",
                        plan -> Cell.text(plan.wish().alarm().toString()))
                .fixedColumn("state", "winterplans.state", plan -> state(page, plan));
        Form typed = form;
        Long own = plans.own().orElse(null);
        if (own != null && !form.isRefused()) {
            for (var one : USUAL.entrySet()) {
                typed = typed.with(one.getKey(), one.getValue());
            }
            for (boolean weekend : new boolean[] {false, true}) {
                Deadlines deadlines = plans.deadlines(own, weekend);
                for (int urgency : WinterPlan.CLASSES) {
                    typed = typed.with((weekend ? "weekend-" : "workday-") + urgency, deadlines.of(urgency));
                }
            }
        }
        return page.view("services/winterplans/list", typed)
                .addObject("plans", table.show(page, plans.list()))
                .addObject("vehicles", own == null ? List.of() : vehicles(page, own))
                .addObject(
                        "kinds",
                        Arrays.stream(Kind.values())
                                .map(one -> new Choice(one.name(), kind(page, one)))
                                .toList())
                .addObject("mayCreate", own != null);
    }

    private List<Choice> vehicles(Page page, long municipality) {
        return plans.vehicles(municipality).stream()
                .map(one -> {
                    Double kilograms = WinterPlans.kilograms(one);
                    return new Choice(
                            WinterPlans.VEHICLE + one.id(),
                            kilograms == null
                                    ? page.text("winterplans.vehicle.unlimited", one.name())
                                    : page.text(
                                            "winterplans.vehicle.of", one.name(), page.quantity(kilograms, 0, "kg")));
                })
                .toList();
    }

    private ModelAndView view(Page page, WinterPlan plan, Form form) {
        Result result = plans.result(plan).orElse(null);
        List<ClassFigures> classes = result == null ? List.of() : classes(result);
        List<Trouble> troubles = result == null ? List.of() : result.troubles();
        double empty = result == null
                ? 0
                : result.tours().stream()
                        .mapToDouble(tour -> tour.emptyMetres())
                        .sum();
        return page.view("services/winterplans/one", form)
                .addObject("plan", plan)
                .addObject("kind", kind(page, plan.wish().kind()))
                .addObject("searching", result != null && result.searching())
                .addObject("solved", result != null && !result.tours().isEmpty())
                .addObject("inForce", plans.isInForce(plan))
                .addObject("classes", classTable(page, result, classes))
                .addObject("troubles", troubleTable(page, troubles))
                .addObject("emptyKilometres", empty / 1000)
                .addObject("nearest", result == null ? null : result.nearest())
                .addObject("mayChange", plans.mayChange(plan));
    }

    private Cell state(Page page, WinterPlan plan) {
        if (plans.isInForce(plan)) {
            return Cell.badge(Mark.OK, page.text("winterplans.in-force"));
        }
        return plan.planId() == null
                ? Cell.badge(Mark.PLANNED, page.text("winterplans.not-computed"))
                : Cell.badge(Mark.INFO, page.text("winterplans.computed"));
    }

    private static List<ClassFigures> classes(Result result) {
        List<ClassFigures> all = new ArrayList<>();
        for (int urgency : List.of(1, 2, 3)) {
            List<Served> served = result.tours().stream()
                    .flatMap(tour -> tour.stops().stream())
                    .filter(stop -> Objects.equals(stop.job().urgency(), urgency))
                    .toList();
            List<Trouble> late = result.troubles().stream()
                    .filter(one -> Objects.equals(one.job().urgency(), urgency))
                    .toList();
            int leftOut = (int)
                    late.stream().filter(one -> Double.isInfinite(one.late())).count();
            if (!served.isEmpty() || leftOut > 0) {
                LocalTime due = served.isEmpty()
                        ? late.getFirst().job().due()
                        : served.getFirst().job().due();
                all.add(new ClassFigures(
                        urgency,
                        Objects.requireNonNull(due),
                        served.size() + leftOut,
                        served.size() + leftOut - late.size(),
                        served.stream().mapToDouble(Served::end).max().orElse(Double.NaN)));
            }
        }
        return all;
    }

    private static TableView classTable(Page page, @Nullable Result result, List<ClassFigures> classes) {
        return Table.<ClassFigures>named("classes")
                .fixedColumn("class", "winterplans.class", one -> Cell.number((double) one.urgency(), 0, ""))
                .fixedColumn(
                        "due", "winterplans.due", one -> Cell.text(one.due().toString()))
                .fixedColumn("passes", "winterplans.passes", one -> Cell.number((double) one.passes(), 0, ""))
                .fixedColumn("in-time", "winterplans.in-time", one -> Cell.number((double) one.inTime(), 0, ""))
                .fixedColumn("share", "winterplans.share", one -> Cell.number(one.share(), 1, "%"))
                .fixedColumn(
                        "last",
                        "winterplans.last",
                        one -> result == null || Double.isNaN(one.lastEnd())
                                ? Cell.empty()
                                : Cell.text(result.begin()
                                        .plusSeconds(Math.round(one.lastEnd()))
                                        .withSecond(0)
                                        .toString()))
                .show(page, classes);
    }

    private static TableView troubleTable(Page page, List<Trouble> troubles) {
        return Table.<Trouble>named("troubles")
                .column(
                        "street",
                        "winterplans.street",
                        one -> Cell.text(
                                one.job().name().isEmpty()
                                        ? page.text("winterplans.unnamed")
                                        : one.job().name()))
                .column(
                        "class",
                        "winterplans.class",
                        one -> Cell.text(Objects.toString(one.job().urgency(), "–")))
                .column(
                        "due",
                        "winterplans.due",
                        one -> Cell.text(Objects.toString(one.job().due(), "–")))
                .column(
                        "late",
                        "winterplans.late",
                        one -> Double.isInfinite(one.late())
                                ? Cell.text(page.text("winterplans.left-out"))
                                : Cell.number(one.late() / 60, 0, "min"))
                .column("reason", "winterplans.reason", one -> Cell.text(page.text(one.reason())))
                .show(page, troubles);
    }

    private static TableView nightTable(Page page, List<Night> nights, Effort once) {
        return Table.<Night>named("nights")
                .column(
                        "morning",
                        "winterplans.morning",
                        one -> Cell.text(one.morning().toString()))
                .column("danger", "winterplans.danger", one -> Cell.text(page.text(one.danger())))
                .column("recognised", "winterplans.recognised", one -> Cell.time(one.recognised()))
                .column("start", "winterplans.start", one -> Cell.time(one.start()))
                .column("late", "winterplans.late-passes", one -> Cell.number((double) one.late(), 0, ""))
                .column("worst", "winterplans.worst", one -> Cell.number(one.worstMinutes(), 0, "min"))
                .fixedColumn("km", "winterplans.km", one -> Cell.number(once.kilometres(), 1, "km"))
                .fixedColumn("hours", "winterplans.hours", one -> Cell.number(once.hours(), 1, "h"))
                .fixedColumn("salt", "winterplans.salt", one -> Cell.number(once.kilograms(), 0, "kg"))
                .fixedColumn("cost", "winterplans.cost", one -> Cell.number(once.euros(), 0, "€"))
                .show(page, nights);
    }

    private static LocalDate date(Form form, String field, LocalDate usual) {
        String text = form.value(field).strip();
        try {
            return text.isEmpty() ? usual : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badInput("winterplans.refusal.date", text).at(field);
        }
    }

    private static String kind(Page page, Kind kind) {
        return page.text("winterplans.kind." + kind);
    }
}
