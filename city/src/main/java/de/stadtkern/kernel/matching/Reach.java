package de.stadtkern.kernel.matching;

import java.util.Arrays;

/**
 * The shortest ways from the end of one edge to the beginnings of others.
 *
 * @param radius farther edges are not in it
 * @param edges sorted
 * @param metres from the end of the one edge to the beginning of each, turning round included
 * @param previous the edge before each; −1 when it follows the one edge itself
 */
record Reach(double radius, int[] edges, float[] metres, int[] previous) {

    /** Infinite when there is no way within the radius. */
    double metresTo(int edge) {
        int i = Arrays.binarySearch(edges, edge);
        return i < 0 ? Double.POSITIVE_INFINITY : metres[i];
    }

    /** The edge before this one on the way; −1 when there is none in between. */
    int before(int edge) {
        return previous[Arrays.binarySearch(edges, edge)];
    }

    int size() {
        return edges.length;
    }
}
