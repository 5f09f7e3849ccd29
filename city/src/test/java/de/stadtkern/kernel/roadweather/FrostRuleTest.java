package de.stadtkern.kernel.roadweather;

import static de.stadtkern.kernel.roadweather.Weathers.weather;
import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.observations.Humidity;
import de.stadtkern.kernel.roadweather.Wetness.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrostRuleTest {

    @Test
    void betweenDewPointAndFrostPointThereIsHoarfrostAlready() {
        double dewPoint = Humidity.dewPoint(-5, 80);
        RoadWeather weather = weather(-7.5, dewPoint, Precipitation.NONE, Kind.DRY);

        assertThat(weather.surface()).isGreaterThan(dewPoint);
        assertThat(FrostRule.judge(weather)).contains(Danger.HOARFROST);
    }

    @Test
    void aRoadJustAboveTheFrostPointIsDry() {
        assertThat(FrostRule.judge(weather(-6.9, Humidity.dewPoint(-5, 80), Precipitation.NONE, Kind.DRY)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, RAIN, WET, FREEZING_RAIN",
        "0.1, RAIN, WET,",
        "1.2, SNOW, SNOW, SNOW",
        "1.3, SNOW, SNOW,",
        "0.0, NONE, WET, FREEZING_WETNESS",
        "0.1, NONE, WET,",
        "0.2, NONE, ICE, FREEZING_WETNESS",
        "0.3, NONE, ICE,",
        "0.2, NONE, FROST, HOARFROST",
        "1.0, NONE, SNOW, SNOW",
        "-3, NONE, UNKNOWN,",
        "-3, SNOW, WET, SNOW",
        "-9, NONE, DRY, HOARFROST"
    })
    void whatFallsAndLiesBecomesSlipperyBelowItsLimit(
            double surface, Precipitation falling, Kind lying, Danger danger) {
        RoadWeather weather = weather(surface, -8, falling, lying);

        assertThat(FrostRule.judge(weather).orElse(null)).isEqualTo(danger);
        if (danger != null) {
            assertThat(FrostRule.margin(danger, weather)).isNotNegative();
        }
    }

    @Property
    void aRoadOnWhichSnowMeltsIsNeverSlippery(
            @ForAll @DoubleRange(min = 1.26, max = 40) double surface,
            @ForAll @DoubleRange(min = -40, max = 40) double dewPoint,
            @ForAll Precipitation falling,
            @ForAll Kind lying) {
        assertThat(FrostRule.judge(weather(surface, dewPoint, falling, lying))).isEmpty();
    }

    @Property
    void aColderRoadIsNeverSafer(
            @ForAll @DoubleRange(min = -40, max = 10) double one,
            @ForAll @DoubleRange(min = -40, max = 10) double other,
            @ForAll @DoubleRange(min = -40, max = 10) double dewPoint,
            @ForAll Precipitation falling,
            @ForAll Kind lying) {
        if (FrostRule.judge(weather(Math.max(one, other), dewPoint, falling, lying))
                .isPresent()) {
            assertThat(FrostRule.judge(weather(Math.min(one, other), dewPoint, falling, lying)))
                    .isPresent();
        }
    }
}
