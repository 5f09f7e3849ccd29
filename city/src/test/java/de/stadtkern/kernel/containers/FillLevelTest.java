package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.containers.Container.Mounting;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FillLevelTest {

    private static final Mounting BIN = new Mounting(1000, 300, 250, false);

    @Test
    void theDistanceIsTheEmptySpaceAboveTheContent() {
        assertThat(FillLevel.ofDistance(1000, 20.0, BIN).share()).isEqualTo(0.0);
        assertThat(FillLevel.ofDistance(650, 20.0, BIN).share()).isEqualTo(0.5);
        assertThat(FillLevel.ofDistance(300, 20.0, BIN).share()).isEqualTo(1.0);
        assertThat(FillLevel.ofDistance(650, 20.0, BIN).spread()).isCloseTo(30 / 700.0, within(1e-9));
    }

    @Test
    void inTheColdSoundIsSlowerAndTheContentNearerThanTheSensorThinks() {
        // c(-10 °C) = 331.3 - 6.06 = 325.24 m/s; the sensor reckons with c(20 °C) = 343.42 m/s
        double millimetres = 650 * 325.24 / 343.42;
        assertThat(FillLevel.ofDistance(650, -10.0, BIN).share()).isCloseTo((1000 - millimetres) / 700, within(1e-9));
        assertThat(FillLevel.ofDistance(650, -10.0, new Mounting(1000, 300, 250, true))
                        .share())
                .isEqualTo(0.5);
        assertThat(FillLevel.ofDistance(650, null, BIN).share()).isEqualTo(0.5);
    }

    @Test
    void whatNoEchoOfTheContentCanSayIsNoLevel() {
        assertThat(FillLevel.ofDistance(0, 20.0, BIN).doubt()).isEqualTo(Doubt.NO_ECHO);
        assertThat(FillLevel.ofDistance(Double.NaN, 20.0, BIN).doubt()).isEqualTo(Doubt.NO_ECHO);
        assertThat(FillLevel.ofDistance(249, 20.0, BIN).doubt()).isEqualTo(Doubt.BLIND);
        assertThat(FillLevel.ofDistance(1031, 20.0, BIN).doubt()).isEqualTo(Doubt.OUT_OF_RANGE);
        assertThat(FillLevel.ofDistance(1029, 20.0, BIN).share()).isEqualTo(0.0);
        assertThat(FillLevel.ofPercent(101).doubt()).isEqualTo(Doubt.OUT_OF_RANGE);
        assertThat(FillLevel.ofPercent(Double.NaN).doubt()).isEqualTo(Doubt.OUT_OF_RANGE);
    }

    @Property
    void anyReadingIsALevelWithinItsBoundsOrADoubt(
            @ForAll @DoubleRange(min = -100, max = 6000) double millimetres,
            @ForAll @DoubleRange(min = -30, max = 60) double celsius,
            @ForAll @DoubleRange(min = 10, max = 1000) double full,
            @ForAll @DoubleRange(min = 10, max = 3000) double depth) {
        FillLevel.Judged judged =
                FillLevel.ofDistance(millimetres, celsius, new Mounting(full + depth, full, 200, false));

        assertThat(judged.share() == null).isEqualTo(judged.doubt() != null);
        if (judged.share() != null) {
            assertThat(judged.share()).isBetween(0.0, 1.0);
            assertThat(judged.spread()).isBetween(0.0, 1.0);
        }
    }

    @Property
    void whatIsNearerIsNeverLessFull(
            @ForAll @DoubleRange(min = 260, max = 1000) double one,
            @ForAll @DoubleRange(min = 260, max = 1000) double other,
            @ForAll @DoubleRange(min = 15, max = 20) double celsius) {
        double near = Objects.requireNonNull(
                FillLevel.ofDistance(Math.min(one, other), celsius, BIN).share());
        double far = Objects.requireNonNull(
                FillLevel.ofDistance(Math.max(one, other), celsius, BIN).share());
        assertThat(near).isGreaterThanOrEqualTo(far);
    }
}
