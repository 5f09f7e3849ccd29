package de.stadtkern.kernel.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class QualityTestsTest {

    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Span OUTER = new Span(-40, 50);
    private static final Span INNER = new Span(-20, 35);

    @Test
    void theEndsOfASpanAreWithinIt() {
        assertThat(flags(new GrossRange(OUTER, INNER), -40.1, -40, -20, 35, 35.1, 50, 50.1))
                .containsExactly(Flag.FAIL, Flag.SUSPECT, Flag.GOOD, Flag.GOOD, Flag.SUSPECT, Flag.SUSPECT, Flag.FAIL);
    }

    @Test
    void aStepThatStaysIsNoSpikeByDifference() {
        Spike spike = new Spike(Spike.Method.DIFFERENTIAL, new Limits(5.0, 10.0));
        assertThat(flags(spike, 0, 0, 20, 20, 20)).doesNotContain(Flag.SUSPECT, Flag.FAIL);
        assertThat(flags(spike, 0, 0, 20, 0, 0)[2]).isEqualTo(Flag.FAIL);
    }

    @Test
    void twoValuesOfTheSameMomentHaveNoRate() {
        Samples twice = new Samples(new long[] {0, 0}, new double[] {1, 100});
        assertThat(new RateOfChange(new Limits(0.001, null)).judge(twice)).containsOnly(Flag.GOOD);
    }

    @Test
    void aSensorThatStandsStillIsSeenByBothTests() {
        double[] still = new double[20];
        Arrays.fill(still, 7.3);
        FlatLine flat = new FlatLine(Duration.ofHours(1), Duration.ofHours(2), 0.01);
        Flag[] flags = flat.judge(samples(still));
        assertThat(List.of(flags[5], flags[6], flags[11], flags[12]))
                .containsExactly(Flag.GOOD, Flag.SUSPECT, Flag.SUSPECT, Flag.FAIL);
        AttenuatedSignal quiet =
                new AttenuatedSignal(AttenuatedSignal.Kind.RANGE, new Limits(0.1, null), Duration.ofHours(1), 6);
        Flag[] attenuated = quiet.judge(samples(still));
        assertThat(List.of(attenuated[4], attenuated[5])).containsExactly(Flag.NOT_EVALUATED, Flag.SUSPECT);
    }

    @Test
    void aSeasonMayGoOverTheEndOfTheYear() {
        Climatology winter = new Climatology(
                List.of(Climatology.Season.yearly(Month.NOVEMBER, Month.FEBRUARY, new Span(-25, 20))),
                ZoneId.of("Europe/Berlin"));
        assertThat(winter.judge(at("2025-10-31T22:59:00Z", 25))).containsExactly(Flag.NOT_EVALUATED);
        // in the town, November has begun
        assertThat(winter.judge(at("2025-10-31T23:00:00Z", 25))).containsExactly(Flag.SUSPECT);
        assertThat(winter.judge(at("2026-02-15T12:00:00Z", 10))).containsExactly(Flag.GOOD);
    }

    @Test
    void theAggregateFollowsThePrecedence() {
        List<Flag> worstFirst = List.of(Flag.FAIL, Flag.SUSPECT, Flag.GOOD, Flag.NOT_EVALUATED, Flag.MISSING);
        for (int i = 0; i < worstFirst.size(); i++) {
            assertThat(Flag.aggregate(worstFirst.subList(i, worstFirst.size()).reversed()))
                    .isEqualTo(worstFirst.get(i));
        }
    }

    @Property
    void aMissingValueIsMissingForEveryTestAndNothingElseIs(@ForAll("series") List<Double> series) {
        for (QualityTest test : tests()) {
            Flag[] flags = test.judge(samples(series));
            assertThat(flags).hasSize(series.size());
            for (int i = 0; i < flags.length; i++) {
                assertThat(flags[i] == Flag.MISSING).isEqualTo(series.get(i).isNaN());
            }
        }
    }

    @Property
    void aWiderLimitNeverMakesAFlagWorse(
            @ForAll("series") List<Double> series, @ForAll @DoubleRange(min = 0.1, max = 50) double limit) {
        for (Spike.Method method : Spike.Method.values()) {
            Flag[] narrow = new Spike(method, new Limits(limit, limit * 2)).judge(samples(series));
            Flag[] wide = new Spike(method, new Limits(limit * 2, limit * 4)).judge(samples(series));
            for (int i = 0; i < narrow.length; i++) {
                assertThat(wide[i].code()).isLessThanOrEqualTo(narrow[i].code());
            }
        }
    }

    @Property
    void whatLiesFartherBackThanTheLookBackDoesNotMatter(@ForAll("series") List<Double> series) {
        double[] longer = new double[series.size() + 40];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = i < 40 ? i % 7 : series.get(i - 40);
        }
        for (QualityTest test : tests()) {
            int back = (int) test.lookBack().dividedBy(STEP) + 2;
            Flag[] all = test.judge(samples(longer));
            Flag[] late = test.judge(samples(Arrays.copyOfRange(longer, 40 - back, longer.length)));
            for (int i = 0; i < series.size(); i++) {
                assertThat(late[i + back]).as(test.name()).isEqualTo(all[i + 40]);
            }
        }
    }

    @Provide
    Arbitrary<List<Double>> series() {
        return Arbitraries.doubles()
                .between(-60, 60)
                .ofScale(1)
                .injectNull(0.1)
                .list()
                .ofMaxSize(30)
                .map(values -> values.stream()
                        .map(value -> Objects.requireNonNullElse(value, Double.NaN))
                        .toList());
    }

    private static List<QualityTest> tests() {
        return List.of(
                new GrossRange(OUTER, INNER),
                new Spike(Spike.Method.AVERAGE, new Limits(5.0, 10.0)),
                new Spike(Spike.Method.DIFFERENTIAL, new Limits(5.0, null)),
                new RateOfChange(new Limits(0.01, 0.02)),
                new FlatLine(Duration.ofMinutes(30), Duration.ofHours(1), 5),
                new AttenuatedSignal(AttenuatedSignal.Kind.DEVIATION, new Limits(3.0, 1.0), Duration.ofHours(1), 2));
    }

    private static Flag[] flags(QualityTest test, double... values) {
        return test.judge(samples(values));
    }

    private static Samples samples(List<Double> values) {
        return samples(values.stream().mapToDouble(value -> value).toArray());
    }

    private static Samples samples(double... values) {
        long[] micros = new long[values.length];
        Arrays.setAll(micros, i -> i * STEP.toMillis() * 1000);
        return new Samples(micros, values);
    }

    private static Samples at(String time, double value) {
        return Samples.of(List.of(new Samples.Sample(Instant.parse(time), value)));
    }
}
