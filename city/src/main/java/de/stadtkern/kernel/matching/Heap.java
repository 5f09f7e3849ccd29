package de.stadtkern.kernel.matching;

import java.util.Arrays;

/** Edges by their distance, the nearest first; the same edge is in it once. */
final class Heap {

    private final float[] metres;
    private final int[] place;
    private int[] edges = new int[64];
    private int size;
    private int[] touched = new int[64];
    private int touchedSize;

    /** Orders by what stands in the array at the time. */
    Heap(float[] metres) {
        this.metres = metres;
        place = new int[metres.length];
        Arrays.fill(place, -1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Puts an edge in, or moves it up when it came nearer. */
    void offer(int edge) {
        if (place[edge] < 0) {
            if (size == edges.length) {
                edges = Arrays.copyOf(edges, 2 * size);
            }
            if (touchedSize == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touchedSize);
            }
            touched[touchedSize++] = edge;
            place[edge] = size;
            edges[size++] = edge;
        }
        up(place[edge]);
    }

    int poll() {
        int nearest = edges[0];
        place[nearest] = -1;
        int last = edges[--size];
        if (size > 0) {
            edges[0] = last;
            place[last] = 0;
            down();
        }
        return nearest;
    }

    void clear() {
        while (size > 0) {
            place[edges[--size]] = -1;
        }
    }

    /** Sets back the distances of all edges that were ever put in. */
    void forgetTouched() {
        clear();
        while (touchedSize > 0) {
            metres[touched[--touchedSize]] = Float.POSITIVE_INFINITY;
        }
    }

    private void up(int at) {
        int edge = edges[at];
        while (at > 0 && isBefore(edge, edges[(at - 1) / 2])) {
            put(at, edges[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, edge);
    }

    private void down() {
        int edge = edges[0];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(edges[child + 1], edges[child])) {
                child++;
            }
            if (!isBefore(edges[child], edge)) {
                break;
            }
            put(at, edges[child]);
            at = child;
        }
        put(at, edge);
    }

    private boolean isBefore(int one, int other) {
        return metres[one] < metres[other] || (metres[one] == metres[other] && one < other);
    }

    private void put(int at, int edge) {
        edges[at] = edge;
        place[edge] = at;
    }
}
