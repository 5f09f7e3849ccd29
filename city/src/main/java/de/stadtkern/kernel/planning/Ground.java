package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.tours.Travel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ways between the ends of all jobs and depots: on the road network, or, while there is none, estimated as the crow
 * flies. For a search, a distance is what the way costs.
 */
final class Ground implements Travel {

    private static final double DETOUR = 1.3;
    private static final double METRES_PER_SECOND = 30 / 3.6;

    private final Goal goal;
    private final Map<End, Integer> numbers = new LinkedHashMap<>();
    private final List<Position> places = new ArrayList<>();
    private final List<Station> stations;
    private final @Nullable Matrix matrix;

    private Ground(Goal goal, Collection<End> ends, List<Station> stations, Routing routing) {
        this.goal = goal;
        this.stations = stations;
        ends.forEach(end -> numbers.computeIfAbsent(end, fresh -> {
            places.add(fresh.position());
            return places.size() - 1;
        }));
        matrix = routing.ready() ? routing.matrix(goal.profile(), List.copyOf(numbers.keySet())) : null;
    }

    /**
     * A way between two jobs.
     *
     * @param seconds with those at the station on the way
     */
    record Way(double metres, double seconds) {}

    /** Between all that the plan has to do with, of these jobs and vehicles only. */
    static Ground under(Plan plan, Collection<Job> jobs, Collection<Vehicle> vehicles, Routing routing) {
        List<End> ends = new ArrayList<>();
        vehicles.forEach(vehicle -> ends.add(End.of(vehicle.depot())));
        plan.stations().forEach(station -> ends.add(End.of(station.place())));
        for (Job job : jobs) {
            ends.add(job.entry(false));
            ends.add(job.exit(false));
        }
        return new Ground(plan.goal(), ends, plan.stations(), routing);
    }

    static Ground over(Goal goal, Collection<End> ends, Routing routing) {
        return new Ground(goal, ends, List.of(), routing);
    }

    boolean hasStations() {
        return !stations.isEmpty();
    }

    int node(Station station) {
        return node(End.of(station.place()));
    }

    /** By way of which station, from 0, it costs least to get from one node to another. */
    int bestStation(int from, int to) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int number = 0; number < stations.size(); number++) {
            Way way = way(from, to, number);
            double cost = goal.cost(way.metres(), way.seconds());
            if (cost < least) {
                least = cost;
                best = number;
            }
        }
        return best;
    }

    /** The way by the station, or straight. */
    Way way(int from, int to, @Nullable Integer number) {
        if (number == null) {
            return new Way(metres(from, to), seconds(from, to));
        }
        Station station = stations.get(number);
        int at = node(station);
        return new Way(metres(from, at) + metres(at, to), seconds(from, at) + station.seconds() + seconds(at, to));
    }

    boolean isOnRoads() {
        return matrix != null;
    }

    int node(End end) {
        return Objects.requireNonNull(numbers.get(end));
    }

    double metres(int from, int to) {
        return matrix == null ? DETOUR * places.get(from).metresTo(places.get(to)) : matrix.metres(from, to);
    }

    @Override
    public double seconds(int from, int to) {
        return matrix == null ? metres(from, to) / METRES_PER_SECOND : matrix.seconds(from, to);
    }

    @Override
    public double distance(int from, int to) {
        return goal.cost(metres(from, to), seconds(from, to));
    }
}
