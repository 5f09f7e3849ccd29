package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.portal.Cell;
import de.stadtkern.kernel.portal.Mark;
import de.stadtkern.kernel.portal.Page;
import java.util.Objects;

/** How people read a level: with what it is worth, and its age beside it. */
public final class LevelWording {

    private static final double NEARLY_FULL = 0.75;
    private static final double FULL = 0.9;

    private LevelWording() {}

    /** In words, with its uncertainty and state; the time is to be shown beside it. */
    public static String text(Page page, Level level) {
        String last = level.share() == null ? "" : page.number(level.share() * 100, 0);
        String spread = level.spread() == null ? "" : page.number(level.spread() * 100, 0);
        return switch (level.state()) {
            case LIVE, ESTIMATED, STALE -> page.text("containers.level." + level.state(), last, spread);
            case IMPLAUSIBLE -> {
                String why = page.text("containers.doubt." + Objects.requireNonNull(level.doubt()));
                yield last.isEmpty()
                        ? page.text("containers.level.doubted", why)
                        : page.text("containers.level.doubted-last", why, last);
            }
            case UNKNOWN -> page.text("containers.level.UNKNOWN");
        };
    }

    public static Mark mark(Level level) {
        return switch (level.state()) {
            case LIVE, ESTIMATED -> {
                double share = Objects.requireNonNull(level.share());
                yield share >= FULL ? Mark.DANGER : share >= NEARLY_FULL ? Mark.WARNING : Mark.OK;
            }
            case STALE -> Mark.STALE;
            case IMPLAUSIBLE -> level.doubt() == Doubt.HOT ? Mark.DANGER : Mark.INFO;
            case UNKNOWN -> Mark.UNKNOWN;
        };
    }

    /** For a table. */
    public static Cell cell(Page page, Level level) {
        return Cell.badge(mark(level), text(page, level));
    }
}
