package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the pages of the plans do, as JSON: the bodies hold the fields of the forms. */
@RestController
@RequestMapping("/planning/api/plans")
class PlanApi {

    private static final String ONE = PlanPage.ONE;

    private final Plans plans;
    private final Solving solving;
    private final Edits edits;

    PlanApi(Plans plans, Solving solving, Edits edits) {
        this.plans = plans;
        this.solving = solving;
        this.edits = edits;
    }

    @GetMapping
    List<PlanRows.Summary> list() {
        return plans.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Plan create(@RequestBody JsonNode body) {
        return plans.get(plans.create(PlanForms.withGoal(form(body, PlanForms.GOAL))));
    }

    @GetMapping("/compare")
    Comparison compare(Form form) {
        Comparison comparison = PlanForms.comparison(plans, form);
        if (comparison == null) {
            throw Refusal.badInput("planning.refusal.two");
        }
        return comparison;
    }

    @GetMapping(ONE)
    Plan show(@PathVariable long id) {
        return plans.get(id);
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        plans.delete(id);
    }

    @PostMapping(ONE + "/segments")
    Plan addSegments(@PathVariable long id, @RequestBody JsonNode body) {
        plans.get(id);
        plans.addSegments(id, PlanForms.withJobs(form(body, PlanForms.SEGMENTS)));
        return show(id);
    }

    /** {@code {"points": "49.44;7.77;Bahnhof;5;1\n…"}}. */
    @PostMapping(ONE + "/points")
    Plan addPoints(@PathVariable long id, @RequestBody JsonNode body) {
        plans.get(id);
        plans.addPoints(id, form(body, PlanForms.POINTS).value("points"), "points");
        return show(id);
    }

    @PostMapping(ONE + "/jobs/remove")
    Plan removeJobs(@PathVariable long id, @RequestBody JsonNode body) {
        plans.get(id);
        plans.removeJobs(id, form(body, Set.of("jobs")));
        return show(id);
    }

    @PostMapping(ONE + "/vehicles")
    Plan addVehicle(@PathVariable long id, @RequestBody JsonNode body) {
        plans.get(id);
        plans.addVehicle(id, PlanForms.withJobs(form(body, PlanForms.VEHICLE)));
        return show(id);
    }

    @PostMapping(ONE + "/vehicles/remove")
    Plan removeVehicle(@PathVariable long id, @RequestBody JsonNode body) {
        plans.get(id);
        plans.removeVehicle(id, form(body, Set.of("vehicle")));
        return show(id);
    }

    @PostMapping(ONE + "/stations")
    Plan addStation(@PathVariable long id, @RequestBody JsonNode body) {
        plans.get(id);
        plans.addStation(id, form(body, PlanForms.STATION));
        return show(id);
    }

    @PostMapping(ONE + "/stations/remove")
    Plan removeStations(@PathVariable long id) {
        plans.removeStations(id);
        return show(id);
    }

    /** Begins the search; {@code state}, {@code progress} and {@code version} of the plan say how it goes. */
    @PostMapping(ONE + "/solve")
    Plan solve(@PathVariable long id, @RequestBody JsonNode body) {
        Plan plan = plans.get(id);
        solving.start(id, PlanForms.withGoal(form(body, PlanForms.GOAL), plan.goal()));
        return show(id);
    }

    @PostMapping(ONE + "/end")
    Plan end(@PathVariable long id) {
        plans.end(id);
        return show(id);
    }

    @PostMapping(ONE + "/changes")
    Plan change(@PathVariable long id, @RequestBody JsonNode body) {
        plans.get(id);
        edits.change(id, form(body, PlanForms.CHANGE));
        return show(id);
    }

    @PostMapping(ONE + "/undo")
    Plan undo(@PathVariable long id) {
        edits.undo(id);
        return show(id);
    }

    private static Form form(JsonNode body, Set<String> known) {
        return Form.blank().with(body, known);
    }
}
