package de.stadtkern.kernel.containers.forecast;

import java.time.DayOfWeek;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How full a container will be if nobody empties it before. Shares are 0 to 1.
 *
 * @param low one time in ten it is less full than this
 * @param middle as often fuller as less full
 * @param high one time in ten it is fuller than this
 * @param fullProbability 0 to 1, that it is full by then
 */
public record Forecast(double low, double middle, double high, double fullProbability, Basis basis) {

    /**
     * Why.
     *
     * @param source from what it is mostly learnt
     * @param emptyings of this container it was learnt from
     * @param hoursToFull in which it is usually full after it was emptied
     * @param since what the forecast begins with; null when nothing was ever found
     * @param sinceAt when that was; null with it
     * @param busiest the day on which it fills fastest
     * @param busiestFactor how many times as fast as on other days, at least 1
     * @param lately how many times as fast as usual its surroundings fill now
     * @param occasion what is special on a day until then and speeds it up most; null when nothing does
     * @param occasionFactor how many times as fast as without it, at least 1
     */
    public record Basis(
            Source source,
            int emptyings,
            double hoursToFull,
            Finding.@Nullable Kind since,
            @Nullable Instant sinceAt,
            DayOfWeek busiest,
            double busiestFactor,
            double lately,
            @Nullable String occasion,
            double occasionFactor) {}

    /** Where knowledge comes from. */
    public enum Source {
        /** The emptyings of the container itself. */
        OWN,
        /** Those of others in its groups. */
        GROUPS,
        /** Those of the whole town, or what is usual anywhere. */
        TOWN
    }
}
