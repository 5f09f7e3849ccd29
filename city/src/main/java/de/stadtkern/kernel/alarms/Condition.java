package de.stadtkern.kernel.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When values raise an alarm and when they clear it. Raised by a value at or beyond {@code raiseAt} when the values have
 * been there without interruption for {@code dwell} and it is at least the {@code needed}th of the last {@code window}
 * values; cleared by the first value at or beyond {@code clearAt}. Between the two limits nothing changes.
 *
 * @param raiseAt in the unit of the values
 * @param clearAt in the unit of the values, on the other side of {@code raiseAt}
 * @param dwell 0 to 24 hours
 * @param needed 1 to {@code window}
 * @param window 1 to 20
 */
record Condition(Direction direction, double raiseAt, double clearAt, Duration dwell, int needed, int window)
        implements Trigger {

    static final Duration LONGEST_DWELL = Duration.ofHours(24);
    static final int WIDEST_WINDOW = 20;

    /** Values further apart than this say nothing about the time between them. */
    static final Duration LONGEST_GAP = Duration.ofHours(2);

    /** Which side is the bad one. */
    enum Direction {
        ABOVE,
        BELOW
    }

    /** A measured value. */
    record Sample(Instant time, double value) {}

    /** The value at which the alarm was raised, or else cleared. */
    record Turn(boolean raised, Sample at) {}

    Condition {
        if (!Double.isFinite(raiseAt)
                || !Double.isFinite(clearAt)
                || !isBeyond(opposite(direction), clearAt, raiseAt)) {
            throw new IllegalArgumentException("clearAt must lie on the other side of raiseAt");
        }
        if (dwell.isNegative() || dwell.compareTo(LONGEST_DWELL) > 0) {
            throw new IllegalArgumentException("dwell");
        }
        if (needed < 1 || needed > window || window > WIDEST_WINDOW) {
            throw new IllegalArgumentException("needed of window");
        }
    }

    /** How far before a value others can matter for it, besides the {@code window} before it. */
    Duration lookBack() {
        return dwell.plus(LONGEST_GAP);
    }

    /**
     * What the values change.
     *
     * @param active whether the alarm is active before the first of them
     * @param samples in the order of their time
     * @param counts whether a value of this time can raise an alarm; every value can clear one
     */
    List<Turn> judge(boolean active, List<Sample> samples, Predicate<Instant> counts) {
        List<Turn> turns = new ArrayList<>();
        Past past = new Past();
        boolean on = active;
        for (Sample sample : samples) {
            boolean turned = on
                    ? reaches(opposite(direction), sample.value(), clearAt)
                    : past.add(
                            sample.time(), reaches(direction, sample.value(), raiseAt) && counts.test(sample.time()));
            if (turned) {
                on = !on;
                turns.add(new Turn(on, sample));
                past = new Past();
            }
        }
        return turns;
    }

    private static boolean reaches(Direction side, double value, double limit) {
        return value == limit || isBeyond(side, value, limit);
    }

    private static boolean isBeyond(Direction side, double value, double limit) {
        return side == Direction.ABOVE ? value > limit : value < limit;
    }

    private static Direction opposite(Direction direction) {
        return direction == Direction.ABOVE ? Direction.BELOW : Direction.ABOVE;
    }

    /** The values since the last turn. */
    private final class Past {

        private final Deque<Boolean> recent = new ArrayDeque<>();
        private @Nullable Instant since;
        private @Nullable Instant last;

        /** Whether the alarm is to be raised now. */
        private boolean add(Instant time, boolean bad) {
            boolean gap = last != null && Duration.between(last, time).compareTo(LONGEST_GAP) > 0;
            last = time;
            if (!bad) {
                since = null;
            } else if (since == null || gap) {
                since = time;
            }
            recent.add(bad);
            if (recent.size() > window) {
                recent.remove();
            }
            return since != null
                    && Duration.between(since, time).compareTo(dwell) >= 0
                    && recent.stream().filter(one -> one).count() >= needed;
        }
    }
}
