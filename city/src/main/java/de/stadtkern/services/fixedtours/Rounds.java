package de.stadtkern.services.fixedtours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.TourTerms.Station;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.Routing;
import de.stadtkern.services.fixedtours.Comparison.Way;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Rules;
import de.stadtkern.tours.Stop;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Tours;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Vehicle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The shortest rounds that a search finds from a depot through bins, on the streets; each set of bins once. Where the next
 * bin does not fit into the vehicle any more, it is emptied before, at the tip with the least way round.
 */
final class Rounds implements Comparison.Ways {

    /** Where there is no street: this many times the way of a bird, at this speed. */
    private static final double DETOUR = 1.3;

    private static final double METRES_PER_SECOND = 7;

    private final Routing routing;
    private final Hauling hauling;
    private final Map<Long, Container> bins;
    private final double searchSeconds;
    private final Map<Set<Long>, List<Leg>> found = new HashMap<>();

    Rounds(Routing routing, Hauling hauling, Map<Long, Container> bins, double searchSeconds) {
        this.routing = routing;
        this.hauling = hauling;
        this.bins = bins;
        this.searchSeconds = searchSeconds;
    }

    /**
     * How is driven.
     *
     * @param litres that the vehicle holds; null when nobody knows
     */
    record Hauling(Position depot, @Nullable Double litres, List<Station> tips) {

        Hauling {
            tips = List.copyOf(tips);
        }

        /** Whether trips to the tip are counted. */
        boolean isComplete() {
            return litres != null && !tips.isEmpty();
        }
    }

    /**
     * From one stop of a round to the next.
     *
     * @param bin that is the next; null for the depot
     * @param over a tip, with the time there; null when there is none
     */
    private record Leg(
            @Nullable Container bin, Way direct, @Nullable Way over) {}

    @Override
    public Way round(Map<Long, Double> shares) {
        Set<Long> wanted = Set.copyOf(shares.keySet());
        List<Leg> legs = found.get(wanted);
        if (legs == null) {
            legs = search(wanted);
            found.put(wanted, legs);
        }
        double most = Objects.requireNonNullElse(hauling.litres, Double.POSITIVE_INFINITY);
        double metres = 0;
        double seconds = 0;
        double loaded = 0;
        int tippings = 0;
        for (Leg leg : legs) {
            double litres = leg.bin == null ? 0 : leg.bin.litres() * Objects.requireNonNull(shares.get(leg.bin.id()));
            Way over = leg.over;
            Way way = over != null && loaded > 0 && litres > 0 && loaded + litres > most ? over : leg.direct;
            metres += way.metres();
            seconds += way.seconds();
            tippings += way.tippings();
            loaded = (way.tippings() > 0 ? 0 : loaded) + litres;
        }
        return new Way(metres, seconds, tippings);
    }

    private List<Leg> search(Set<Long> wanted) {
        List<Position> places = new ArrayList<>(List.of(hauling.depot));
        hauling.tips.forEach(tip -> places.add(tip.place()));
        List<Container> visited = wanted.stream()
                .filter(bins::containsKey)
                .map(bin -> Objects.requireNonNull(bins.get(bin)))
                .toList();
        List<Task> tasks = new ArrayList<>();
        Map<Integer, Container> byPlace = new HashMap<>();
        for (Container bin : visited) {
            tasks.add(Task.node(bin.id(), places.size()));
            byPlace.put(places.size(), bin);
            places.add(bin.position());
        }
        Travel travel = travel(places);
        Vehicle vehicle = Vehicle.at(1, 0).withRates(0, 1, 0);
        List<Integer> order = new ArrayList<>();
        Tours.solve(
                        new Problem(tasks, List.of(vehicle), travel, Rules.NONE),
                        Budget.seconds(searchSeconds),
                        Listener.SILENT)
                .visits()
                .map(Stop.Visit::chosen)
                .forEach(pass -> order.add(pass.entry()));
        order.add(0);
        List<Leg> legs = new ArrayList<>();
        int here = 0;
        for (int next : order) {
            legs.add(new Leg(
                    byPlace.get(next),
                    new Way(travel.distance(here, next), travel.seconds(here, next), 0),
                    over(travel, here, next)));
            here = next;
        }
        return legs;
    }

    /** By the tip with the least way round; they come right after the depot among the places. */
    private @Nullable Way over(Travel travel, int here, int next) {
        return IntStream.rangeClosed(1, hauling.tips.size())
                .mapToObj(tip -> new Way(
                        travel.distance(here, tip) + travel.distance(tip, next),
                        travel.seconds(here, tip) + hauling.tips.get(tip - 1).seconds() + travel.seconds(tip, next),
                        1))
                .min(Comparator.comparingDouble(Way::metres))
                .orElse(null);
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
