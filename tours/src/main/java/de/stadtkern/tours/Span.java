package de.stadtkern.tours;

/** Time a stretch of a route takes: Vidal et al. (2013), equations for concatenation. */
final class Span {

    double duration;
    double warp;
    double early;
    double late;

    /** How long of it is spent waiting. */
    double idle;

    void take(Spans all, int index) {
        int at = Spans.at(index);
        duration = all.values[at];
        warp = all.values[at + 1];
        early = all.values[at + 2];
        late = all.values[at + 3];
        idle = all.values[at + 4];
    }

    void take(Span other) {
        duration = other.duration;
        warp = other.warp;
        early = other.early;
        late = other.late;
        idle = other.idle;
    }

    /** Puts another stretch behind this one. */
    void append(Spans all, int index, double seconds) {
        int at = Spans.at(index);
        double first = all.values[at + 2];
        double last = all.values[at + 3];
        double delta = duration - warp + seconds;
        double wait = Math.max(0, first - delta - late);
        double back = Math.max(0, early + delta - last);
        early = Math.max(first - delta, early) - wait;
        late = Math.min(last - delta, late) + back;
        duration += all.values[at] + seconds + wait;
        warp += all.values[at + 1] + back;
        idle += all.values[at + 4] + wait;
    }

    /** Puts something that takes a while and has a window behind this one. */
    void append(double seconds, double begin, double end) {
        double delta = duration - warp;
        double wait = Math.max(0, begin - delta - late);
        double back = Math.max(0, early + delta - end);
        early = Math.max(begin - delta, early) - wait;
        late = Math.min(end - delta, late) + back;
        duration += seconds + wait;
        warp += back + Math.max(0, begin - end);
        idle += wait;
    }

    /** Puts another stretch before this one. */
    void prepend(Spans all, int index, double seconds) {
        int at = Spans.at(index);
        double first = all.values[at + 2];
        double last = all.values[at + 3];
        double delta = all.values[at] - all.values[at + 1] + seconds;
        double wait = Math.max(0, early - delta - last);
        double back = Math.max(0, first + delta - late);
        early = Math.max(early - delta, first) - wait;
        late = Math.min(late - delta, last) + back;
        duration += all.values[at] + seconds + wait;
        warp += all.values[at + 1] + back;
        idle += all.values[at + 4] + wait;
    }
}
