package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.devices.Battery.Day;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BatteryTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Property
    void aBatteryThatFallsStraightIsEmptyWhenTheLineSaysSo(
            @ForAll @IntRange(min = Battery.FEWEST_DAYS, max = 90) int days,
            @ForAll @DoubleRange(min = 0.001, max = 0.01) @Scale(4) double fall) {
        LocalDate end = Battery.end(days(days, day -> 3.6 - fall * day), 2.6).orElseThrow();

        double wanted = Math.max((3.6 - 2.6) / fall, days - 1);
        assertThat((double) (end.toEpochDay() - FIRST.toEpochDay())).isCloseTo(wanted, Offset.offset(1.0));
    }

    @Property
    void aFewOddDaysDoNotTurnTheForecast(
            @ForAll @Size(3) List<@IntRange(min = 0, max = 29) Integer> odd,
            @ForAll @DoubleRange(min = 0, max = 10) double level) {
        LocalDate plain = Battery.end(days(30, day -> 100 - day), 15).orElseThrow();
        LocalDate disturbed = Battery.end(days(30, day -> odd.contains(day) ? level * 10 : 100 - day), 15)
                .orElseThrow();

        assertThat(Math.abs(plain.toEpochDay() - disturbed.toEpochDay())).isLessThanOrEqualTo(10);
    }

    @Property
    void theOrderOfTheDaysDoesNotMatter(
            @ForAll @Size(min = 14, max = 40) List<@DoubleRange(min = 2, max = 4) Double> levels) {
        List<Day> days = days(levels.size(), levels::get);
        assertThat(Battery.end(new ArrayList<>(days).reversed(), 2.6)).isEqualTo(Battery.end(days, 2.6));
    }

    @Property
    void aLevelThatDoesNotFallSaysNothing(@ForAll @DoubleRange(min = 0, max = 0.1) double rise) {
        assertThat(Battery.end(days(60, day -> 3 + rise * day), 2.6)).isEmpty();
    }

    @Test
    void aLevelThatGoesUpAndDownOrFewDaysSayNothing() {
        assertThat(Battery.end(days(60, day -> 3 + 0.2 * Math.sin(day)), 2.6)).isEmpty();
        assertThat(Battery.end(days(Battery.FEWEST_DAYS - 1, day -> 3.6 - 0.01 * day), 2.6))
                .isEmpty();
        assertThat(Battery.end(days(30, day -> 3.6 - 0.0001 * day), 2.6)).isEmpty();
    }

    private static List<Day> days(int count, IntToDoubleFunction level) {
        return IntStream.range(0, count)
                .mapToObj(day -> new Day(FIRST.plusDays(day), level.applyAsDouble(day)))
                .toList();
    }
}
