package de.stadtkern.kernel.roadweather;

import static de.stadtkern.kernel.roadweather.Weathers.NOON;
import static de.stadtkern.kernel.roadweather.Weathers.PLACE;
import static de.stadtkern.kernel.roadweather.Weathers.reading;
import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.observations.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class PastTest {

    private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));

    @Test
    void aSurfaceThatStaysTheSameWhileTheAirChangesIsStuck() {
        assertThat(doubts(MIDNIGHT, n -> -4, n -> -n / 4.0, n -> 90)).containsExactly(Remark.SURFACE_STUCK);
        assertThat(doubts(MIDNIGHT, n -> -n / 8.0, n -> -n / 4.0, n -> 90)).isEmpty();
        assertThat(doubts(MIDNIGHT, n -> -4, n -> -3, n -> 90))
                .as("the air stays the same as well")
                .isEmpty();
        assertThat(doubts(MIDNIGHT, n -> 0.02, n -> n / 4.0, n -> 90))
                .as("snow melts")
                .isEmpty();
    }

    @Test
    void humidityThatStaysAtItsUpperEndWhileTheAirChangesIsStuck() {
        assertThat(doubts(MIDNIGHT, n -> -n / 8.0, n -> -n / 4.0, n -> 100)).containsExactly(Remark.HUMIDITY_STUCK);
    }

    @Test
    void onlyTheSunMakesARoadMuchWarmerThanTheAir() {
        assertThat(doubts(MIDNIGHT, n -> 12 + n / 8.0, n -> 0, n -> 90)).containsExactly(Remark.SURFACE_HOT);
        assertThat(doubts(NOON, n -> 12 + n / 8.0, n -> 0, n -> 90)).isEmpty();
    }

    @Test
    void itKnowsWhenItLastRainedAndWhatItWas() {
        List<Reading> readings = new ArrayList<>(List.of(
                reading(Measured.AIR, 3, NOON.minusSeconds(7200)),
                reading(Measured.HUMIDITY, 95, NOON.minusSeconds(7200)),
                reading(Measured.PRECIPITATION, 1, NOON.minusSeconds(3600)),
                reading(Measured.AIR, -3, NOON.minusSeconds(1800)),
                reading(Measured.PRECIPITATION, 0, NOON)));

        Past past = Past.of(readings, Map.of(), PLACE);

        assertThat(past.lastFall()).isEqualTo(NOON.minusSeconds(3600));
        assertThat(past.fell()).isEqualTo(Precipitation.RAIN);
        assertThat(Past.of(readings.subList(0, 2), Map.of(), PLACE).lastFall()).isNull();
    }

    /** Of 24 readings in the four hours until then. */
    private static Set<Remark> doubts(
            Instant until, IntToDoubleFunction surface, IntToDoubleFunction air, IntToDoubleFunction humidity) {
        List<Reading> readings = new ArrayList<>();
        for (int n = 0; n < 24; n++) {
            Instant at = until.minusSeconds(600L * (24 - n));
            readings.add(reading(Measured.SURFACE, surface.applyAsDouble(n), at));
            readings.add(reading(Measured.AIR, air.applyAsDouble(n), at));
            readings.add(reading(Measured.HUMIDITY, humidity.applyAsDouble(n), at));
        }
        return Past.of(readings, Map.of(), PLACE).doubts();
    }
}
