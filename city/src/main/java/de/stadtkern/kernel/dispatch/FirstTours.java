package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.OrderWork.Load;
import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.operations.OrderMade;
import de.stadtkern.kernel.operations.Stop;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The tours that an order has from the beginning. A small town needs no planning: an order is one tour, for any crew of the
 * municipality. Tours that a service has worked out wait, each with its vehicle, until an officer dispatches them.
 */
@Component
class FirstTours {

    private final TourRows rows;
    private final OrderRows orderRows;
    private final WorkOrders orders;
    private final Tasks tasks;
    private final Fleet fleet;
    private final Access access;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    FirstTours(
            TourRows rows,
            OrderRows orderRows,
            WorkOrders orders,
            Tasks tasks,
            Fleet fleet,
            Access access,
            LiveUpdates liveUpdates,
            Clock clock) {
        this.rows = rows;
        this.orderRows = orderRows;
        this.orders = orders;
        this.tasks = tasks;
        this.fleet = fleet;
        this.access = access;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    @EventListener
    void make(OrderMade made) {
        WorkOrder order = orders.get(made.orderId());
        String person = access.person().name();
        Instant now = clock.instant();
        orderRows.insert(order.id(), made.municipalityId(), person, now);
        List<TourStop> stops = stops(order);
        Map<Long, List<String>> given =
                tasks.workOf(order).map(work -> work.tours(order)).orElse(Map.of());
        if (given.isEmpty()) {
            insert(order, order.decision().place(), Told.toAnyCrew(null, now, person), stops);
        } else {
            insertGiven(order, given, stops, now);
        }
        liveUpdates.announce(DispatchedTours.TOPIC);
    }

    /** What no usable vehicle has stays together in a tour without one. */
    private void insertGiven(WorkOrder order, Map<Long, List<String>> given, List<TourStop> stops, Instant now) {
        Load load = tasks.load(order);
        Map<Long, Vehicle> usable = fleet.usableBy(order.decision().municipalityId(), now).stream()
                .collect(Collectors.toMap(Vehicle::id, Function.identity()));
        Map<String, TourStop> places = new LinkedHashMap<>();
        stops.stream()
                .filter(stop -> stop.subject() != null)
                .forEach(stop -> places.putIfAbsent(Objects.requireNonNull(stop.subject()), stop));
        List<TourStop> rest = new ArrayList<>(stops);
        given.forEach((id, subjects) -> {
            Vehicle vehicle = usable.get(id);
            List<TourStop> visited = vehicle == null
                    ? List.of()
                    : subjects.stream()
                            .map(places::remove)
                            .filter(Objects::nonNull)
                            .toList();
            if (vehicle != null && !visited.isEmpty()) {
                rest.removeAll(visited);
                insert(order, vehicle.name(), Told.toNobody(id), new Loading(load, vehicle).over(visited, 0));
            }
        });
        if (!rest.isEmpty()) {
            insert(order, order.decision().place(), Told.toNobody(null), rest);
        }
    }

    private void insert(WorkOrder order, String name, Told told, List<TourStop> stops) {
        rows.insert(TourRow.of(order.id(), order.decision().municipalityId(), name, told, stops));
    }

    private List<TourStop> stops(WorkOrder order) {
        Map<Long, Integer> stages = tasks.stages(order.decision().municipalityId());
        List<Stop> sided = tasks.workOf(order).map(one -> one.stops(order)).orElse(List.of());
        Boolean directed = sided.isEmpty() ? null : Boolean.TRUE;
        List<TourStop> stops = new ArrayList<>();
        (sided.isEmpty() ? order.stops() : sided)
                .forEach(stop -> stops.add(new TourStop(
                        stops.size() + 1,
                        stop.street(),
                        false,
                        stop.segmentId(),
                        stop.course(),
                        stop.lengthMetres(),
                        stages.get(stop.segmentId()),
                        TourStop.State.OPEN,
                        null,
                        directed,
                        null,
                        null)));
        tasks.workOf(order)
                .map(one -> one.places(order))
                .orElse(List.of())
                .forEach(place -> stops.add(TourStop.of(stops.size() + 1, place)));
        return stops;
    }
}
