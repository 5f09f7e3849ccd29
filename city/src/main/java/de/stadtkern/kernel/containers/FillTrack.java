package de.stadtkern.kernel.containers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the readings of a sensor tell of its container, one after the other: the level that is believed, and what speaks
 * against the newest. A reading that is not newer than all before changes nothing, but that a warning may come in a message
 * of its own right after the level of the same moment.
 *
 * @param share 0 to 1, believed; null before the first
 * @param at when it was measured
 * @param doubt why the newest reading is not believed; null when it is
 * @param droppedAt the reading that may have been the first after an emptying
 * @param seenUntil the newest reading
 */
record FillTrack(
        @Nullable Double share,
        double spread,
        @Nullable Instant at,
        @Nullable Doubt doubt,
        @Nullable Instant doubtAt,
        @Nullable Instant droppedAt,
        @Nullable Instant seenUntil) {

    static final FillTrack NOTHING = new FillTrack(null, 0, null, null, null, null, null);

    /** A reading: a level, perhaps with a doubt beside it, or only a doubt. */
    record Sample(Instant at, FillLevel.Judged judged) {}

    /** The container was emptied, as two readings say. */
    record Emptied(Instant at, double shareBefore, double spread) {}

    /** What is known after a reading, and what happened. */
    record Step(FillTrack track, @Nullable Emptied emptied) {}

    Step next(Sample sample, FillRules rules) {
        Double now = sample.judged().share();
        if (seenUntil != null && !sample.at().isAfter(seenUntil)) {
            boolean warnsOfTheNewest = now == null
                    && sample.at().equals(seenUntil)
                    && sample.judged().doubt() != doubt;
            return new Step(warnsOfTheNewest ? doubted(sample, sample.judged().doubt(), droppedAt) : this, null);
        }
        if (now == null) {
            return new Step(doubted(sample, sample.judged().doubt(), droppedAt), null);
        }
        if (share == null || at == null) {
            return new Step(settled(sample, now), null);
        }
        if (droppedAt != null) {
            return rules.isDrop(share, now)
                    ? new Step(settled(sample, now), new Emptied(droppedAt, share, spread))
                    : new Step(settled(sample, now), null);
        }
        if (rules.isDrop(share, now)) {
            return new Step(doubted(sample, Doubt.UNCONFIRMED, sample.at()), null);
        }
        boolean stillBlocked = doubt == Doubt.BLOCKED && now >= FillRules.ALL;
        return stillBlocked || rules.isJump(share, now, Duration.between(at, sample.at()))
                ? new Step(doubted(sample, Doubt.BLOCKED, null), null)
                : new Step(settled(sample, now), null);
    }

    boolean isFull() {
        return share != null && share >= FillRules.ALL;
    }

    private FillTrack settled(Sample sample, double now) {
        Doubt beside = sample.judged().doubt();
        return new FillTrack(
                now,
                sample.judged().spread(),
                sample.at(),
                beside,
                beside == null ? null : sample.at(),
                null,
                sample.at());
    }

    private FillTrack doubted(Sample sample, @Nullable Doubt why, @Nullable Instant dropped) {
        return new FillTrack(share, spread, at, why, why == doubt ? doubtAt : sample.at(), dropped, sample.at());
    }
}
