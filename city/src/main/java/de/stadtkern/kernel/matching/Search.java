package de.stadtkern.kernel.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Looks for shortest ways (Dijkstra) near an edge and remembers what it found. */
final class Search {

    /** What turning round counts, where the road goes on: so much farther must the other way be. */
    static final double TURNING = 50;

    private static final double LEAST_RADIUS = 300;
    private static final int MOST_EDGES = 20_000;
    private static final int MOST_REMEMBERED = 4_000_000;

    private final RoadNetwork network;
    private final @Nullable Reach[] remembered;
    private int size;
    private final float[] metres;
    private final int[] previous;
    private final int[] settled;
    private final Heap heap;

    Search(RoadNetwork network) {
        this.network = network;
        remembered = new @Nullable Reach[network.edges()];
        metres = new float[network.edges()];
        Arrays.fill(metres, Float.POSITIVE_INFINITY);
        previous = new int[network.edges()];
        settled = new int[Math.min(MOST_EDGES, network.edges())];
        heap = new Heap(metres);
    }

    /** Reaches at least so far, unless there are very many edges. What is found does not depend on what was asked before. */
    Reach from(int edge, double radius) {
        Reach known = remembered[edge];
        if (known != null && known.radius() >= radius) {
            return known;
        }
        double wanted = LEAST_RADIUS;
        while (wanted < radius) {
            wanted *= 2;
        }
        Reach found = search(edge, wanted);
        if (size > MOST_REMEMBERED) {
            Arrays.fill(remembered, null);
            size = 0;
        }
        size += found.size() - (remembered[edge] instanceof Reach old ? old.size() : 0);
        remembered[edge] = found;
        return found;
    }

    private Reach search(int from, double radius) {
        heap.clear();
        int count = 0;
        goOn(from, -1, 0, radius);
        while (!heap.isEmpty() && count < settled.length) {
            int edge = heap.poll();
            settled[count++] = edge;
            goOn(edge, edge, metres[edge] + network.metres(edge), radius);
        }
        int[] edges = Arrays.copyOf(settled, count);
        Arrays.sort(edges);
        float[] far = new float[count];
        int[] before = new int[count];
        for (int i = 0; i < count; i++) {
            far[i] = metres[edges[i]];
            before[i] = previous[edges[i]];
        }
        heap.forgetTouched();
        return new Reach(radius, edges, far, before);
    }

    private void goOn(int edge, int as, double driven, double radius) {
        // the edge that the search starts from is named −1, but the road is the same
        for (int i = network.firstAfter(edge); i < network.lastAfter(edge); i++) {
            int next = network.leaving(i);
            boolean turns = next == RoadNetwork.opposite(edge) && !network.isDeadEnd(edge);
            float far = (float) (driven + (turns ? TURNING : 0));
            if (far <= radius && far < metres[next]) {
                metres[next] = far;
                previous[next] = as;
                heap.offer(next);
            }
        }
    }
}
