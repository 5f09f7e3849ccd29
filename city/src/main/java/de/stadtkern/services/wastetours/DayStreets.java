package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.tours.Travel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ways of lorries between depots, tips and bins, in metres: by the road network, or, while there is none, estimated as
 * the crow flies.
 */
final class DayStreets implements Travel {

    private static final double DETOUR = 1.3;
    private static final double METRES_PER_SECOND = 30 / 3.6;

    private final Map<Position, Integer> numbers = new LinkedHashMap<>();
    private final List<Position> places;
    private final @Nullable Matrix matrix;

    DayStreets(Collection<Position> positions, Routing routing) {
        positions.forEach(place -> numbers.putIfAbsent(place, numbers.size()));
        places = List.copyOf(numbers.keySet());
        matrix = routing.ready() && !places.isEmpty()
                ? routing.matrix(Profile.TRUCK, places.stream().map(End::of).toList())
                : null;
    }

    boolean isOnRoads() {
        return matrix != null;
    }

    /** Its number in the search. */
    int node(Position position) {
        return Objects.requireNonNull(numbers.get(position));
    }

    /** What driving along these takes. */
    record Way(double metres, double seconds) {}

    /** From each to the next; where no way leads, as the crow flies. */
    Way along(List<Position> stops) {
        double metres = 0;
        double seconds = 0;
        for (int i = 1; i < stops.size(); i++) {
            int from = node(stops.get(i - 1));
            int to = node(stops.get(i));
            boolean led = Double.isFinite(distance(from, to));
            metres += led ? distance(from, to) : crowFlies(from, to);
            seconds += led ? seconds(from, to) : crowFlies(from, to) / METRES_PER_SECOND;
        }
        return new Way(metres, seconds);
    }

    @Override
    public double distance(int from, int to) {
        return matrix == null ? crowFlies(from, to) : matrix.metres(from, to);
    }

    @Override
    public double seconds(int from, int to) {
        return matrix == null ? crowFlies(from, to) / METRES_PER_SECOND : matrix.seconds(from, to);
    }

    private double crowFlies(int from, int to) {
        return DETOUR * places.get(from).metresTo(places.get(to));
    }
}
