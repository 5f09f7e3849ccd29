package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.geo.Position;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Who serves.
 *
 * @param id within its plan
 * @param depot where its tour begins and ends
 * @param capacity in the unit of the demands; null when it holds any amount
 * @param begin of the shift
 * @param end of the shift, on the next day when it is not after the begin; null when it is out as long as it takes
 */
public record Vehicle(
        long id,
        String name,
        Position depot,
        @Nullable Double capacity,
        LocalTime begin,
        @Nullable LocalTime end) {

    private static final int DAY = 24 * 3600;

    /** How long the shift is in seconds; infinite when it has no end. */
    double longest() {
        return end == null
                ? Double.POSITIVE_INFINITY
                : Math.floorMod(end.toSecondOfDay() - begin.toSecondOfDay() - 1, DAY) + 1;
    }

    /** From one time of day to the next other one. */
    static int secondsBetween(LocalTime from, LocalTime to) {
        return Math.floorMod(to.toSecondOfDay() - from.toSecondOfDay(), DAY);
    }
}
