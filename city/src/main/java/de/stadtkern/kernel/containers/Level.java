package de.stadtkern.kernel.containers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How full a container is. Never to be shown without its state and time.
 *
 * @param share 0 to 1; the last that was believed, or what is expected since; null when there was none
 * @param spread by how much the share may be wrong, 0 to 1; null with the share
 * @param at when something was found last; null with the share
 * @param source who said so; null with the share
 * @param doubt why the newest reading is not believed; null unless the state is {@link State#IMPLAUSIBLE}
 */
public record Level(
        State state,
        @Nullable Double share,
        @Nullable Double spread,
        @Nullable Instant at,
        @Nullable Source source,
        @Nullable Doubt doubt) {

    /** What the number is worth. */
    public enum State {
        LIVE,
        ESTIMATED,
        STALE,
        IMPLAUSIBLE,
        UNKNOWN
    }

    /** Who says how full it is. */
    public enum Source {
        SENSOR,
        CREW,
        REPORT,
        IMPORT
    }

    static Level of(
            @Nullable Double share,
            @Nullable Double spread,
            @Nullable Instant at,
            @Nullable Source source,
            @Nullable Doubt doubt,
            Instant now,
            ContainersSettings settings) {
        if (share == null || at == null || source == null) {
            return new Level(doubt == null ? State.UNKNOWN : State.IMPLAUSIBLE, null, null, null, null, doubt);
        }
        return new Level(state(at, source, doubt, now, settings), share, spread, at, source, doubt);
    }

    /** The level, or what is expected now when that is newer than what was found. */
    Level orExpected(@Nullable Double expected, @Nullable Double expectedSpread, @Nullable Instant expectedAt) {
        return at != null && expectedAt != null && expectedAt.isAfter(at) && doubt == null
                ? new Level(State.ESTIMATED, expected, expectedSpread, at, source, null)
                : this;
    }

    private static State state(
            Instant at, Source source, @Nullable Doubt doubt, Instant now, ContainersSettings settings) {
        boolean measured = source == Source.SENSOR;
        if (at.isBefore(now.minus(measured ? settings.liveFor() : settings.estimateFor()))) {
            return State.STALE;
        }
        if (doubt != null) {
            return State.IMPLAUSIBLE;
        }
        return measured ? State.LIVE : State.ESTIMATED;
    }
}
