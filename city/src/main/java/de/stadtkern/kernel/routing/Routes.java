package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.Caution.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes for people: the best one, others that are worth a look, what to do on the way and what to mind. */
final class Routes {

    /** How much the streets of a route are made worse before the next one is looked for. */
    private static final double AVOIDED = 1.4;

    private static final int TRIES_PER_ALTERNATIVE = 3;
    private static final double LONGEST_ALTERNATIVE = 1.5;
    private static final double MOST_SHARED = 0.7;

    private final Net net;
    private final Costs costs;
    private final Barriers barriers;
    private final Profile profile;
    private final BitSet closed;
    private final Snapping snapping;

    Routes(Net net, Costs costs, Barriers barriers, Profile profile, BitSet closed, Snapping snapping) {
        this.net = net;
        this.costs = costs;
        this.barriers = barriers;
        this.profile = profile;
        this.closed = closed;
        this.snapping = snapping;
    }

    List<Route> find(List<Position> via, int alternatives) {
        List<Stop> stops =
                via.stream().map(position -> snapping.stop(End.of(position))).toList();
        List<Search.Way> best = new ArrayList<>();
        for (int leg = 1; leg < stops.size(); leg++) {
            Search.Way way = way(costs, stops.get(leg - 1), stops.get(leg));
            if (way == null) {
                return List.of();
            }
            best.add(way);
        }
        List<Route> routes = new ArrayList<>(List.of(route(best)));
        if (stops.size() == 2) {
            addAlternatives(routes, best.getFirst(), stops, alternatives);
            routes.subList(1, routes.size()).sort(Comparator.comparingDouble(Route::seconds));
        }
        return routes;
    }

    private Search.@Nullable Way way(Costs costs, Stop from, Stop to) {
        Search search = new Search(net, costs, closed).run(from, Search.NO_LIMIT);
        return Labels.isWay(search.cost(to).label()) ? search.way(to) : null;
    }

    private void addAlternatives(List<Route> routes, Search.Way best, List<Stop> stops, int alternatives) {
        List<BitSet> known = new ArrayList<>(List.of(edges(best)));
        Costs worse = costs;
        Search.Way last = best;
        for (int tries = 0; tries < TRIES_PER_ALTERNATIVE * alternatives && routes.size() <= alternatives; tries++) {
            worse = worse.avoiding(edges(last), AVOIDED);
            last = way(worse, stops.getFirst(), stops.getLast());
            if (last == null) {
                return;
            }
            Route route = route(List.of(last));
            BitSet edges = edges(last);
            boolean other = known.stream().allMatch(each -> shared(edges, each) <= MOST_SHARED);
            if (other
                    && route.seconds()
                            <= LONGEST_ALTERNATIVE * routes.getFirst().seconds()) {
                routes.add(route);
                known.add(edges);
            }
        }
    }

    private static BitSet edges(Search.Way way) {
        BitSet edges = new BitSet();
        way.keys().forEach(key -> edges.set(key >> 1));
        return edges;
    }

    private double shared(BitSet edges, BitSet others) {
        return edges.stream()
                        .filter(others::get)
                        .mapToLong(edge -> net.centimetres[edge])
                        .sum()
                / (double)
                        edges.stream().mapToLong(edge -> net.centimetres[edge]).sum();
    }

    private Route route(List<Search.Way> legs) {
        List<Position> course = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<Caution> cautions = new ArrayList<>();
        double seconds = 0;
        double metres = 0;
        for (Search.Way leg : legs) {
            Courses.append(course, Courses.of(net, leg));
            List<Step> ofLeg = new Directions(net, costs, leg).steps(leg == legs.getLast());
            steps.addAll(ofLeg);
            for (Step step : ofLeg) {
                seconds += step.seconds();
                metres += step.metres();
            }
            if (profile == Profile.WHEELCHAIR) {
                addCautions(cautions, leg);
            }
        }
        if (course.size() == 1) {
            course.add(course.getFirst());
        }
        return new Route(profile, seconds, metres, course, steps, cautions);
    }

    private void addCautions(List<Caution> cautions, Search.Way leg) {
        for (Kind kind : Kind.values()) {
            @Nullable Caution open = null;
            for (int i = 0; i < leg.keys().size(); i++) {
                int key = leg.keys().get(i);
                if (!barriers.cautions(net.graph.getEdgeIteratorStateForKey(key))
                        .contains(kind)) {
                    open = null;
                    continue;
                }
                List<Position> part = Courses.part(net, leg, i);
                if (open != null && open.street().equals(net.street(key))) {
                    cautions.removeLast();
                    part = joined(open.course(), part);
                }
                open = new Caution(kind, net.street(key), Courses.length(part), part);
                cautions.add(open);
            }
        }
    }

    private static List<Position> joined(List<Position> first, List<Position> then) {
        List<Position> all = new ArrayList<>(first);
        Courses.append(all, then);
        return all;
    }
}
