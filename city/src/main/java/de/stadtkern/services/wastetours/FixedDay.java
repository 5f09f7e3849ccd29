package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.fleet.Fleet;
import de.stadtkern.kernel.fleet.Vehicle;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.services.wastetours.DayStreets.Way;
import de.stadtkern.services.wastetours.TourDay.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the fixed tours of a day take on the same streets as the proposed ones; trips to the tip are left out. */
final class FixedDay {

    private final WastePolicy policy;
    private final DayStreets streets;
    private final Fleet fleet;

    FixedDay(WastePolicy policy, DayStreets streets, Fleet fleet) {
        this.policy = policy;
        this.streets = streets;
        this.fleet = fleet;
    }

    /** Those that these tours name. */
    static Set<Long> vehicles(List<FixedTours.Tour> tours) {
        return tours.stream()
                .map(FixedTours.Tour::vehicleId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Bins of which nothing is foreseen are left out. */
    List<TourDay.Tour> tours(List<FixedTours.Tour> fixed, List<Choice> choices) {
        Map<Long, Choice> byBin = choices.stream().collect(Collectors.toMap(Choice::container, Function.identity()));
        Map<Long, Vehicle> byId =
                fleet.list(vehicles(fixed)).stream().collect(Collectors.toMap(Vehicle::id, Function.identity()));
        return fixed.stream().map(tour -> tour(tour, byBin, byId)).toList();
    }

    private TourDay.Tour tour(FixedTours.Tour fixed, Map<Long, Choice> byBin, Map<Long, Vehicle> byId) {
        List<Choice> bins = fixed.containers().stream()
                .map(byBin::get)
                .filter(Objects::nonNull)
                .toList();
        Vehicle vehicle = fixed.vehicleId() == null ? null : byId.get(fixed.vehicleId());
        List<Position> stops =
                new ArrayList<>(bins.stream().map(Choice::position).toList());
        if (vehicle != null) {
            stops.addFirst(vehicle.depot());
            stops.addLast(vehicle.depot());
        }
        Way way = streets.along(stops);
        return new TourDay.Tour(
                vehicle == null ? null : vehicle.id(),
                fixed.name(),
                bins.stream().map(Choice::container).toList(),
                way.metres(),
                way.seconds() + bins.size() * policy.secondsPerStop(),
                bins.stream().mapToDouble(Choice::litres).sum(),
                0,
                policy.begin().toSecondOfDay());
    }
}
