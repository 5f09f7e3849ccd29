package de.stadtkern.kernel.observations.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Ids of observations say in which month and datastream to look first ({@code observation_place} in the migration). They
 * grow, and stay below 2^53, which every client can hold exactly, for 2^41 observations.
 */
public final class ObservationIds {

    private static final int MONTHS_PER_YEAR = 12;
    private static final int HINT_BITS = 6;
    private static final int HINTS = 1 << HINT_BITS;

    private ObservationIds() {}

    /** @param number from the sequence {@code observation_id} */
    public static long of(long number, long datastream, Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        long month = (long) utc.getYear() * MONTHS_PER_YEAR + utc.getMonthValue() - 1;
        return number << 2 * HINT_BITS | Math.floorMod(month, HINTS) << HINT_BITS | Math.floorMod(datastream, HINTS);
    }
}
