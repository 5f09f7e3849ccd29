package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Stop;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.planning.Station;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a service knows of how its orders are worked on, as a bean. */
public interface OrderWork {

    /** The room's name, as in the source of its proposals. */
    String source();

    /**
     * The streets of the order, one stop for each side, each in the direction in which it must be driven and in the order
     * in which they are driven when nobody plans anything else. Empty when the sides of this order do not matter.
     */
    List<Stop> stops(WorkOrder order);

    /** The places that the order's tours visit; empty when it is about streets only. */
    default List<Place> places(WorkOrder order) {
        return List.of();
    }

    /**
     * Tours that are worked out already: the subjects of their places in the order in which they are visited, by the id of
     * the vehicle in the fleet. Empty when an officer plans them.
     */
    default Map<Long, List<String>> tours(WorkOrder order) {
        return Map.of();
    }

    /** What vehicles take up on the order; empty when that limits no tour. */
    Optional<Load> load(WorkOrder order);

    /**
     * A place to visit.
     *
     * @param subject what is there, in the words of the service; what the crew says of the place names it
     * @param seconds that it takes
     * @param demand in the unit of the load; 0 when nothing is taken up
     * @param full what is there when it is full, in the same unit
     * @param page path of the page that the QR code at the place opens, without language prefix; null when it has none
     */
    record Place(
            String subject,
            String name,
            Position position,
            double seconds,
            double demand,
            double full,
            @Nullable String page) {}

    /**
     * What vehicles take up, and where they get rid of it.
     *
     * @param unit as vehicles have it, UCUM; one whose capacity is in another takes up any amount
     * @param perKilometre of a stop, in the unit
     * @param stations at least one
     */
    record Load(String unit, double perKilometre, List<Station> stations) {}
}
