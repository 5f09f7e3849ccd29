package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.geo.Feature;
import de.stadtkern.kernel.portal.Page;
import java.util.List;
import java.util.Map;

/** Tours as lines and points on a map. */
final class TourMap {

    private TourMap() {}

    static List<Feature> features(List<Tour> tours, Page page) {
        return tours.stream()
                .flatMap(tour -> tour.stops().stream().map(stop -> feature(tour, stop, page)))
                .toList();
    }

    private static Feature feature(Tour tour, TourStop stop, Page page) {
        boolean next = stop.state() == TourStop.State.OPEN;
        Map<String, Object> properties = Map.of(
                "id",
                "stop-" + tour.id() + "-" + stop.number(),
                "state",
                next ? tour.state().mark().key() : stop.state().mark().key(),
                "label",
                "%s, %d. %s: %s"
                        .formatted(
                                tour.name(),
                                stop.number(),
                                name(page, stop),
                                page.text("dispatch.stop.state." + stop.state())));
        return stop.place()
                ? Feature.point(stop.course().getFirst(), properties)
                : Feature.line(stop.course(), properties);
    }

    static String name(Page page, TourStop stop) {
        return stop.name().isBlank() ? page.text("dispatch.unnamed") : stop.name();
    }
}
