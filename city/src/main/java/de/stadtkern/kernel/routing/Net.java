package de.stadtkern.kernel.routing;

import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.util.AngleCalc;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import de.stadtkern.kernel.geo.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The road graph as arrays. An edge e is driven as key 2e from its first node to its second and as key 2e + 1 back, as
 * everywhere in GraphHopper.
 */
final class Net {

    final BaseGraph graph;
    final LocationIndex index;
    final int nodes;
    final int edges;

    /** The node where a key ends; it begins where key ^ 1 ends. */
    final int[] head;

    /** The keys that begin at a node are {@code out[first[node]]} to {@code out[first[node + 1] - 1]}. */
    final int[] first;

    final int[] out;

    /** Where a key is in {@code out}. */
    final int[] place;

    /** Length of an edge in whole centimetres. */
    final int[] centimetres;

    /** In which direction a key leaves its first node, in degrees clockwise from north. */
    private final float[] bearing;

    private final BooleanEncodedValue roundabout;

    Net(BaseGraph graph, LocationIndex index, RoadFacts facts) {
        this.roundabout = facts.roundabout;
        this.graph = graph;
        this.index = index;
        this.nodes = graph.getNodes();
        this.edges = graph.getEdges();
        this.head = new int[2 * edges];
        this.first = new int[nodes + 1];
        this.out = new int[2 * edges];
        this.place = new int[2 * edges];
        this.centimetres = new int[edges];
        this.bearing = new float[2 * edges];
        AllEdgesIterator edge = graph.getAllEdges();
        while (edge.next()) {
            read(edge);
        }
        sortByTail();
    }

    private void read(AllEdgesIterator edge) {
        int key = 2 * edge.getEdge();
        head[key] = edge.getAdjNode();
        head[key + 1] = edge.getBaseNode();
        centimetres[edge.getEdge()] = (int) Math.max(1, Math.round(edge.getDistance() * 100));
        PointList course = edge.fetchWayGeometry(FetchMode.ALL);
        int last = course.size() - 1;
        bearing[key] = (float) bearing(course, 0, 1);
        bearing[key + 1] = (float) bearing(course, last, last - 1);
    }

    private static double bearing(PointList course, int from, int to) {
        return AngleCalc.ANGLE_CALC.calcAzimuth(
                course.getLat(from), course.getLon(from), course.getLat(to), course.getLon(to));
    }

    private void sortByTail() {
        for (int key = 0; key < out.length; key++) {
            first[tail(key) + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            first[node + 1] += first[node];
        }
        int[] next = first.clone();
        for (int key = 0; key < out.length; key++) {
            place[key] = next[tail(key)]++;
            out[place[key]] = key;
        }
    }

    int tail(int key) {
        return head[key ^ 1];
    }

    /** How far one turns from one key into the next, in degrees: −180 to 180, to the right is positive. */
    double angle(int in, int out) {
        double turned = bearing[out] - (bearing[in ^ 1] + 180);
        return turned - 360 * Math.floor((turned + 180) / 360);
    }

    boolean isRoundabout(int key) {
        return graph.getEdgeIteratorStateForKey(key).get(roundabout);
    }

    String street(int key) {
        String name = graph.getEdgeIteratorState(key >> 1, Integer.MIN_VALUE).getName();
        return name == null ? "" : name;
    }

    /** The names of the other streets at a node. */
    String crossing(int node, int edge) {
        return IntStream.range(first[node], first[node + 1])
                .mapToObj(at -> street(out[at]))
                .filter(name -> !name.isEmpty() && !name.equals(street(2 * edge)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The positions along a key, its two nodes included. */
    List<Position> course(int key) {
        PointList points = graph.getEdgeIteratorStateForKey(key).fetchWayGeometry(FetchMode.ALL);
        List<Position> course = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            course.add(new Position(points.getLon(i), points.getLat(i)));
        }
        return course;
    }

    Position position(int node) {
        return new Position(
                graph.getNodeAccess().getLon(node), graph.getNodeAccess().getLat(node));
    }
}
