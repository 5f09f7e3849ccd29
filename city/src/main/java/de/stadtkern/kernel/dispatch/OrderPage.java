package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.NavigationEntry;
import de.stadtkern.kernel.portal.Page;
import de.stadtkern.kernel.problem.Refusal;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The orders, and one order with its tours. A crew without the cab page marks its tour started and done here. */
@Controller
@RequestMapping("/operations/orders")
class OrderPage {

    /** What the crew says of a tour. */
    enum Step {
        START,
        FINISH
    }

    private final WorkOrders orders;
    private final OrderRows orderRows;
    private final OrderChanges changes;
    private final Dispatching dispatching;
    private final TourBoard board;
    private final DispatchedTours tours;
    private final Assignments assignments;
    private final Replans replans;

    OrderPage(
            WorkOrders orders,
            OrderRows orderRows,
            OrderChanges changes,
            Dispatching dispatching,
            TourBoard board,
            DispatchedTours tours,
            Assignments assignments,
            Replans replans) {
        this.orders = orders;
        this.orderRows = orderRows;
        this.changes = changes;
        this.dispatching = dispatching;
        this.board = board;
        this.tours = tours;
        this.assignments = assignments;
        this.replans = replans;
    }

    @Bean
    static NavigationEntry ordersEntry() {
        return new NavigationEntry("/operations/orders", "dispatch.orders", Permission.CARRY_OUT_ORDERS, 30);
    }

    @GetMapping
    ModelAndView list(Page page) {
        return page.view("kernel/dispatch/orders").addObject("orders", orders.listUndone());
    }

    @GetMapping("/{id}")
    ModelAndView show(Page page, @PathVariable long id) {
        return view(page, orders.get(id), Form.blank());
    }

    @GetMapping(path = "/{id}/map.geojson", produces = "application/geo+json")
    @ResponseBody
    Feature.Collection map(Page page, @PathVariable long id) {
        orders.get(id);
        return Feature.Collection.of(TourMap.features(board.listOf(id), page));
    }

    /** Without a tour it is the only one that is not over. */
    @PostMapping("/{id}")
    String mark(@PathVariable long id, @RequestParam Step step, @RequestParam(defaultValue = "0") long tour) {
        orders.get(id);
        List<Tour> meant = board.listOf(id).stream()
                .filter(one -> tour == 0 ? !one.state().isOver() : one.id() == tour)
                .toList();
        if (meant.size() != 1) {
            throw Refusal.conflict("dispatch.refusal.which");
        }
        switch (step) {
            case START -> tours.start(meant.getFirst().id());
            case FINISH -> tours.finish(meant.getFirst().id());
        }
        return "redirect:/operations/orders/" + id;
    }

    @PostMapping("/{id}/dispatch")
    ModelAndView dispatch(Page page, @PathVariable long id, Form form) {
        WorkOrder order = orders.get(id);
        try {
            dispatching.dispatchPlanned(id, form);
            return page.redirect("/operations/orders/" + id, "dispatch.dispatched");
        } catch (Refusal refusal) {
            return view(page, order, form.refused(refusal, page));
        }
    }

    @PostMapping("/{id}/close")
    ModelAndView close(Page page, @PathVariable long id, Form form) {
        WorkOrder order = orders.get(id);
        try {
            dispatching.close(id, form);
            return page.redirect("/operations/orders/" + id, "dispatch.closed");
        } catch (Refusal refusal) {
            return view(page, order, form.refused(refusal, page));
        }
    }

    private ModelAndView view(Page page, WorkOrder order, Form form) {
        List<Tour> all = board.listOf(order.id());
        return page.view(
                        "kernel/dispatch/order",
                        form.with("version", orderRows.get(order.id()).version()))
                .addObject("order", order)
                .addObject("arrangement", orderRows.get(order.id()))
                .addObject("tours", all)
                .addObject(
                        "planned",
                        all.stream()
                                .filter(tour -> tour.state() == Tour.State.PLANNED
                                        && !tour.stops().isEmpty())
                                .count())
                .addObject(
                        "suggested",
                        replans.listOf(order.id()).stream()
                                .filter(one -> one.isSuggested() && one.state() == Replan.State.OPEN)
                                .findFirst()
                                .orElse(null))
                .addObject("abandoned", new Outcome(all, false).abandoned().size())
                .addObject("crews", new CrewNames(all, assignments))
                .addObject("mayCarryOut", all.stream().anyMatch(tours::mayRecord))
                .addObject("mayChange", changes.mayChange(order));
    }
}
