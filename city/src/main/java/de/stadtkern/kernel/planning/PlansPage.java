package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.portal.Table;
import de.stadtkern.kernel.portal.TableView;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** All plans, a new one, and two side by side. */
@Controller
@RequestMapping("/planning")
class PlansPage {

    private final Plans plans;

    PlansPage(Plans plans) {
        this.plans = plans;
    }

    @Bean
    static NavigationEntry plansEntry() {
        return new NavigationEntry("/planning", "planning.plans", Permission.SEE_OPERATIONS, 35);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return view(page, Form.blank());
    }

    @PostMapping
    ModelAndView create(Page page, Form form) {
        try {
            return page.redirect("/planning/" + plans.create(PlanForms.withGoal(form)) + "/jobs", "planning.created");
        } catch (Refusal refusal) {
            return view(page, form.refused(refusal, page));
        }
    }

    @GetMapping("/compare")
    ModelAndView compare(Page page, Form form) {
        Comparison comparison = null;
        try {
            comparison = PlanForms.comparison(plans, form);
        } catch (Refusal refusal) {
            form = form.refused(refusal, page);
        }
        return page.view("kernel/planning/compare", form)
                .addObject("choices", choices(plans.list()))
                .addObject("comparison", comparison)
                .addObject("moved", moved(page, comparison));
    }

    private ModelAndView view(Page page, Form form) {
        List<PlanRows.Summary> all = plans.list();
        Table<PlanRows.Summary> table = Table.<PlanRows.Summary>named("plans")
                .column("name", "planning.name", one -> Cell.link(page.url("/planning/" + one.id()), one.name()))
                .column(
                        "state",
                        "planning.state",
                        one -> Cell.badge(one.state().mark(), PlanForms.state(page, one.state(), one.solved())))
                .column("jobs", "planning.jobs", one -> Cell.number((double) one.jobs(), 0, ""))
                .column("vehicles", "planning.vehicles", one -> Cell.number((double) one.vehicles(), 0, ""))
                .column("by", "planning.by", one -> Cell.text(one.createdBy()))
                .column("at", "planning.at", one -> Cell.time(one.createdAt()))
                .sortedBy("-at");
        return page.view("kernel/planning/plans", form)
                .addObject("plans", table.show(page, all))
                .addObject("mayCreate", plans.mayCreate());
    }

    private static List<Choice> choices(List<PlanRows.Summary> all) {
        return all.stream()
                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                .toList();
    }

    private static TableView moved(Page page, @Nullable Comparison comparison) {
        return Table.<Comparison.Moved>named("moved")
                .column("job", "planning.job", one -> Cell.text(PlanForms.name(page, one.job())))
                .column("one", "planning.compare.one", one -> by(one.one()))
                .column("other", "planning.compare.other", one -> by(one.other()))
                .show(page, comparison == null ? List.of() : comparison.moved());
    }

    private static Cell by(String vehicle) {
        return vehicle.isEmpty() ? Cell.empty() : Cell.text(vehicle);
    }
}
