package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.planning.Solution.LeftOut;
import de.stadtkern.kernel.planning.TourPlans.Trouble;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** A plan and its tours: how the search goes, what came of it, and what people change of it. */
@Controller
@RequestMapping("/planning")
class PlanPage {

    static final String ONE = "/{id:[0-9]{1,18}}";

    private static final String TOUR = ONE + "/tours/{vehicle:[0-9]{1,9}}";

    private final Plans plans;
    private final Solving solving;
    private final Edits edits;
    private final TourCourses courses;

    PlanPage(Plans plans, Solving solving, Edits edits, TourCourses courses) {
        this.plans = plans;
        this.solving = solving;
        this.edits = edits;
        this.courses = courses;
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, plans.get(id), Form.blank());
    }

    @PostMapping(ONE + "/solve")
    ModelAndView solve(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> solving.start(id, form), "planning.solve.asked");
    }

    @PostMapping(ONE + "/end")
    ModelAndView end(Page page, @PathVariable long id) {
        return done(page, id, Form.blank(), () -> plans.end(id), "planning.end.asked");
    }

    @PostMapping(ONE + "/undo")
    ModelAndView undo(Page page, @PathVariable long id) {
        return done(page, id, Form.blank(), () -> edits.undo(id), "planning.undone");
    }

    /** What nobody serves is put into a tour here. */
    @PostMapping(ONE + "/changes")
    ModelAndView change(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> edits.change(id, form), "planning.changed");
    }

    private ModelAndView done(Page page, long id, Form form, Runnable step, String notice) {
        Plan plan = plans.get(id);
        try {
            step.run();
            return page.redirect("/planning/" + id, notice);
        } catch (Refusal refusal) {
            return view(page, plan, form.refused(refusal, page));
        }
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(Page page, @PathVariable long id) {
        Plan plan = plans.get(id);
        try {
            plans.delete(id);
            return page.redirect("/planning", "planning.deleted");
        } catch (Refusal refusal) {
            return view(page, plan, Form.blank().refused(refusal, page));
        }
    }

    @GetMapping(TOUR)
    ModelAndView tour(Page page, @PathVariable long id, @PathVariable long vehicle) {
        return tourView(page, plans.get(id), vehicle, Form.blank());
    }

    @PostMapping(TOUR)
    ModelAndView change(Page page, @PathVariable long id, @PathVariable long vehicle, Form form) {
        Plan plan = plans.get(id);
        try {
            edits.change(id, form);
            return page.redirect("/planning/" + id + "/tours/" + vehicle, "planning.changed");
        } catch (Refusal refusal) {
            return tourView(page, plan, vehicle, form.refused(refusal, page));
        }
    }

    @GetMapping(path = ONE + "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id) {
        return Feature.Collection.of(TourCourses.features(plans.get(id), page.text("planning.nobody")));
    }

    @GetMapping(path = TOUR + "/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(@PathVariable long id, @PathVariable long vehicle) {
        Plan plan = plans.get(id);
        return Feature.Collection.of(courses.features(plan, tour(plan, vehicle)));
    }

    private ModelAndView view(Page page, Plan plan, Form form) {
        Solution solution = plan.solution();
        Map<Long, Job> jobs = plan.jobsById();
        Table<Tour> tours = Table.<Tour>named("tours")
                .column("name", "planning.tour", tour -> tourLink(page, plan, tour))
                .column(
                        "stops",
                        "planning.stops",
                        tour -> Cell.number((double) tour.stops().size(), 0, ""))
                .column("km", "planning.distance", tour -> Cell.number(tour.metres() / 1000, 1, "km"))
                .column("empty", "planning.empty", tour -> Cell.number(tour.emptyMetres() / 1000, 1, "km"))
                .column("time", "planning.time", tour -> Cell.number(tour.seconds() / 60, 0, "min"))
                .column("load", "planning.load", tour -> Cell.text(load(page, plan, tour)))
                .fixedColumn("state", "planning.state", tour -> state(page, plan, tour));
        Table<LeftOut> leftOut = Table.<LeftOut>named("left")
                .column("number", "planning.number", one -> Cell.number((double) one.job(), 0, ""))
                .column(
                        "job",
                        "planning.job",
                        one -> Cell.text(PlanForms.name(
                                page,
                                Objects.requireNonNull(jobs.get(one.job())).name())))
                .column(
                        "reason",
                        "planning.reason",
                        one -> Cell.text(page.text(one.reason().textKey())));
        Table<Trouble> late = Table.<Trouble>named("late")
                .column(
                        "number",
                        "planning.number",
                        one -> Cell.number((double) one.job().id(), 0, ""))
                .column(
                        "job",
                        "planning.job",
                        one -> Cell.text(PlanForms.name(page, one.job().name())))
                .column(
                        "due",
                        "planning.due",
                        one -> Cell.text(Objects.toString(one.job().due())))
                .column("late", "planning.late", one -> Cell.number(one.late() / 60, 0, "min"))
                .column("reason", "planning.reason", one -> Cell.text(page.text(one.reason())));
        Table<Plan.Point> progress = Table.<Plan.Point>named("cost")
                .fixedColumn("seconds", "planning.after", one -> Cell.number(one.seconds(), 0, "s"))
                .fixedColumn("cost", "planning.cost", one -> Cell.number(one.cost(), 2, "€"))
                .rowsPerPage(10);
        return page.view("kernel/planning/plan", PlanForms.withGoal(form, plan.goal()))
                .addObject("plan", plan)
                .addObject("solution", solution)
                .addObject("figures", Comparison.Figures.of(plan))
                .addObject("curve", new CostCurve(plan.progress()))
                .addObject("progress", progress.show(page, plan.progress().reversed()))
                .addObject("tours", tours.show(page, solution.tours()))
                .addObject("leftOut", leftOut.show(page, solution.leftOut()))
                .addObject(
                        "late",
                        late.show(
                                page,
                                plan.troubles().stream()
                                        .filter(one -> Double.isFinite(one.late()))
                                        .toList()))
                .addObject("choices", PlanForms.tours(page, plan))
                .addObject("profiles", PlanForms.profiles(page))
                .addObject("mayChange", plans.mayChange(plan));
    }

    private ModelAndView tourView(Page page, Plan plan, long vehicle, Form form) {
        return page.view("kernel/planning/tour", form.values().containsKey("tour") ? form : form.with("tour", vehicle))
                .addObject("plan", plan)
                .addObject("vehicle", plan.getVehicle(vehicle))
                .addObject("tour", plan.solution().tourOf(vehicle).orElse(new Tour(vehicle, false, List.of(), 0, 0, 0)))
                .addObject("jobs", plan.jobsById())
                .addObject("choices", PlanForms.tours(page, plan))
                .addObject("mayChange", plans.mayChange(plan) && !plan.state().isBusy());
    }

    static Tour tour(Plan plan, long vehicle) {
        return plan.solution().tourOf(vehicle).orElseThrow(() -> Refusal.notFound("planning.refusal.no-tour"));
    }

    private static Cell tourLink(Page page, Plan plan, Tour tour) {
        return Cell.link(
                page.url("/planning/" + plan.id() + "/tours/" + tour.vehicle()),
                plan.getVehicle(tour.vehicle()).name());
    }

    static String load(Page page, Plan plan, Tour tour) {
        Double capacity = plan.getVehicle(tour.vehicle()).capacity();
        return capacity == null
                ? page.number(tour.load(), 0)
                : page.text("planning.load.of", page.number(tour.load(), 0), page.number(capacity, 0));
    }

    private static Cell state(Page page, Plan plan, Tour tour) {
        Vehicle vehicle = plan.getVehicle(tour.vehicle());
        if (tour.isOverloaded(vehicle)) {
            return Cell.badge(Mark.WARNING, page.text("planning.overloaded"));
        }
        if (tour.isTooLong(vehicle)) {
            return Cell.badge(Mark.WARNING, page.text("planning.too-long"));
        }
        return tour.locked()
                ? Cell.badge(Mark.INFO, page.text("planning.locked"))
                : Cell.badge(Mark.OK, page.text("planning.within-limits"));
    }
}
