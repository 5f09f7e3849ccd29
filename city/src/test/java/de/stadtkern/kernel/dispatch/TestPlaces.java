package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.operations.Stop;
import de.stadtkern.kernel.operations.WorkOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;

/** A service whose orders are about places, by the subject of their proposals. */
@TestComponent
public class TestPlaces implements OrderWork {

    private final Map<String, Work> known = new ConcurrentHashMap<>();

    /** What an order is about. */
    record Work(List<Place> places, Map<Long, List<String>> tours, Load load) {}

    void know(String subject, Work work) {
        known.put(subject, work);
    }

    @Override
    public String source() {
        return "test-places";
    }

    @Override
    public List<Stop> stops(WorkOrder order) {
        return List.of();
    }

    @Override
    public List<Place> places(WorkOrder order) {
        return of(order).places();
    }

    @Override
    public Map<Long, List<String>> tours(WorkOrder order) {
        return of(order).tours();
    }

    @Override
    public Optional<Load> load(WorkOrder order) {
        return Optional.of(of(order).load());
    }

    private Work of(WorkOrder order) {
        return Optional.ofNullable(known.get(order.proposal().subject())).orElseThrow();
    }
}
