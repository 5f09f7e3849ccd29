package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderRows.Arrangement;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.Form;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the pages of orders and tours do, as JSON: the bodies hold the fields of the forms. */
@RestController
class DispatchApi {

    private static final String ORDER = "/operations/api/orders/{id:[0-9]{1,18}}";
    private static final String TOUR = "/dispatch/api/tours/{id:[0-9]{1,18}}";
    private static final String REPLAN = "/dispatch/api/replans/{id:[0-9]{1,18}}";
    private static final Set<String> ASSIGN = Set.of("version", "vehicle", "member", "mate", "shift", "reason");
    private static final Set<String> REASON = Set.of("version", "reason");

    private final WorkOrders orders;
    private final OrderRows orderRows;
    private final TourBoard board;
    private final DispatchedTours tours;
    private final Dispatching dispatching;
    private final TourPlanning planning;
    private final Replans replans;

    DispatchApi(
            WorkOrders orders,
            OrderRows orderRows,
            TourBoard board,
            DispatchedTours tours,
            Dispatching dispatching,
            TourPlanning planning,
            Replans replans) {
        this.orders = orders;
        this.orderRows = orderRows;
        this.board = board;
        this.tours = tours;
        this.dispatching = dispatching;
        this.planning = planning;
        this.replans = replans;
    }

    /**
     * An order with its tours.
     *
     * @param version to be sent back with every change
     * @param abandoned how many stops nobody drives any more
     */
    record Order(
            long id,
            long municipalityId,
            String measure,
            String place,
            String decidedBy,
            Instant decidedAt,
            String reason,
            WorkOrder.State state,
            int version,
            String agent,
            @Nullable Double doseGramsPerSquareMetre,
            @Nullable Long planId,
            int abandoned,
            List<Tour> tours) {}

    /** Those that are not done yet. */
    @GetMapping("/operations/api/orders")
    List<Order> list() {
        return orders.listUndone().stream().map(this::order).toList();
    }

    @GetMapping(ORDER)
    Order show(@PathVariable long id) {
        return order(orders.get(id));
    }

    @PostMapping(ORDER + "/material")
    Order setMaterial(@PathVariable long id, @RequestBody JsonNode body) {
        orders.get(id);
        dispatching.setMaterial(id, form(body, Set.of("version", "agent", "dose")));
        return show(id);
    }

    /** Makes a plan; {@code /planning/api/plans} goes on from there. Vehicles are {@code {"vehicle-7": true}}. */
    @PostMapping(ORDER + "/plan")
    Order plan(@PathVariable long id, @RequestBody JsonNode body) {
        WorkOrder order = orders.get(id);
        planning.plan(
                id,
                order.decision().place() + " (" + id + ")",
                form(body, fields(body, Set.of("version", "shift"), TourPlanning.VEHICLE)));
        return show(id);
    }

    /** Dispatches the plan's tours; crews are {@code {"member-1": 4, "mate-1": 5}} by the number in the plan. */
    @PostMapping(ORDER + "/dispatch")
    Order dispatch(@PathVariable long id, @RequestBody JsonNode body) {
        orders.get(id);
        planning.dispatch(id, form(body, fields(body, REASON, "member-", "mate-")));
        return show(id);
    }

    /** Dispatches every tour that nobody was told of, as it stands. */
    @PostMapping(ORDER + "/dispatch-planned")
    Order dispatchPlanned(@PathVariable long id, @RequestBody JsonNode body) {
        orders.get(id);
        dispatching.dispatchPlanned(id, form(body, Set.of("version")));
        return show(id);
    }

    @PostMapping(ORDER + "/close")
    Order close(@PathVariable long id, @RequestBody JsonNode body) {
        orders.get(id);
        dispatching.close(id, form(body, REASON));
        return show(id);
    }

    @PostMapping(ORDER + "/replans")
    @ResponseStatus(HttpStatus.CREATED)
    Replan propose(@PathVariable long id, @RequestBody JsonNode body) {
        orders.get(id);
        Set<String> known = Set.of("reason", "segments", "place", "placeName");
        return replans.get(replans.propose(id, form(body, fields(body, known, Replans.ENDS, TourPlanning.VEHICLE))));
    }

    /** The tours of all orders that are not done yet. */
    @GetMapping("/dispatch/api/tours")
    List<Tour> listTours() {
        return board.listOf(orders.listUndone().stream().map(WorkOrder::id).toList());
    }

    @GetMapping(TOUR)
    Tour showTour(@PathVariable long id) {
        return tours.get(id);
    }

    @PostMapping(TOUR + "/assign")
    Tour assign(@PathVariable long id, @RequestBody JsonNode body) {
        return act(id, dispatching::assign, body, ASSIGN);
    }

    @PostMapping(TOUR + "/withdraw")
    Tour withdraw(@PathVariable long id, @RequestBody JsonNode body) {
        return act(id, dispatching::withdraw, body, REASON);
    }

    @PostMapping(TOUR + "/early")
    Tour allowEarly(@PathVariable long id, @RequestBody JsonNode body) {
        return act(id, dispatching::allowEarly, body, REASON);
    }

    @PostMapping(TOUR + "/break-off")
    Tour breakOff(@PathVariable long id, @RequestBody JsonNode body) {
        return act(id, dispatching::breakOff, body, REASON);
    }

    @GetMapping(REPLAN)
    Replan showReplan(@PathVariable long id) {
        return replans.get(id);
    }

    @PostMapping(REPLAN + "/accept")
    Replan accept(@PathVariable long id, @RequestBody JsonNode body) {
        return decide(id, replans::accept, body);
    }

    @PostMapping(REPLAN + "/reject")
    Replan reject(@PathVariable long id, @RequestBody JsonNode body) {
        return decide(id, replans::reject, body);
    }

    private Tour act(long id, BiConsumer<Long, Form> step, JsonNode body, Set<String> known) {
        tours.get(id);
        step.accept(id, form(body, known));
        return tours.get(id);
    }

    private Replan decide(long id, BiConsumer<Long, Form> step, JsonNode body) {
        replans.get(id);
        step.accept(id, form(body, Set.of("reason")));
        return replans.get(id);
    }

    private Order order(WorkOrder order) {
        Arrangement arrangement = orderRows.get(order.id());
        List<Tour> all = board.listOf(order.id());
        return new Order(
                order.id(),
                order.decision().municipalityId(),
                order.decision().measure(),
                order.decision().place(),
                order.decision().personName(),
                order.decision().decidedAt(),
                order.decision().reason(),
                order.progress().state(),
                arrangement.version(),
                arrangement.agent(),
                arrangement.dose(),
                arrangement.planId(),
                new Outcome(all, false).abandoned().size(),
                all);
    }

    private static Form form(JsonNode body, Set<String> known) {
        return Form.blank().with(body, known);
    }

    /** The known fields and those of the body that begin so and end with a number. */
    private static Set<String> fields(JsonNode body, Set<String> known, String... beginnings) {
        return Stream.concat(
                        known.stream(),
                        body.propertyNames().stream()
                                .filter(name ->
                                        Stream.of(beginnings).anyMatch(begin -> name.matches(begin + "\\d{1,18}"))))
                .collect(Collectors.toUnmodifiableSet());
    }
}
