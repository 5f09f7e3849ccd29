package de.stadtkern.services.fixedtours;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Rules;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Tours;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Vehicle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The shortest rounds that a search finds from a depot through bins, on the streets; each set of bins once. */
final class Rounds implements Comparison.Ways {

    /** Where there is no street: this many times the way of a bird, at this speed. */
    private static final double DETOUR = 1.3;

    private static final double METRES_PER_SECOND = 7;

    private final Routing routing;
    private final Position depot;
    private final Map<Long, Position> bins;
    private final double searchSeconds;
    private final Map<Set<Long>, Comparison.Way> found = new HashMap<>();

    Rounds(Routing routing, Position depot, Map<Long, Position> bins, double searchSeconds) {
        this.routing = routing;
        this.depot = depot;
        this.bins = bins;
        this.searchSeconds = searchSeconds;
    }

    @Override
    public Comparison.Way round(Set<Long> wanted) {
        Comparison.Way known = found.get(wanted);
        if (known == null) {
            known = search(wanted);
            found.put(Set.copyOf(wanted), known);
        }
        return known;
    }

    private Comparison.Way search(Set<Long> wanted) {
        List<Position> places = new ArrayList<>(List.of(depot));
        List<Task> tasks = new ArrayList<>();
        for (long bin : wanted) {
            if (bins.containsKey(bin)) {
                tasks.add(Task.node(bin, places.size()));
                places.add(Objects.requireNonNull(bins.get(bin)));
            }
        }
        Travel travel = travel(places);
        Vehicle vehicle = Vehicle.at(1, 0).withRates(0, 1, 0);
        Plan plan = Tours.solve(
                new Problem(tasks, List.of(vehicle), travel, Rules.NONE),
                Budget.seconds(searchSeconds),
                Listener.SILENT);
        List<Integer> order = new ArrayList<>(List.of(0));
        plan.visits().map(Stop.Visit::chosen).forEach(pass -> order.add(pass.entry()));
        order.add(0);
        double metres = 0;
        double seconds = 0;
        for (int i = 1; i < order.size(); i++) {
            metres += travel.distance(order.get(i - 1), order.get(i));
            seconds += travel.seconds(order.get(i - 1), order.get(i));
        }
        return new Comparison.Way(metres, seconds);
    }

    private Travel travel(List<Position> places) {
        Matrix matrix =
                routing.matrix(Profile.TRUCK, places.stream().map(End::of).toList());
        return new Travel() {
            @Override
            public double distance(int from, int to) {
                double metres = matrix.metres(from, to);
                return Double.isFinite(metres)
                        ? metres
                        : DETOUR * places.get(from).metresTo(places.get(to));
            }

            @Override
            public double seconds(int from, int to) {
                double seconds = matrix.seconds(from, to);
                return Double.isFinite(seconds) ? seconds : distance(from, to) / METRES_PER_SECOND;
            }
        };
    }
}
