package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** An order that has to go on otherwise: ask for a proposal, see it beside what holds, accept it or not. */
@Controller
class ReplanPage {

    private static final String OF_ORDER = "/operations/orders/{id}/replan";
    private static final String ONE = "/dispatch/replans/{id:[0-9]{1,18}}";

    /** What an officer says to a proposal. */
    enum Answer {
        ACCEPT,
        REJECT,
        /** Work it out anew from where the tours are now. */
        AGAIN
    }

    private final WorkOrders orders;
    private final OrderChanges changes;
    private final TourBoard board;
    private final Replans replans;
    private final Suggestions suggestions;
    private final Assignments assignments;

    ReplanPage(
            WorkOrders orders,
            OrderChanges changes,
            TourBoard board,
            Replans replans,
            Suggestions suggestions,
            Assignments assignments) {
        this.orders = orders;
        this.changes = changes;
        this.board = board;
        this.replans = replans;
        this.suggestions = suggestions;
        this.assignments = assignments;
    }

    @GetMapping(OF_ORDER)
    ModelAndView ask(Page page, @PathVariable long id) {
        return view(page, orders.get(id), Form.blank());
    }

    @PostMapping(OF_ORDER)
    ModelAndView propose(Page page, @PathVariable long id, Form form) {
        WorkOrder order = orders.get(id);
        try {
            return page.redirect("/dispatch/replans/" + replans.propose(id, form), "dispatch.replan.made");
        } catch (Refusal refusal) {
            return view(page, order, form.refused(refusal, page));
        }
    }

    @GetMapping(ONE)
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, replans.get(id), Form.blank());
    }

    @PostMapping(ONE)
    ModelAndView answer(Page page, @PathVariable long id, Form form) {
        Replan replan = replans.get(id);
        try {
            switch (form.choice("answer", Answer.class)) {
                case ACCEPT -> replans.accept(id, form);
                case REJECT -> replans.reject(id, form);
                case AGAIN -> {
                    return page.redirect("/dispatch/replans/" + suggestions.again(replan), "dispatch.replan.made");
                }
            }
            return page.redirect("/operations/orders/" + replan.orderId(), "dispatch.replan.decided");
        } catch (Refusal refusal) {
            return view(page, replans.get(id), form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, WorkOrder order, Form form) {
        List<Tour> going = board.listOf(order.id()).stream()
                .filter(tour -> !tour.state().isOver())
                .toList();
        return page.view("kernel/dispatch/replan", form)
                .addObject("order", order)
                .addObject("going", going)
                .addObject(
                        "vehicles",
                        assignments.vehicles(order.decision().municipalityId(), null).stream()
                                .filter(one -> going.stream()
                                        .noneMatch(
                                                tour -> Long.valueOf(one.id()).equals(tour.vehicleId())))
                                .toList())
                .addObject("replans", replans.listOf(order.id()))
                .addObject(
                        "mayChange",
                        changes.mayChange(order) && order.progress().state() != WorkOrder.State.DONE);
    }

    private ModelAndView view(Page page, Replan replan, Form form) {
        WorkOrder order = orders.get(replan.orderId());
        return page.view("kernel/dispatch/replan-proposal", form)
                .addObject("order", order)
                .addObject("replan", replan)
                .addObject("mayChange", changes.mayChange(order) && replan.state() == Replan.State.OPEN);
    }
}
