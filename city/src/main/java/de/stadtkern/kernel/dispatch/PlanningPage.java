package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderRows.Arrangement;
import de.stadtkern.kernel.dispatch.TourPlanning.Draft;
import de.stadtkern.kernel.fleet.Warning;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Choice;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** An order over several vehicles: what is spread, with what, the plan, and who drives its tours. */
@Controller
@RequestMapping("/operations/orders/{id}/plan")
class PlanningPage {

    private final WorkOrders orders;
    private final OrderRows orderRows;
    private final OrderChanges changes;
    private final TourPlanning planning;
    private final Dispatching dispatching;
    private final Assignments assignments;

    PlanningPage(
            WorkOrders orders,
            OrderRows orderRows,
            OrderChanges changes,
            TourPlanning planning,
            Dispatching dispatching,
            Assignments assignments) {
        this.orders = orders;
        this.orderRows = orderRows;
        this.changes = changes;
        this.planning = planning;
        this.dispatching = dispatching;
        this.assignments = assignments;
    }

    @GetMapping
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, orders.get(id), Form.blank(), Map.of());
    }

    @PostMapping("/material")
    ModelAndView setMaterial(Page page, @PathVariable long id, Form form) {
        WorkOrder order = orders.get(id);
        try {
            dispatching.setMaterial(id, form);
            return page.redirect("/operations/orders/" + id + "/plan", "dispatch.material.done");
        } catch (Refusal refusal) {
            return view(page, order, form.refused(refusal, page), Map.of());
        }
    }

    @PostMapping
    ModelAndView plan(Page page, @PathVariable long id, Form form) {
        WorkOrder order = orders.get(id);
        try {
            long plan = planning.plan(id, title(page, order), form);
            return page.redirect("/planning/" + plan, "dispatch.plan.done");
        } catch (Refusal refusal) {
            return view(page, order, form.refused(refusal, page), Map.of());
        }
    }

    @PostMapping("/use")
    ModelAndView use(Page page, @PathVariable long id, Form form) {
        WorkOrder order = orders.get(id);
        try {
            planning.use(id, form);
            return page.redirect("/operations/orders/" + id + "/plan", "dispatch.plan.used");
        } catch (Refusal refusal) {
            return view(page, order, form.refused(refusal, page), Map.of());
        }
    }

    @PostMapping("/dispatch")
    ModelAndView dispatch(Page page, @PathVariable long id, Form form) {
        WorkOrder order = orders.get(id);
        try {
            planning.dispatch(id, form);
            return page.redirect("/operations/orders/" + id, "dispatch.dispatched");
        } catch (Refusal refusal) {
            return view(page, order, form.refused(refusal, page), planning.warnings(order, orderRows.get(id), form));
        }
    }

    private ModelAndView view(Page page, WorkOrder order, Form form, Map<Long, List<Warning>> warnings) {
        long municipality = order.decision().municipalityId();
        Arrangement arrangement = orderRows.get(order.id());
        List<Draft> drafts = planning.drafts(order.id(), arrangement);
        Form filled = form.isRefused()
                ? form
                : form.with("agent", arrangement.agent()).with("dose", arrangement.dose());
        return page.view("kernel/dispatch/planning", filled.with("version", arrangement.version()))
                .addObject("title", title(page, order))
                .addObject("order", order)
                .addObject("arrangement", arrangement)
                .addObject("planned", planning.result(arrangement).isPresent())
                .addObject("drafts", drafts)
                .addObject("leftOut", drafts.isEmpty() ? List.of() : planning.leftOut(order.id(), drafts))
                .addObject("warnings", warnings)
                .addObject(
                        "standing",
                        planning.standing(municipality).stream()
                                .map(one -> new Choice(Long.toString(one.id()), one.name()))
                                .toList())
                .addObject("vehicles", assignments.vehicles(municipality, null))
                .addObject("shifts", assignments.shiftChoices(municipality, page))
                .addObject("members", assignments.memberChoices(municipality, page))
                .addObject(
                        "mayChange",
                        changes.mayChange(order) && order.progress().state() != WorkOrder.State.DONE);
    }

    private static String title(Page page, WorkOrder order) {
        return page.text("operations.order", order.id()) + ": "
                + page.text(order.decision().measure());
    }
}
