package de.stadtkern.kernel.alarms;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When a rule holds, by the clock of Germany: on each day of the week that is named, from one time until before the other.
 *
 * @param days never empty
 */
record Hours(Map<DayOfWeek, Span> days) {

    static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    static final Hours ALWAYS = new Hours(Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(Function.identity(), day -> new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))));

    /** When {@code until} is not after {@code from}, it lies on the next day. */
    record Span(LocalTime from, LocalTime until) {

        private boolean endsTomorrow() {
            return !from.isBefore(until);
        }
    }

    Hours {
        days = Map.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days");
        }
    }

    boolean covers(Instant moment) {
        ZonedDateTime here = moment.atZone(TOWN);
        LocalTime time = here.toLocalTime();
        Span today = days.get(here.getDayOfWeek());
        if (today != null && !time.isBefore(today.from) && (today.endsTomorrow() || time.isBefore(today.until))) {
            return true;
        }
        Span yesterday = days.get(here.getDayOfWeek().minus(1));
        return yesterday != null && yesterday.endsTomorrow() && time.isBefore(yesterday.until);
    }
}
