package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.portal.Page;
import java.util.List;
import java.util.Map;

/** An order as lines on a map. */
final class OrderMap {

    private OrderMap() {}

    static List<Feature> features(WorkOrder order, Page page) {
        String state = order.progress().state().mark().key();
        String label = page.text(order.decision().measure()) + ": "
                + page.text("operations.order.state." + order.progress().state());
        return order.stops().stream()
                .map(stop -> Feature.line(stop.course(), Map.of("state", state, "label", label)))
                .toList();
    }
}
