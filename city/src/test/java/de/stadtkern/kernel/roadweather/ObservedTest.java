package de.stadtkern.kernel.roadweather;

import static de.stadtkern.kernel.roadweather.Weathers.NOON;
import static de.stadtkern.kernel.roadweather.Weathers.observed;
import static de.stadtkern.kernel.roadweather.Weathers.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.observations.Reading;
import de.stadtkern.kernel.roadweather.Wetness.Kind;
import de.stadtkern.kernel.roadweather.Wetness.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservedTest {

    private static final Duration WET_FOR = Duration.ofHours(3);

    @Test
    void dewAndFrostPointComeFromTemperatureAndHumidity() {
        RoadWeather weather = weather(Past.NOTHING);

        assertThat(weather.dewPoint()).isCloseTo(-2.693, within(0.03));
        assertThat(weather.frostPoint()).isCloseTo(-2.380, within(0.03));
        assertThat(weather.wetness().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "STATE_NTCIP, 3, DRY, STATE",
        "STATE_NTCIP, 5, WET, STATE",
        "STATE_NTCIP, 13, FROST, STATE",
        "STATE_SSI, 35, ICE, STATE",
        "STATE_LUFFT, 2, WET, STATE",
        "STATE_NTCIP, 2, UNKNOWN,",
        "FILM, 0.21, WET, FILM",
        "FILM, 0.2, DRY, FILM",
        "PRECIPITATION, 1, SNOW, FALLING",
        "PRECIPITATION_TYPE, 61, WET, FALLING",
        "PRECIPITATION_TYPE, 71, SNOW, FALLING",
        "PRECIPITATION, 0, DRY, FALLING"
    })
    void whatLiesOnTheRoadHasASource(Measured measured, double value, Kind kind, Source source) {
        Wetness wetness = weather(Past.NOTHING, reading(measured, value, NOON)).wetness();

        assertThat(wetness.kind()).isEqualTo(kind);
        assertThat(wetness.source()).isEqualTo(source);
    }

    @Test
    void afterRainARoadIsWetForSomeHoursUnlessSomebodyMeasuresThatItIsDry() {
        Past rained = new Past(NOON.minus(Duration.ofHours(2)), Precipitation.RAIN, Set.of(), Map.of(), List.of());

        assertThat(weather(rained).wetness())
                .isEqualTo(new Wetness(Kind.WET, Source.EARLIER, NOON.minus(Duration.ofHours(2))));
        assertThat(weather(rained, reading(Measured.FILM, 0, NOON)).wetness().kind())
                .isEqualTo(Kind.DRY);
        Past longAgo = new Past(NOON.minus(Duration.ofHours(4)), Precipitation.RAIN, Set.of(), Map.of(), List.of());
        assertThat(weather(longAgo).wetness().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void theAccuracyOfTheSensorsReachesTheFrostPoint() {
        Map<Long, Double> accuracy = Map.of(1L, 0.3, 2L, 0.0, 4L, 2.0);
        Uncertainty uncertainty = observed(
                        reading(Measured.SURFACE, -1, NOON),
                        reading(Measured.AIR, 0, NOON),
                        reading(Measured.HUMIDITY, 95, NOON))
                .weather(new Past(null, Precipitation.NONE, Set.of(), accuracy, List.of()), WET_FOR)
                .orElseThrow()
                .uncertainty();

        assertThat(uncertainty.dewPoint()).isCloseTo(0.29, within(0.01));
        assertThat(uncertainty.surface()).isEqualTo(0.3);
        assertThat(uncertainty.ofMargin(Danger.FREEZING_WETNESS)).isEqualTo(0.3);
        assertThat(uncertainty.ofMargin(Danger.HOARFROST)).isCloseTo(0.39, within(0.02));
        assertThat(weather(Past.NOTHING).uncertainty()).isEqualTo(Uncertainty.UNKNOWN);
    }

    @Test
    void whatCannotBeTrueOrIsInAnUnknownUnitIsLeftOut() {
        Reading fahrenheit = new Reading(1, 1, Measured.SURFACE.property(), "s", 25, "[degF]", NOON);

        assertThat(observed(reading(Measured.SURFACE, -127, NOON)).readings()).isEmpty();
        assertThat(observed(fahrenheit).complete()).isFalse();
        Reading wind = new Reading(1, 1, Measured.WIND.property(), "w", 36, "km/h", NOON);
        assertThat(Objects.requireNonNull(observed(wind).readings().get(Measured.WIND))
                        .value())
                .isCloseTo(10, within(1e-9));
        assertThat(observed(reading(Measured.SURFACE, -12, NOON)).complete()).isTrue();
    }

    @Test
    void theFrostThatFormsIsEvidence() {
        RoadWeather weather = observed(
                        reading(Measured.SURFACE, -6, NOON),
                        reading(Measured.AIR, -2, NOON),
                        reading(Measured.HUMIDITY, 95, NOON))
                .weather(Past.NOTHING, WET_FOR)
                .orElseThrow();

        assertThat(weather.evidence())
                .extracting(one -> one.quantity() + " " + one.unit())
                .contains("roadweather.quantity.deposit mm/h", "roadweather.quantity.frost-point Cel");
    }

    private static RoadWeather weather(Past past, Reading... more) {
        List<Reading> readings = new ArrayList<>(List.of(more));
        readings.add(reading(Measured.SURFACE, -1, NOON));
        readings.add(reading(Measured.AIR, -2, NOON));
        readings.add(reading(Measured.HUMIDITY, 95, NOON));
        return observed(readings.toArray(Reading[]::new)).weather(past, WET_FOR).orElseThrow();
    }
}
