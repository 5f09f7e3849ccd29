package de.stadtkern.kernel.matching;

import java.util.ArrayList;
import java.util.List;

/** How a vehicle comes from one place on the network to the next. A place is an edge and the metres driven on it. */
final class Routes {

    /** So far back a place may seem to be while the vehicle stands or creeps: noise, not driving. */
    private static final double BACKWARDS = 30;

    private final RoadNetwork network;
    private final Search search;

    Routes(RoadNetwork network) {
        this.network = network;
        search = new Search(network);
    }

    /** A piece of one edge that is driven. */
    record Leg(int edge, double from, double to) {}

    /** How far it is, with what turning round counts; infinite, or anything, when it is farther than the limit. */
    double metres(int edge, double at, int nextEdge, double nextAt, double limit) {
        if (goesOn(edge, at, nextEdge, nextAt)) {
            return Math.max(0, nextAt - at);
        }
        Reach reach = search.from(edge, limit);
        double around = network.metres(edge) - at + reach.metresTo(nextEdge) + nextAt;
        return nextEdge == RoadNetwork.opposite(edge) ? Math.min(around, turning(edge, at, nextAt)) : around;
    }

    /** The same way in pieces. */
    List<Leg> legs(int edge, double at, int nextEdge, double nextAt, double limit) {
        if (goesOn(edge, at, nextEdge, nextAt)) {
            return List.of(new Leg(edge, at, Math.max(at, nextAt)));
        }
        Reach reach = search.from(edge, limit);
        double around = network.metres(edge) - at + reach.metresTo(nextEdge) + nextAt;
        if (nextEdge == RoadNetwork.opposite(edge) && turning(edge, at, nextAt) <= around) {
            double there = network.metres(edge) - nextAt;
            return there > at
                    ? List.of(new Leg(edge, at, there))
                    : List.of(new Leg(nextEdge, network.metres(edge) - at, nextAt));
        }
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(nextEdge, 0, nextAt));
        for (int between = reach.before(nextEdge); between >= 0; between = reach.before(between)) {
            legs.add(new Leg(between, 0, network.metres(between)));
        }
        legs.add(new Leg(edge, at, network.metres(edge)));
        return legs.reversed();
    }

    /** Where the vehicle then is on the next edge: not back again where it only seems to be. */
    double at(int edge, double at, int nextEdge, double nextAt) {
        return goesOn(edge, at, nextEdge, nextAt) ? Math.max(at, nextAt) : nextAt;
    }

    private static boolean goesOn(int edge, double at, int nextEdge, double nextAt) {
        return nextEdge == edge && nextAt >= at - BACKWARDS;
    }

    private double turning(int edge, double at, double nextAt) {
        return Math.abs(network.metres(edge) - nextAt - at) + Search.TURNING;
    }
}
