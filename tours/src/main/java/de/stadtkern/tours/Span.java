package de.stadtkern.tours;

/** Time a stretch of a route takes: Vidal et al. (2013), equations for concatenation. */
final class Span {

    double duration;
    double warp;
    double early;
    double late;

    void take(Spans all, int index) {
        duration = all.duration[index];
        warp = all.warp[index];
        early = all.early[index];
        late = all.late[index];
    }

    /** Puts another stretch behind this one. */
    void append(Spans all, int index, double seconds) {
        double delta = duration - warp + seconds;
        double wait = Math.max(0, all.early[index] - delta - late);
        double back = Math.max(0, early + delta - all.late[index]);
        early = Math.max(all.early[index] - delta, early) - wait;
        late = Math.min(all.late[index] - delta, late) + back;
        duration += all.duration[index] + seconds + wait;
        warp += all.warp[index] + back;
    }

    /** Puts another stretch before this one. */
    void prepend(Spans all, int index, double seconds) {
        double delta = all.duration[index] - all.warp[index] + seconds;
        double wait = Math.max(0, early - delta - all.late[index]);
        double back = Math.max(0, all.early[index] + delta - late);
        early = Math.max(early - delta, all.early[index]) - wait;
        late = Math.min(late - delta, all.late[index]) + back;
        duration += all.duration[index] + seconds + wait;
        warp += all.warp[index] + back;
    }
}
