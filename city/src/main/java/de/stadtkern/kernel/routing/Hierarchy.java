package de.stadtkern.kernel.routing;

import com.graphhopper.routing.ch.NodeOrderingProvider;
import com.graphhopper.routing.ch.PrepareContractionHierarchies;
import com.graphhopper.storage.CHConfig;
import com.graphhopper.storage.CHStorage;
import com.graphhopper.storage.RoutingCHEdgeExplorer;
import com.graphhopper.storage.RoutingCHEdgeIterator;
import com.graphhopper.storage.RoutingCHEdgeIteratorState;
import com.graphhopper.storage.RoutingCHGraph;
import com.graphhopper.storage.RoutingCHGraphImpl;
import java.util.Arrays;

/**
 * GraphHopper's contraction hierarchy of one profile, laid out for whole rows: from each node the arcs up, and into each
 * node the arcs down from above. An arc is an edge or a shortcut; it has the key with which it begins and the key with
 * which it ends, so that turns count between arcs.
 */
final class Hierarchy {

    private static final long UNKNOWN = -1;

    final Net net;
    final Costs costs;

    /** The nodes, the lowest first, and where each is in this order. */
    final int[] byRank;

    final int[] rank;

    final Arcs up;
    final Arcs down;
    final Arcs loops;

    /** Arcs, those of a node side by side. */
    static final class Arcs {
        final int[] start;
        int[] firstKey = new int[1024];
        int[] lastKey = new int[1024];
        long[] label = new long[1024];
        private int size;

        Arcs(int nodes) {
            start = new int[nodes + 1];
        }

        private void add(int first, int last, long cost) {
            if (size == label.length) {
                firstKey = Arrays.copyOf(firstKey, 2 * size);
                lastKey = Arrays.copyOf(lastKey, 2 * size);
                label = Arrays.copyOf(label, 2 * size);
            }
            firstKey[size] = first;
            lastKey[size] = last;
            label[size++] = cost;
        }

        int size() {
            return size;
        }
    }

    private Hierarchy(Net net, Costs costs, RoutingCHGraph graph) {
        this.net = net;
        this.costs = costs;
        this.byRank = new int[net.nodes];
        this.rank = new int[net.nodes];
        for (int node = 0; node < net.nodes; node++) {
            rank[node] = graph.getLevel(node);
            byRank[rank[node]] = node;
        }
        this.up = new Arcs(net.nodes);
        this.down = new Arcs(net.nodes);
        this.loops = new Arcs(net.nodes);
        read(graph);
    }

    /**
     * Prepares the hierarchy. The name must not be in use for another one that is prepared at the same time.
     *
     * @param order of the nodes, from a hierarchy of another profile, which spares most of the work; empty to find one
     */
    static Hierarchy prepare(Net net, Costs costs, String name, int[] order) {
        CHConfig config = CHConfig.edgeBased(name, costs);
        PrepareContractionHierarchies contraction = PrepareContractionHierarchies.fromGraph(net.graph, config);
        if (order.length > 0) {
            contraction.useFixedNodeOrdering(NodeOrderingProvider.fromArray(order));
        }
        CHStorage storage = contraction.doWork().getCHStorage();
        try {
            return new Hierarchy(net, costs, RoutingCHGraphImpl.fromGraph(net.graph, storage, config));
        } finally {
            storage.close();
            net.graph.getDirectory().remove("nodes_ch_" + name);
            net.graph.getDirectory().remove("shortcuts_" + name);
        }
    }

    private void read(RoutingCHGraph graph) {
        long[] lengths = new long[graph.getShortcuts()];
        Arrays.fill(lengths, UNKNOWN);
        RoutingCHEdgeExplorer out = graph.createOutEdgeExplorer();
        RoutingCHEdgeExplorer in = graph.createInEdgeExplorer();
        for (int node = 0; node < net.nodes; node++) {
            RoutingCHEdgeIterator arc = out.setBaseNode(node);
            while (arc.next()) {
                if (arc.getAdjNode() == node) {
                    loops.add(arc.getOrigEdgeKeyFirst(), arc.getOrigEdgeKeyLast(), label(graph, arc, false, lengths));
                } else if (rank[arc.getAdjNode()] > rank[node]) {
                    add(up, arc.getOrigEdgeKeyFirst(), arc.getOrigEdgeKeyLast(), label(graph, arc, false, lengths));
                }
            }
            arc = in.setBaseNode(node);
            while (arc.next()) {
                if (arc.getAdjNode() != node && rank[arc.getAdjNode()] > rank[node]) {
                    boolean edge = !arc.isShortcut();
                    int flip = edge ? 1 : 0;
                    add(
                            down,
                            arc.getOrigEdgeKeyFirst() ^ flip,
                            arc.getOrigEdgeKeyLast() ^ flip,
                            label(graph, arc, true, lengths));
                }
            }
            up.start[node + 1] = up.size();
            down.start[node + 1] = down.size();
            loops.start[node + 1] = loops.size();
        }
    }

    private static void add(Arcs arcs, int first, int last, long label) {
        if (Labels.isWay(label)) {
            arcs.add(first, last, label);
        }
    }

    private long label(RoutingCHGraph graph, RoutingCHEdgeIteratorState arc, boolean reverse, long[] lengths) {
        double weight = arc.getWeight(reverse);
        return Double.isInfinite(weight)
                ? Labels.NO_WAY
                : Labels.of(Math.round(weight), centimetres(graph, arc.getEdge(), lengths));
    }

    private long centimetres(RoutingCHGraph graph, int arc, long[] lengths) {
        if (arc < net.edges) {
            return net.centimetres[arc];
        }
        int shortcut = arc - net.edges;
        if (lengths[shortcut] == UNKNOWN) {
            RoutingCHEdgeIteratorState state = graph.getEdgeIteratorState(arc, Integer.MIN_VALUE);
            lengths[shortcut] = centimetres(graph, state.getSkippedEdge1(), lengths)
                    + centimetres(graph, state.getSkippedEdge2(), lengths);
        }
        return lengths[shortcut];
    }
}
