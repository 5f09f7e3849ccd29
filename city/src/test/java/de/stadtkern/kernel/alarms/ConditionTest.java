package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.alarms.Condition.Direction;
import de.stadtkern.kernel.alarms.Condition.Sample;
import de.stadtkern.kernel.alarms.Condition.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final double[] NIGHT = {1.0, 0.4, -0.1, 0.2, -0.3, -0.4, 0.3, 0.6};

    @Test
    void theNightRaisesAtItsSixthValueAndClearsAtItsEighth() {
        assertThat(judge(frost(10), NIGHT)).containsExactly(turn(true, 5, -0.4), turn(false, 7, 0.6));
    }

    @Test
    void withoutADwellTheFirstValueRaises() {
        assertThat(judge(frost(0), NIGHT).getFirst()).isEqualTo(turn(true, 2, -0.1));
    }

    @Test
    void aValueAtTheLimitCounts() {
        assertThat(judge(frost(0), 0.0, 0.5)).containsExactly(turn(true, 0, 0.0), turn(false, 1, 0.5));
    }

    @Test
    void betweenTheLimitsNothingChanges() {
        assertThat(judge(frost(0), -1, 0.1, 0.49, -0.2, 0.3)).containsExactly(turn(true, 0, -1));
    }

    @Test
    void twoOfThreeRaise() {
        Condition twoOfThree = new Condition(Direction.ABOVE, 50, 40, Duration.ZERO, 2, 3);
        assertThat(judge(twoOfThree, 60, 10, 10, 60, 10, 60)).containsExactly(turn(true, 5, 60));
    }

    @Test
    void aGapOfMoreThanTwoHoursInterruptsADwell() {
        List<Sample> samples = List.of(
                new Sample(START, -1),
                new Sample(START.plus(Condition.LONGEST_GAP).plusSeconds(1), -1),
                new Sample(START.plus(Condition.LONGEST_GAP).plus(STEP).plusSeconds(1), -1));
        assertThat(frost(10).judge(false, samples, time -> true)).containsExactly(new Turn(true, samples.getLast()));
    }

    @Test
    void whatDoesNotCountRaisesNothingButClears() {
        assertThat(frost(0).judge(false, samples(-1, -1), time -> false)).isEmpty();
        assertThat(frost(0).judge(true, samples(-1, 0.7), time -> false)).containsExactly(turn(false, 1, 0.7));
    }

    @Test
    void limitsOnTheWrongSideAreNoCondition() {
        assertThatThrownBy(() -> new Condition(Direction.BELOW, 0, 0, Duration.ZERO, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Condition(Direction.ABOVE, 0, 1, Duration.ZERO, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Condition(Direction.ABOVE, 0, Double.NaN, Duration.ZERO, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void raisedAndClearedAlternateAndEachIsBeyondItsLimit(
            @ForAll("conditions") Condition condition, @ForAll("values") List<Sample> samples) {
        boolean raised = false;
        for (Turn turn : condition.judge(false, samples, time -> true)) {
            assertThat(turn.raised()).isEqualTo(!raised);
            raised = turn.raised();
            double sign = condition.direction() == Direction.ABOVE ? 1 : -1;
            double limit = raised ? condition.raiseAt() : condition.clearAt();
            assertThat((turn.at().value() - limit) * sign * (raised ? 1 : -1)).isGreaterThanOrEqualTo(0);
        }
    }

    @Property
    void belowIsAboveInTheMirror(@ForAll("conditions") Condition condition, @ForAll("values") List<Sample> samples) {
        Condition mirrored = new Condition(
                condition.direction() == Direction.ABOVE ? Direction.BELOW : Direction.ABOVE,
                -condition.raiseAt(),
                -condition.clearAt(),
                condition.dwell(),
                condition.needed(),
                condition.window());
        List<Instant> turns = times(condition.judge(false, samples, time -> true));
        List<Sample> mirror = samples.stream()
                .map(one -> new Sample(one.time(), -one.value()))
                .toList();
        assertThat(times(mirrored.judge(false, mirror, time -> true))).isEqualTo(turns);
    }

    /** The program remembers the last turn alone and reads from as far back as the condition says. */
    @Property
    void oneByOneWithARestartInBetweenTheSameIsFoundAsAllAtOnce(
            @ForAll("conditions") Condition condition, @ForAll("values") List<Sample> samples) {
        Stored stored = new Stored(condition);
        samples.forEach(stored::arrive);
        assertThat(stored.turns).isEqualTo(condition.judge(false, samples, time -> true));
    }

    @Property
    void inWhateverOrderTheyArriveAnAlarmIsNeverRaisedTwiceAndTimeNeverGoesBack(
            @ForAll("conditions") Condition condition, @ForAll("shuffled") List<Sample> samples) {
        Stored stored = new Stored(condition);
        samples.forEach(stored::arrive);
        boolean raised = false;
        Instant last = Instant.MIN;
        for (Turn turn : stored.turns) {
            assertThat(turn.raised()).isEqualTo(!raised);
            assertThat(turn.at().time()).isAfter(last);
            raised = turn.raised();
            last = turn.at().time();
        }
        int before = stored.turns.size();
        samples.forEach(stored::arrive);
        assertThat(stored.turns).hasSize(before);
    }

    /** What the database and the watch over it do, in small. */
    private static final class Stored {

        private final Condition condition;
        private final List<Sample> kept = new ArrayList<>();
        private final List<Turn> turns = new ArrayList<>();

        Stored(Condition condition) {
            this.condition = condition;
        }

        void arrive(Sample sample) {
            if (!kept.contains(sample)) {
                kept.add(sample);
                kept.sort(Comparator.comparing(Sample::time));
            }
            Instant turned =
                    turns.isEmpty() ? Instant.MIN : turns.getLast().at().time();
            Instant start = sample.time().minus(condition.lookBack());
            List<Sample> after =
                    kept.stream().filter(one -> one.time().isAfter(turned)).toList();
            List<Sample> before =
                    after.stream().filter(one -> one.time().isBefore(start)).toList();
            List<Sample> read =
                    new ArrayList<>(before.subList(Math.max(0, before.size() - condition.window()), before.size()));
            after.stream().filter(one -> !one.time().isBefore(start)).forEach(read::add);
            turns.addAll(condition.judge(!turns.isEmpty() && turns.getLast().raised(), read, time -> true));
        }
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return Combinators.combine(
                        Arbitraries.of(Direction.values()),
                        Arbitraries.integers().between(-3, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(0, 4))
                .as((direction, raise, band, dwell, needed, more) -> new Condition(
                        direction,
                        raise,
                        direction == Direction.ABOVE ? raise - band : raise + band,
                        Duration.ofMinutes(dwell),
                        needed,
                        needed + more));
    }

    @Provide
    Arbitrary<List<Sample>> values() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 150),
                        Arbitraries.integers().between(-6, 6))
                .as((minutes, value) -> new double[] {minutes, value})
                .list()
                .ofMaxSize(40)
                .map(ConditionTest::inOrder);
    }

    @Provide
    Arbitrary<List<Sample>> shuffled() {
        return values().flatMap(Arbitraries::shuffle);
    }

    private static List<Sample> inOrder(List<double[]> steps) {
        List<Sample> samples = new ArrayList<>();
        Instant time = START;
        for (double[] step : steps) {
            time = time.plus(Duration.ofMinutes((long) step[0]));
            samples.add(new Sample(time, step[1]));
        }
        return samples;
    }

    private static Condition frost(int dwellMinutes) {
        return new Condition(Direction.BELOW, 0, 0.5, Duration.ofMinutes(dwellMinutes), 1, 1);
    }

    private static List<Turn> judge(Condition condition, double... values) {
        return condition.judge(false, samples(values), time -> true);
    }

    private static List<Sample> samples(double... values) {
        List<Sample> samples = new ArrayList<>();
        for (double value : values) {
            samples.add(new Sample(START.plus(STEP.multipliedBy(samples.size())), value));
        }
        return samples;
    }

    private static Turn turn(boolean raised, int number, double value) {
        return new Turn(raised, new Sample(START.plus(STEP.multipliedBy(number)), value));
    }

    private static List<Instant> times(List<Turn> turns) {
        return turns.stream().map(turn -> turn.at().time()).toList();
    }
}
