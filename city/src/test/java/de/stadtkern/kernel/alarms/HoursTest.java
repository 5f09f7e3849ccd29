package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HoursTest {

    private static final Hours WORK =
            on(LocalTime.of(6, 0), LocalTime.of(20, 0), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    private static final Hours FRIDAY_NIGHT = on(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of(DayOfWeek.FRIDAY));

    @Test
    void theEndIsNotPartOfIt() {
        assertThat(WORK.covers(Instant.parse("2026-01-05T05:00:00Z"))).isTrue();
        assertThat(WORK.covers(Instant.parse("2026-01-05T18:59:59Z"))).isTrue();
        assertThat(WORK.covers(Instant.parse("2026-01-05T19:00:00Z"))).isFalse();
        assertThat(WORK.covers(Instant.parse("2026-01-05T04:59:59Z"))).isFalse();
    }

    @Test
    void otherDaysAreNot() {
        assertThat(WORK.covers(Instant.parse("2026-01-04T10:00:00Z"))).isFalse();
    }

    @Test
    void aNightBelongsToTheDayOnWhichItBegins() {
        assertThat(FRIDAY_NIGHT.covers(Instant.parse("2026-01-09T21:30:00Z"))).isTrue();
        assertThat(FRIDAY_NIGHT.covers(Instant.parse("2026-01-10T04:30:00Z"))).isTrue();
        assertThat(FRIDAY_NIGHT.covers(Instant.parse("2026-01-09T04:30:00Z"))).isFalse();
        assertThat(FRIDAY_NIGHT.covers(Instant.parse("2026-01-10T21:30:00Z"))).isFalse();
    }

    @Test
    void inSummerTheClockIsThatOfSummer() {
        assertThat(WORK.covers(Instant.parse("2026-07-06T04:00:00Z"))).isTrue();
        assertThat(WORK.covers(Instant.parse("2026-07-06T18:00:00Z"))).isFalse();
    }

    @Test
    void fromMidnightToMidnightIsAlways() {
        assertThat(Hours.ALWAYS.covers(Instant.parse("2026-03-29T00:59:59Z"))).isTrue();
        assertThat(Hours.ALWAYS.covers(Instant.parse("2026-12-31T22:59:59Z"))).isTrue();
    }

    @Test
    void everyDayHasItsOwnHours() {
        Hours market = new Hours(Map.of(
                DayOfWeek.SATURDAY, new Hours.Span(LocalTime.of(7, 0), LocalTime.of(13, 0)),
                DayOfWeek.WEDNESDAY, new Hours.Span(LocalTime.of(20, 0), LocalTime.of(2, 0))));
        assertThat(market.covers(Instant.parse("2026-01-10T06:30:00Z"))).isTrue();
        assertThat(market.covers(Instant.parse("2026-01-10T20:00:00Z"))).isFalse();
        assertThat(market.covers(Instant.parse("2026-01-08T00:30:00Z"))).isTrue();
        assertThat(market.covers(Instant.parse("2026-01-07T06:30:00Z"))).isFalse();
    }

    private static Hours on(LocalTime from, LocalTime until, Set<DayOfWeek> days) {
        return new Hours(days.stream().collect(Collectors.toMap(day -> day, day -> new Hours.Span(from, until))));
    }
}
