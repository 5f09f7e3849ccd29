package de.stadtkern.kernel.roadweather;

import de.stadtkern.kernel.streets.Segment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a segment.
 *
 * @param state {@link StationCondition.State#UNKNOWN} when no station in reach is like the segment
 * @param station the station that speaks for it; null when it is unknown
 * @param why key of the text that says why this station, or why none
 */
public record SegmentCondition(
        Segment segment,
        StationCondition.State state,
        @Nullable StationCondition station,
        String why) {

    /** What makes it slippery; empty when nothing is known to do so. */
    public Optional<Danger> danger() {
        return state.danger();
    }

    /** Whether a station speaks for it. */
    public boolean isKnown() {
        return station != null;
    }
}
