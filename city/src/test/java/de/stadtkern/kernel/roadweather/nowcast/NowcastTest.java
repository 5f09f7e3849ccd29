package de.stadtkern.kernel.roadweather.nowcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NowcastTest {

    private static final Site TOWN = new Site(50.3, 11.9);
    private static final Instant MIDNIGHT = Instant.parse("2026-01-15T00:00:00Z");

    @Property
    void whatIsSaidIsFiniteAndInOrder(
            @ForAll @Size(min = 4, max = 8) List<@DoubleRange(min = -30, max = 50) Double> surfaces,
            @ForAll @IntRange(max = 24 * 365) int hour,
            @ForAll @DoubleRange(min = -30, max = 40) double air) {
        Nowcast nowcast = nowcast(samples(MIDNIGHT.plus(Duration.ofHours(hour)), 15, surfaces, air));

        double before = 0;
        for (Horizon horizon : nowcast.horizons()) {
            assertThat(horizon.surface()).isFinite().isBetween(horizon.low(), horizon.high());
            assertThat(horizon.freezingProbability()).isBetween(before, 1.0);
            before = horizon.freezingProbability();
        }
        assertThat(nowcast.horizons()).extracting(Horizon::minutes).containsExactly(60, 120, 180);
    }

    @Property
    void aWarmerRoadStaysWarmerAndFreezesNoSooner(
            @ForAll @Size(5) List<@DoubleRange(min = -5, max = 15) Double> surfaces,
            @ForAll @IntRange(max = 24 * 365) int hour,
            @ForAll @DoubleRange(min = -10, max = 15) double air,
            @ForAll @DoubleRange(max = 5) double warmer) {
        Instant now = MIDNIGHT.plus(Duration.ofHours(hour));
        Nowcast cold = nowcast(samples(now, 15, surfaces, air));
        Nowcast warm =
                nowcast(samples(now, 15, surfaces.stream().map(t -> t + warmer).toList(), air));

        for (int i = 0; i < 3; i++) {
            assertThat(warm.horizons().get(i).surface())
                    .isGreaterThanOrEqualTo(cold.horizons().get(i).surface() - 1e-9);
            assertThat(warm.horizons().get(i).freezingProbability())
                    .isLessThanOrEqualTo(cold.horizons().get(i).freezingProbability() + 1e-9);
        }
    }

    @Property
    void atNightTheColderTheLastValueTheLikelierItFreezes(
            @ForAll @Size(4) List<@DoubleRange(min = -5, max = 15) Double> surfaces,
            @ForAll @DoubleRange(min = -5, max = 15) double one,
            @ForAll @DoubleRange(min = -5, max = 15) double other) {
        Nowcast cold = nowcast(samples(MIDNIGHT, 15, with(surfaces, Math.min(one, other)), 0));
        Nowcast warm = nowcast(samples(MIDNIGHT, 15, with(surfaces, Math.max(one, other)), 0));

        for (int i = 0; i < 3; i++) {
            assertThat(warm.horizons().get(i).surface())
                    .isGreaterThanOrEqualTo(cold.horizons().get(i).surface());
            assertThat(warm.horizons().get(i).freezingProbability())
                    .isLessThanOrEqualTo(cold.horizons().get(i).freezingProbability());
        }
    }

    @Property
    void theOrderOfTheSamplesDoesNotMatter(
            @ForAll @Size(min = 3, max = 9) List<@DoubleRange(min = -10, max = 20) Double> surfaces,
            @ForAll long seed) {
        List<Sample> samples = samples(MIDNIGHT, 20, surfaces, 1.0);
        List<Sample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Nowcast.of(shuffled, TOWN)).isEqualTo(Nowcast.of(samples, TOWN));
    }

    @Test
    void whatIsOlderThanAnHourDoesNotMatterWhereTheHourIsFull() {
        List<Sample> hour = samples(MIDNIGHT, 10, List.of(4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.0), 0.0);
        List<Sample> longer = new ArrayList<>(hour);
        longer.add(sample(MIDNIGHT.minus(Duration.ofMinutes(70)), 25, 20.0));

        assertThat(Nowcast.of(longer, TOWN)).isEqualTo(Nowcast.of(hour, TOWN));
    }

    @Test
    void aRoadThatFallsTowardsZeroAtNightIsLikelyToFreeze() {
        Nowcast falling = nowcast(samples(MIDNIGHT, 20, List.of(3.5, 2.5, 1.5, 0.5), -1.0));

        assertThat(falling.trend()).isBetween(-3.1, -2.9);
        assertThat(falling.horizons()).allMatch(horizon -> horizon.freezingProbability() > 0.8);
    }

    @Test
    void aRoadThatStandsFarAboveZeroIsNot() {
        assertThat(nowcast(samples(MIDNIGHT, 20, List.of(8.0, 8.0, 8.0, 8.0), 8.0))
                        .horizons())
                .allMatch(horizon -> horizon.freezingProbability() < 0.1);
    }

    @Test
    void whatIsFrozenIsFrozen() {
        assertThat(nowcast(samples(MIDNIGHT, 20, List.of(-3.0, -2.0, -1.0, 0.0), 5.0))
                        .horizons())
                .allMatch(horizon -> horizon.freezingProbability() == 1);
    }

    @Test
    void aRoadThatTheSunHasWarmedCoolsWhenItSetsAndOneUnderCloudsDoesNot() {
        Instant afternoon = Instant.parse("2026-02-15T15:00:00Z");
        List<Double> level = List.of(6.0, 6.0, 6.0, 6.0);
        double clear =
                nowcast(samples(afternoon, 20, level, 1.0)).horizons().getLast().surface();
        double cloudy =
                nowcast(samples(afternoon, 20, level, 6.0)).horizons().getLast().surface();

        assertThat(clear).isLessThan(4);
        assertThat(cloudy).isEqualTo(6);
    }

    @Test
    void withoutPositionTheSunStaysOutOfIt() {
        List<Sample> samples = samples(Instant.parse("2026-02-15T15:00:00Z"), 20, List.of(6.0, 6.0, 6.0, 6.0), 1.0);

        assertThat(Nowcast.of(samples, null).orElseThrow().horizons())
                .allMatch(horizon -> horizon.surface() == 6.0)
                .allMatch(horizon -> horizon.low() < 6 && horizon.high() > 6);
    }

    @Test
    void airThatWasNotMeasuredAtLastIsTakenFromBefore() {
        Instant afternoon = Instant.parse("2026-02-15T15:00:00Z");
        List<Sample> measured = samples(afternoon, 20, List.of(6.0, 6.0, 6.0, 6.0), 5.0);
        List<Sample> missing = new ArrayList<>(measured);
        missing.set(3, sample(afternoon, 6, null));

        assertThat(Nowcast.of(missing, TOWN)).isEqualTo(Nowcast.of(measured, TOWN));
    }

    @Test
    void aStationThatReportsHourlyIsAnsweredToo() {
        assertThat(Nowcast.of(samples(MIDNIGHT, 63, List.of(4.0, 2.0), 1.0), TOWN))
                .isPresent();
    }

    @Test
    void tooLittleIsAnsweredByNothing() {
        assertThat(Nowcast.of(List.of(), TOWN)).isEmpty();
        assertThat(Nowcast.of(samples(MIDNIGHT, 10, List.of(2.0), 1.0), TOWN)).isEmpty();
        assertThat(Nowcast.of(samples(MIDNIGHT, 5, List.of(3.0, 2.0, 1.0), 1.0), TOWN))
                .isEmpty();
        assertThat(Nowcast.of(samples(MIDNIGHT, 100, List.of(3.0, 2.0), 1.0), TOWN))
                .isEmpty();
    }

    @Test
    void aTemperatureThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> sample(MIDNIGHT, 1, Double.POSITIVE_INFINITY)).hasMessageContaining("air Infinity");
        assertThatThrownBy(() -> sample(MIDNIGHT, Double.NaN, 1.0)).hasMessageContaining("NaN");
    }

    private static Nowcast nowcast(List<Sample> samples) {
        return Nowcast.of(samples, TOWN).orElseThrow();
    }

    private static List<Double> with(List<Double> surfaces, double last) {
        List<Double> all = new ArrayList<>(surfaces);
        all.add(last);
        return all;
    }

    /** At equal intervals, the last of them now. */
    private static List<Sample> samples(Instant now, int minutes, List<Double> surfaces, double air) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < surfaces.size(); i++) {
            samples.add(sample(
                    now.minus(Duration.ofMinutes((long) minutes * (surfaces.size() - 1 - i))), surfaces.get(i), air));
        }
        return samples;
    }

    private static Sample sample(Instant at, double surface, @Nullable Double air) {
        return new Sample(at, surface, air);
    }
}
