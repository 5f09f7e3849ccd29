package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoursTest {

    private static final Hours WORK =
            new Hours(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(6, 0), LocalTime.of(20, 0));
    private static final Hours FRIDAY_NIGHT =
            new Hours(Set.of(DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0));

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
}
