package de.stadtkern.tours;

/** The {@link Span} of each node, as arrays. */
final class Spans {

    final double[] duration;
    final double[] warp;
    final double[] early;
    final double[] late;

    Spans(int count) {
        duration = new double[count];
        warp = new double[count];
        early = new double[count];
        late = new double[count];
    }

    void set(int index, double seconds, double begin, double end) {
        duration[index] = seconds;
        early[index] = begin;
        late[index] = end;
        if (begin > end) {
            warp[index] = begin - end;
        }
    }

    void put(int index, Span span) {
        duration[index] = span.duration;
        warp[index] = span.warp;
        early[index] = span.early;
        late[index] = span.late;
    }
}
