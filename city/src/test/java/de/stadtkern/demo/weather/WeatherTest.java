package de.stadtkern.demo.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeatherTest {

    private static final LocalDateTime NEW_YEAR = LocalDate.of(2026, 1, 1).atStartOfDay();

    @Property
    void theAirIsAlwaysPossible(
            @ForAll @IntRange(max = 525_599) int minute,
            @ForAll @DoubleRange(min = 6, max = 15) double lon,
            @ForAll @DoubleRange(min = 47, max = 55) double lat) {
        Air air = Weather.at(NEW_YEAR.plusMinutes(minute), lon, lat);

        assertThat(air.temperature()).isBetween(-28.0, 39.0);
        assertThat(air.dewPoint()).isLessThan(air.temperature());
        assertThat(air.humidity()).isBetween(15.0, 100.0);
        assertThat(air.rain()).isBetween(0.0, 40.0);
        assertThat(air.wind()).isBetween(0.0, 20.0);
        assertThat(air.windFrom()).isBetween(0.0, 360.0);
        assertThat(air.cloud()).isBetween(0.0, 1.0);
        assertThat(air.radiation()).isBetween(0.0, 1_050.0);
        assertThat(air.pressure()).isBetween(920.0, 990.0);
    }

    @Property
    void itChangesSlowly(@ForAll @IntRange(max = 525_000) int minute) {
        LocalDateTime time = NEW_YEAR.plusMinutes(minute);

        assertThat(Weather.over(time.plusMinutes(1)).temperature())
                .isCloseTo(Weather.over(time).temperature(), offset(0.4));
    }

    @Test
    void theYearIsOneOfUpperFranconia() {
        assertThat(meanTemperature(1)).isBetween(-6.0, 1.0);
        assertThat(meanTemperature(7)).isBetween(15.0, 23.0);
        assertThat(IntStream.range(0, 8_760)
                        .mapToDouble(
                                hour -> Weather.over(NEW_YEAR.plusHours(hour)).rain())
                        .sum())
                .isBetween(450.0, 1_100.0);
    }

    @Test
    void theSunShinesByDayOnly() {
        assertThat(Weather.over(LocalDateTime.of(2026, 6, 28, 13, 0)).radiation())
                .isGreaterThan(500);
        assertThat(Weather.over(LocalDateTime.of(2026, 6, 28, 1, 0)).radiation())
                .isZero();
    }

    @Test
    void inStillAirTheHollowsAreColdAndDamp() {
        LocalDateTime night = LocalDateTime.of(2026, 1, 15, 6, 0);
        double[] hollow = IntStream.range(0, 2_000)
                .mapToObj(i -> new double[] {11.87 + 0.00003 * i, 50.30})
                .max(Comparator.comparingDouble(place -> Relief.hollow(place[0], place[1])))
                .orElseThrow();
        double[] hill = IntStream.range(0, 2_000)
                .mapToObj(i -> new double[] {11.87 + 0.00003 * i, 50.30})
                .max(Comparator.comparingDouble(place -> Relief.elevation(place[0], place[1])))
                .orElseThrow();
        Air below = Weather.at(night, hollow[0], hollow[1]);
        Air above = Weather.at(night, hill[0], hill[1]);

        assertThat(Relief.hollow(hollow[0], hollow[1])).isGreaterThan(0.5);
        assertThat(below.temperature()).isLessThan(above.temperature() - 1);
        assertThat(below.humidity()).isGreaterThan(above.humidity());
    }

    private static double meanTemperature(int month) {
        LocalDateTime first = LocalDateTime.of(2026, month, 1, 0, 0);
        return IntStream.range(0, 28 * 24)
                .mapToDouble(hour -> Weather.over(first.plusHours(hour)).temperature())
                .average()
                .orElseThrow();
    }
}
