package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.Refusal;
import de.stadtkern.kernel.streets.RoadClass;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What a plan is about: its streets, places and vehicles. */
@Controller
@RequestMapping("/planning/{id:[0-9]{1,18}}")
class JobsPage {

    private final Plans plans;

    JobsPage(Plans plans) {
        this.plans = plans;
    }

    @GetMapping("/jobs")
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, plans.get(id), Form.blank());
    }

    @PostMapping("/segments")
    ModelAndView addSegments(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> plans.addSegments(id, form));
    }

    @PostMapping("/points")
    ModelAndView addPoints(
            Page page, @PathVariable long id, @RequestParam(required = false) @Nullable MultipartFile file, Form form)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return done(page, id, form, () -> plans.addPoints(id, form.value("points"), "points"));
        }
        String text = UploadedText.of(file.getBytes());
        return done(page, id, form, () -> plans.addPoints(id, text, "file"));
    }

    @PostMapping("/jobs/remove")
    ModelAndView removeJobs(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> plans.removeJobs(id, form));
    }

    @PostMapping("/vehicles")
    ModelAndView addVehicle(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> plans.addVehicle(id, form));
    }

    @PostMapping("/vehicles/remove")
    ModelAndView removeVehicle(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> plans.removeVehicle(id, form));
    }

    @PostMapping("/stations")
    ModelAndView addStation(Page page, @PathVariable long id, Form form) {
        return done(page, id, form, () -> plans.addStation(id, form));
    }

    @PostMapping("/stations/remove")
    ModelAndView removeStations(Page page, @PathVariable long id) {
        return done(page, id, Form.blank(), () -> plans.removeStations(id));
    }

    private ModelAndView done(Page page, long id, Form form, Runnable step) {
        Plan plan = plans.get(id);
        try {
            step.run();
            return page.redirect("/planning/" + id + "/jobs", "planning.changed");
        } catch (Refusal refusal) {
            return view(page, plan, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, Plan plan, Form form) {
        Table<Job> jobs = Table.<Job>named("all-jobs")
                .column("number", "planning.number", job -> Cell.number((double) job.id(), 0, ""))
                .column("name", "planning.job", job -> Cell.text(PlanForms.name(page, job.name())))
                .column(
                        "kind",
                        "planning.kind",
                        job -> Cell.text(page.text(
                                job.isPlace()
                                        ? "planning.kind.place"
                                        : job.passes() == 1 ? "planning.kind.one-way" : "planning.kind.street")))
                .column("length", "planning.length", job -> Cell.number(job.metres(), 0, "m"))
                .column("time", "planning.service", job -> Cell.number(job.seconds() / 60, 1, "min"))
                .column("demand", "planning.demand", job -> Cell.number(job.demand(), 1, ""))
                .column(
                        "due",
                        "planning.due",
                        job -> Cell.text(job.due() == null ? "" : job.due().toString()));
        Table<Vehicle> vehicles = Table.<Vehicle>named("vehicles")
                .column("name", "planning.vehicle", one -> Cell.text(one.name()))
                .column("capacity", "planning.capacity", one -> Cell.number(one.capacity(), 0, ""))
                .fixedColumn(
                        "shift",
                        "planning.shift",
                        one -> Cell.text(
                                one.end() == null
                                        ? page.text("planning.shift.open", one.begin())
                                        : page.text("planning.shift.of", one.begin(), one.end())))
                .fixedColumn(
                        "depot",
                        "planning.depot",
                        one -> Cell.text(page.number(one.depot().lat(), 5) + "; "
                                + page.number(one.depot().lon(), 5)));
        return page.view("kernel/planning/jobs", PlanForms.withJobs(form))
                .addObject("plan", plan)
                .addObject("jobs", jobs.show(page, plan.jobs()))
                .addObject("vehicles", vehicles.show(page, plan.vehicles()))
                .addObject("classes", List.copyOf(RoadClass.ROADS))
                .addObject("sides", PlanForms.sides(page))
                .addObject("removable", removable(plan))
                .addObject("mayChange", plans.mayChange(plan) && !plan.state().isBusy());
    }

    private static List<Choice> removable(Plan plan) {
        return plan.vehicles().stream()
                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                .toList();
    }
}
