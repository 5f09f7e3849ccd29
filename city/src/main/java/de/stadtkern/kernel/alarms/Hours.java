package de.stadtkern.kernel.alarms;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When a rule holds, by the clock of Germany: on these days of the week from one time until before the other. When the end
 * is not after the beginning, it lies on the next day; the day is that of the beginning.
 *
 * @param days never empty
 */
record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

    static final Hours ALWAYS = new Hours(Set.of(DayOfWeek.values()), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    Hours {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days");
        }
    }

    boolean covers(Instant moment) {
        ZonedDateTime here = moment.atZone(TOWN);
        LocalTime time = here.toLocalTime();
        boolean today = days.contains(here.getDayOfWeek());
        if (from.isBefore(until)) {
            return today && !time.isBefore(from) && time.isBefore(until);
        }
        boolean yesterday = days.contains(here.getDayOfWeek().minus(1));
        return today && !time.isBefore(from) || yesterday && time.isBefore(until);
    }
}
