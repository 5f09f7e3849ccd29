package de.stadtkern.kernel.routing;

import com.graphhopper.storage.index.LocationIndexTree;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.BBox;
import de.stadtkern.kernel.geo.Position;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * The edges that lie along closed lines. An edge is closed when it runs beside a line, in about its direction, for 10 m
 * or half its length; streets that only cross the line stay open.
 *
 * @param driving closed for all but people on foot and in wheelchairs
 * @param walking closed for these as well
 */
record ClosedRoads(BitSet driving, BitSet walking) {

    static final ClosedRoads NONE = new ClosedRoads(new BitSet(), new BitSet());

    private static final double BESIDE_METRES = 8;
    private static final double ENOUGH_METRES = 10;
    private static final double SAMPLE_METRES = 2;
    private static final double COSINE_OF_DIRECTION = Math.cos(Math.toRadians(35));
    private static final double METRES_PER_DEGREE = 111_195;

    static ClosedRoads of(Net net, Collection<ClosedLine> lines) {
        ClosedRoads closed = new ClosedRoads(new BitSet(net.edges), new BitSet(net.edges));
        for (ClosedLine line : lines) {
            ((LocationIndexTree) net.index).query(box(line.course()), edge -> {
                if (!closed.driving.get(edge) || line.onFootToo()) {
                    closed.add(net, edge, line);
                }
            });
        }
        return closed;
    }

    BitSet edges(Profile profile) {
        return switch (profile) {
            case FOOT, WHEELCHAIR -> walking;
            case CAR, TRUCK, BICYCLE -> driving;
        };
    }

    /** Whether the closed line closes a street of this course. */
    static boolean liesAlong(List<Position> course, List<Position> line) {
        PointList points = new PointList(course.size(), false);
        course.forEach(position -> points.add(position.lat(), position.lon()));
        return closes(points, Courses.length(course), line);
    }

    private static boolean closes(PointList course, double length, List<Position> line) {
        return metresBeside(course, line) >= Math.min(ENOUGH_METRES, length / 2);
    }

    private void add(Net net, int edge, ClosedLine line) {
        PointList course = net.graph.getEdgeIteratorStateForKey(2 * edge).fetchWayGeometry(FetchMode.ALL);
        if (closes(course, net.centimetres[edge] / 100.0, line.course())) {
            driving.set(edge);
            if (line.onFootToo()) {
                walking.set(edge);
            }
        }
    }

    private static double metresBeside(PointList edge, List<Position> line) {
        Position origin = line.getFirst();
        double east = METRES_PER_DEGREE * Math.cos(Math.toRadians(origin.lat()));
        double beside = 0;
        for (int i = 1; i < edge.size(); i++) {
            double x = (edge.getLon(i - 1) - origin.lon()) * east;
            double y = (edge.getLat(i - 1) - origin.lat()) * METRES_PER_DEGREE;
            double dx = (edge.getLon(i) - origin.lon()) * east - x;
            double dy = (edge.getLat(i) - origin.lat()) * METRES_PER_DEGREE - y;
            double length = Math.hypot(dx, dy);
            int samples = (int) Math.max(1, Math.ceil(length / SAMPLE_METRES));
            for (int sample = 0; sample < samples; sample++) {
                double share = (sample + 0.5) / samples;
                if (isBeside(x + share * dx, y + share * dy, dx / length, dy / length, line, east)) {
                    beside += length / samples;
                }
            }
        }
        return beside;
    }

    private static boolean isBeside(double x, double y, double ux, double uy, List<Position> line, double east) {
        Position origin = line.getFirst();
        for (int i = 1; i < line.size(); i++) {
            double ax = (line.get(i - 1).lon() - origin.lon()) * east;
            double ay = (line.get(i - 1).lat() - origin.lat()) * METRES_PER_DEGREE;
            double dx = (line.get(i).lon() - origin.lon()) * east - ax;
            double dy = (line.get(i).lat() - origin.lat()) * METRES_PER_DEGREE - ay;
            double length = Math.hypot(dx, dy);
            double along = ((x - ax) * dx + (y - ay) * dy) / length;
            double across = Math.abs((x - ax) * dy - (y - ay) * dx) / length;
            boolean sameDirection = Math.abs(ux * dx + uy * dy) / length >= COSINE_OF_DIRECTION;
            if (sameDirection && across <= BESIDE_METRES && along >= 0 && along <= length) {
                return true;
            }
        }
        return false;
    }

    private static BBox box(List<Position> course) {
        double margin = 2 * BESIDE_METRES / METRES_PER_DEGREE * 2;
        BBox box = BBox.createInverse(false);
        course.forEach(position -> box.update(position.lat(), position.lon()));
        return new BBox(box.minLon - margin, box.maxLon + margin, box.minLat - margin, box.maxLat + margin);
    }
}
