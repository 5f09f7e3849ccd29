package de.stadtkern.tours;

import java.util.Arrays;

/** The labels of a {@link Simulation}, as arrays that grow and are used again. */
final class Labels {

    private static final int NONE = -1;

    double[] cost = new double[64];
    double[] faults = new double[64];
    double[] value = new double[64];
    double[] duration = new double[64];
    double[] warp = new double[64];
    double[] early = new double[64];
    double[] late = new double[64];
    int[] parent = new int[64];
    int[] task = new int[64];
    int[] slot = new int[64];
    int[] breaks = new int[64];
    int[] facility = new int[64];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** A label that nothing has reached yet. */
    int fresh(int of) {
        if (size == cost.length) {
            grow();
        }
        cost[size] = Double.POSITIVE_INFINITY;
        value[size] = Double.POSITIVE_INFINITY;
        faults[size] = 0;
        duration[size] = 0;
        warp[size] = 0;
        parent[size] = NONE;
        task[size] = of;
        breaks[size] = 0;
        facility[size] = NONE;
        return size++;
    }

    void take(int label, Span span) {
        span.duration = duration[label];
        span.warp = warp[label];
        span.early = early[label];
        span.late = late[label];
    }

    void put(int label, Span span) {
        duration[label] = span.duration;
        warp[label] = span.warp <= Evaluation.TOLERANCE ? 0 : span.warp;
        early[label] = span.early;
        late[label] = span.late;
    }

    private void grow() {
        int more = 2 * size;
        cost = Arrays.copyOf(cost, more);
        faults = Arrays.copyOf(faults, more);
        value = Arrays.copyOf(value, more);
        duration = Arrays.copyOf(duration, more);
        warp = Arrays.copyOf(warp, more);
        early = Arrays.copyOf(early, more);
        late = Arrays.copyOf(late, more);
        parent = Arrays.copyOf(parent, more);
        task = Arrays.copyOf(task, more);
        slot = Arrays.copyOf(slot, more);
        breaks = Arrays.copyOf(breaks, more);
        facility = Arrays.copyOf(facility, more);
    }
}
