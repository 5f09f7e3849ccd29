package de.stadtkern.tours;

/** The {@link Span} of each node, one behind the other in an array. */
final class Spans {

    private static final int SIZE = 5;

    final double[] values;

    Spans(int count) {
        values = new double[SIZE * count];
    }

    static int at(int index) {
        return SIZE * index;
    }

    void set(int index, double seconds, double begin, double end) {
        put(index, seconds, Math.max(0, begin - end), begin, end, 0);
    }

    /** Earliest moment at which a stretch without lateness is over. */
    double earliestEnd(int index) {
        int at = at(index);
        return values[at + 2] + values[at] - values[at + 1];
    }

    /** Latest moment to begin a stretch without being late. */
    double late(int index) {
        return values[at(index) + 3];
    }

    void put(int index, Span span) {
        put(index, span.duration, span.warp, span.early, span.late, span.idle);
    }

    private void put(int index, double duration, double warp, double early, double late, double idle) {
        int at = at(index);
        values[at] = duration;
        values[at + 1] = warp;
        values[at + 2] = early;
        values[at + 3] = late;
        values[at + 4] = idle;
    }
}
