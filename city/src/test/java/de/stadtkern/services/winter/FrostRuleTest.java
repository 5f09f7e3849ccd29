package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.observations.Humidity;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FrostRuleTest {

    @Test
    void betweenDewPointAndFrostPointThereIsHoarfrostAlready() {
        double dewPoint = Humidity.dewPoint(-5, 80);
        RoadWeather weather = weather(-7.5, dewPoint, false);

        assertThat(weather.surface()).isGreaterThan(dewPoint);
        assertThat(FrostRule.judge(weather)).contains(Danger.HOARFROST);
    }

    @Test
    void aRoadJustAboveTheFrostPointIsDry() {
        assertThat(FrostRule.judge(weather(-6.9, Humidity.dewPoint(-5, 80), false)))
                .isEmpty();
    }

    @Test
    void rainOnAFrozenRoadFreezes() {
        assertThat(FrostRule.judge(weather(0.0, -4, true))).contains(Danger.FREEZING_WETNESS);
    }

    @Property
    void aRoadAboveZeroNeverFreezes(
            @ForAll @DoubleRange(min = 0.01, max = 40) double surface,
            @ForAll @DoubleRange(min = -40, max = 40) double dewPoint,
            @ForAll boolean precipitation) {
        assertThat(FrostRule.judge(weather(surface, dewPoint, precipitation))).isEmpty();
    }

    @Property
    void aColderRoadIsNeverSafer(
            @ForAll @DoubleRange(min = -40, max = 10) double one,
            @ForAll @DoubleRange(min = -40, max = 10) double other,
            @ForAll @DoubleRange(min = -40, max = 10) double dewPoint,
            @ForAll boolean precipitation) {
        if (FrostRule.judge(weather(Math.max(one, other), dewPoint, precipitation))
                .isPresent()) {
            assertThat(FrostRule.judge(weather(Math.min(one, other), dewPoint, precipitation)))
                    .isPresent();
        }
    }

    private static RoadWeather weather(double surface, double dewPoint, boolean precipitation) {
        return new RoadWeather(surface, dewPoint, Humidity.frostPoint(dewPoint), precipitation, List.of());
    }
}
