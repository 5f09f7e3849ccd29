package de.stadtkern.kernel.routing;

import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import de.stadtkern.kernel.geo.Position;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Finds where an end lies on the road graph: on the nearest edge that a profile can use both to come and to go. */
final class Snapping {

    private static final double FARTHEST_METRES = 1000;
    private static final double INSIDE_METRES = 3;
    private static final double METRES_PER_DEGREE = 111_195;

    private final Net net;
    private final BitSet usable;
    private final BitSet closed;

    /**
     * @param usable the keys from which one comes to all others and back
     * @param closed edges
     */
    Snapping(Net net, BitSet usable, BitSet closed) {
        this.net = net;
        this.usable = usable;
        this.closed = closed;
    }

    /** Without spots when there is nothing near. */
    Stop stop(End end) {
        Position inside = end.inside();
        Position near = inside == null ? end.position() : towards(end.position(), inside);
        Snap snap = net.index.findClosest(near.lat(), near.lon(), edge -> isUsable(edge.getEdge()));
        if (!snap.isValid() || snap.getQueryDistance() > FARTHEST_METRES) {
            return new Stop(end.position(), List.of(), List.of());
        }
        int edge = snap.getClosestEdge().getEdge();
        PointList course = net.graph.getEdgeIteratorStateForKey(2 * edge).fetchWayGeometry(FetchMode.ALL);
        double part = part(course, end.position());
        if (inside == null) {
            List<Spot> spots = spots(edge, part, true, true);
            return new Stop(end.position(), spots, spots);
        }
        boolean forward = part(course, near) >= part;
        return new Stop(end.position(), spots(edge, part, !forward, forward), spots(edge, part, forward, !forward));
    }

    private boolean isUsable(int edge) {
        return !closed.get(edge) && (usable.get(2 * edge) || usable.get(2 * edge + 1));
    }

    private List<Spot> spots(int edge, double part, boolean forward, boolean backward) {
        return IntStream.of(2 * edge, 2 * edge + 1)
                .filter(key -> usable.get(key) && ((key & 1) == 0 ? forward : backward))
                .mapToObj(key -> new Spot(key, (key & 1) == 0 ? part : 1 - part))
                .toList();
    }

    private static Position towards(Position end, Position inside) {
        double share = Math.min(0.5, INSIDE_METRES / Math.max(0.1, end.metresTo(inside)));
        return new Position(
                end.lon() + share * (inside.lon() - end.lon()), end.lat() + share * (inside.lat() - end.lat()));
    }

    /** Which part of a course lies before the point of it that is nearest to a position. */
    static double part(PointList course, Position position) {
        double east = METRES_PER_DEGREE * Math.cos(Math.toRadians(position.lat()));
        double walked = 0;
        double nearest = Double.POSITIVE_INFINITY;
        double at = 0;
        for (int i = 1; i < course.size(); i++) {
            double x = (course.getLon(i - 1) - position.lon()) * east;
            double y = (course.getLat(i - 1) - position.lat()) * METRES_PER_DEGREE;
            double dx = (course.getLon(i) - course.getLon(i - 1)) * east;
            double dy = (course.getLat(i) - course.getLat(i - 1)) * METRES_PER_DEGREE;
            double length = Math.hypot(dx, dy);
            double share = length == 0 ? 0 : Math.clamp(-(x * dx + y * dy) / (length * length), 0, 1);
            double away = Math.hypot(x + share * dx, y + share * dy);
            if (away < nearest) {
                nearest = away;
                at = walked + share * length;
            }
            walked += length;
        }
        return walked == 0 ? 0 : Math.clamp(at / walked, 0, 1);
    }
}
