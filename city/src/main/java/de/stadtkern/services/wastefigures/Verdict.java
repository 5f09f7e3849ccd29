package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.portal.Mark;
import org.jspecify.annotations.Nullable;

/** What is to be thought of a bin. */
enum Verdict {
    ALONE(Mark.DANGER),
    TOO_SMALL(Mark.WARNING),
    TOO_SELDOM(Mark.WARNING),
    HARDLY_USED(Mark.INFO),
    FITS(Mark.OK),
    UNKNOWN(Mark.UNKNOWN);

    private final Mark mark;

    Verdict(Mark mark) {
        this.mark = mark;
    }

    Mark mark() {
        return mark;
    }

    /**
     * The first that holds: full always, or often with reports, and no other bin near; full often although emptied in short
     * intervals; full often; hardly used; fits.
     *
     * @param nearest metres to the next bin of the same content; null when there is none
     */
    static Verdict of(Bin bin, @Nullable Double nearest, FiguresSettings rules) {
        int complaints = bin.counts().reportedFull() + bin.counts().reportedLitter();
        boolean reported = complaints >= rules.manyReports();
        Double full = bin.fullShare();
        Double weeks = bin.weeksBetween();
        Double level = bin.counts().meanLevel();
        boolean judged = bin.counts().known() >= rules.leastEmptyings() && full != null && level != null;
        double often = judged && full != null ? full : 0;
        if (!judged && !reported) {
            return UNKNOWN;
        }
        boolean alone = nearest == null || nearest > rules.nearMetres();
        if (alone && (reported || often >= rules.alwaysFull())) {
            return ALONE;
        }
        if (reported || often >= rules.oftenFull()) {
            boolean soon = weeks != null
                    && Math.round(weeks * Bin.SECONDS_PER_WEEK)
                            <= rules.shortInterval().toSeconds();
            return soon ? TOO_SMALL : TOO_SELDOM;
        }
        return level != null && level <= rules.hardlyUsed() ? HARDLY_USED : FITS;
    }
}
