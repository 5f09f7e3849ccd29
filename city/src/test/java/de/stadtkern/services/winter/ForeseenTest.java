package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.observations.Station;
import de.stadtkern.kernel.roadweather.Danger;
import de.stadtkern.kernel.roadweather.Precipitation;
import de.stadtkern.kernel.roadweather.RoadWeather;
import de.stadtkern.kernel.roadweather.StationCondition;
import de.stadtkern.kernel.roadweather.StationCondition.State;
import de.stadtkern.kernel.roadweather.Uncertainty;
import de.stadtkern.kernel.roadweather.Wetness;
import de.stadtkern.kernel.roadweather.nowcast.Horizon;
import de.stadtkern.kernel.roadweather.nowcast.Nowcast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForeseenTest {

    private static final Instant NOW = Instant.parse("2026-01-15T20:00:00Z");

    private static final Nowcast COOLING = new Nowcast(
            NOW,
            -0.8,
            List.of(
                    new Horizon(60, 1.2, 0.2, 2.2, 0.2),
                    new Horizon(120, -0.3, -1.8, 1.2, 0.7),
                    new Horizon(180, -1, -3, 1, 0.9)));

    @Test
    void aWetRoadThatCoolsIsForeseenByTheFirstHorizonThatIsLikelyEnough() {
        Foreseen foreseen = Foreseen.of(station(State.FREE, Wetness.Kind.WET, -5, COOLING), 0.7)
                .orElseThrow();

        assertThat(foreseen.danger()).isEqualTo(Danger.FREEZING_WETNESS);
        assertThat(foreseen.at()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        assertThat(foreseen.confidence().share()).isEqualTo(0.7);
    }

    @Test
    void aDryRoadThatCoolsIsForeseenOnlyBelowTheFrostPoint() {
        assertThat(Foreseen.of(station(State.FREE, Wetness.Kind.DRY, -5, COOLING), 0.7))
                .isEmpty();
        assertThat(Foreseen.of(station(State.FREE, Wetness.Kind.UNKNOWN, 0, COOLING), 0.7))
                .map(Foreseen::danger)
                .contains(Danger.HOARFROST);
    }

    @Test
    void nothingIsForeseenThatIsThereUnlikelyOrNotComputed() {
        assertThat(Foreseen.of(station(State.FREEZING_WETNESS, Wetness.Kind.WET, -5, COOLING), 0.7))
                .isEmpty();
        assertThat(Foreseen.of(station(State.FREE, Wetness.Kind.WET, -5, COOLING), 2))
                .isEmpty();
        assertThat(Foreseen.of(station(State.FREE, Wetness.Kind.WET, -5, null), 0.7))
                .isEmpty();
    }

    private static StationCondition station(
            State state, Wetness.Kind lying, double frostPoint, @Nullable Nowcast nowcast) {
        RoadWeather weather = new RoadWeather(
                2.0,
                1.0,
                frostPoint,
                frostPoint,
                Precipitation.NONE,
                new Wetness(lying, null, null),
                null,
                null,
                new Uncertainty(null, null, null),
                List.of());
        return new StationCondition(
                new Station(1, 1, "s", new Position(11.9, 50.3), null), weather, NOW, state, Set.of(), nowcast);
    }
}
