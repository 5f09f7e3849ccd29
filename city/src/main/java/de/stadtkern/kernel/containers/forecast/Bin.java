package de.stadtkern.kernel.containers.forecast;

import de.stadtkern.kernel.containers.forecast.Effect.Reach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of one container. */
final class Bin {

    private static final Reach OWN = new Reach(0.4, 8000);
    private static final Reach OWN_WEEKDAY = new Reach(0.1, 4000);
    private static final int SURPRISES = 20;

    final long id;
    final List<String> groups;
    final Effect own;
    final Effect[] weekdays;
    final Surprises surprises = new Surprises(SURPRISES);

    /** Emptyings that were learnt from. */
    int emptyings;

    /** Share of emptyings at which it was full, the later ones counting more. */
    double full;

    /** When it was emptied for the last time; NaN when nobody knows. */
    double emptied = Double.NaN;

    /** The last that was found. */
    @Nullable
    Finding last;

    Bin(long id, List<String> groups, double hour) {
        this.id = id;
        this.groups = groups;
        this.own = new Effect(OWN, hour);
        this.weekdays = Pace.effects(7, OWN_WEEKDAY, hour);
    }
}
