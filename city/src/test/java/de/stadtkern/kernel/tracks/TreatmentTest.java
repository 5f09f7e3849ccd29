package de.stadtkern.kernel.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.matching.Gap;
import de.stadtkern.kernel.matching.Matched;
import de.stadtkern.kernel.matching.Part;
import de.stadtkern.kernel.matching.Step;
import de.stadtkern.kernel.matching.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A straight road, segment 1 of 1000 m, driven along at 10 m/s from 00:00 on, in the night when the clock is set back. */
class TreatmentTest {

    private static final Instant START = Instant.parse("2026-10-25T00:59:00Z");
    private static final Offset<Double> NEAR = within(0.01);

    private final List<Fix> fixes = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    @Test
    void whatWasSpreadIsTreatedWithItsAmount() {
        drive(0, 100, Mode.SPREAD, 20.0, 0.0);

        Coverage coverage = evaluate().coverage().getFirst();
        assertThat(coverage.share()).isEqualTo(1, NEAR);
        assertThat(coverage.kilograms()).isEqualTo(20 * 5 * 1000 / 1000.0, NEAR);
        assertThat(coverage.gramsPerSquareMetre()).isEqualTo(20, NEAR);
        assertThat(coverage.passes()).isEqualTo(1);
        assertThat(coverage.first()).isEqualTo(START);
        assertThat(coverage.last()).isEqualTo(START.plusSeconds(100));
        assertThat(coverage.grade()).isEqualTo(Grade.COUNTER_AND_GPS);
    }

    @Test
    void drivingAloneTreatsNothingAndAnEdgeLiesHalfwayBetweenTwoFixes() {
        drive(0, 100, Mode.SPREAD, 20.0, null);
        for (int i = 11; i < fixes.size(); i++) {
            fixes.set(i, with(fixes.get(i), Mode.TRANSPORT));
        }

        Coverage coverage = evaluate().coverage().getFirst();
        assertThat(coverage.share()).isEqualTo(0.525, NEAR);
        assertThat(coverage.unprovenShare()).isZero();
        assertThat(coverage.grade()).isEqualTo(Grade.GPS);
    }

    @Test
    void aGapAtWorkIsUnprovenAndNeverTreated() {
        drive(0, 30, Mode.SPREAD, 20.0, null);
        gap(30, 95);
        drive(95, 100, Mode.SPREAD, 20.0, null);

        Evaluation evaluation = evaluate(Map.of(0, List.of(step(300, 950, 30, 95))));
        assertThat(evaluation.coverage().getFirst().share()).isEqualTo(0.35, NEAR);
        assertThat(evaluation.coverage().getFirst().unprovenShare()).isEqualTo(0.65, NEAR);
        assertThat(evaluation.unproven())
                .containsExactly(new Evaluation.Unproven(START.plusSeconds(30), START.plusSeconds(95)));
        assertThat(evaluation.treatedMetres()).isEqualTo(350, NEAR);
    }

    @Test
    void aGapWhileNothingWasDoneIsNothing() {
        drive(0, 30, Mode.TRANSPORT, null, null);
        gap(30, 95);
        drive(95, 100, Mode.TRANSPORT, null, null);

        assertThat(evaluate(Map.of(0, List.of(step(300, 950, 30, 95)))).unproven())
                .isEmpty();
        assertThat(evaluate().coverage()).isEmpty();
    }

    @Test
    void whatIsTreatedAnotherTimeIsNotUnproven() {
        drive(0, 100, Mode.SPREAD, 20.0, null);
        gap(100, 200);
        fixes.add(fix(200, Mode.SPREAD, 20.0, null));

        Coverage coverage =
                evaluate(Map.of(0, List.of(step(0, 900, 100, 200)))).coverage().getFirst();
        assertThat(coverage.share()).isEqualTo(1, NEAR);
        assertThat(coverage.unprovenShare()).isZero();
    }

    @Test
    void simulatedSpeedProvesNothing() {
        drive(0, 100, Mode.SPREAD, 20.0, 0.0);
        fixes.replaceAll(fix ->
                new Fix(fix.time(), fix.position(), null, null, fix.mode(), 20.0, 5.0, fix.counterMetres(), true));

        Evaluation evaluation = evaluate();
        assertThat(evaluation.coverage().getFirst().share()).isZero();
        assertThat(evaluation.coverage().getFirst().unprovenShare()).isEqualTo(1, NEAR);
        assertThat(evaluation.coverage().getFirst().kilograms()).isNull();
        assertThat(evaluation.counterMetres()).isZero();
    }

    @Test
    void aCounterThatIsSetBackOrSetAnywhereCountsOnFromThere() {
        drive(0, 100, Mode.SPREAD, 20.0, 4_294_967.0);
        fixes.replaceAll(fix -> counter(fix, fix.time().isBefore(START.plusSeconds(50)) ? 0 : -4_294_000));
        fixes.replaceAll(fix -> counter(fix, fix.time().isBefore(START.plusSeconds(75)) ? 0 : 900_000));

        Evaluation evaluation = evaluate();
        assertThat(evaluation.counterMetres()).isEqualTo(900, NEAR);
        assertThat(evaluation.counterDeviates()).isFalse();
    }

    @Test
    void aCounterThatSaysSomethingElseIsFlaggedAndGradesNothing() {
        drive(0, 100, Mode.SPREAD, 20.0, 0.0);
        fixes.replaceAll(fix -> counter(fix, -0.2 * metres(fix)));

        Evaluation evaluation = evaluate();
        assertThat(evaluation.counterMetres()).isEqualTo(800, NEAR);
        assertThat(evaluation.counterDeviates()).isTrue();
        assertThat(evaluation.coverage().getFirst().grade()).isEqualTo(Grade.GPS);
    }

    @Test
    void bothDirectionsAreApartAndPassesAreCounted() {
        drive(0, 100, Mode.PLOUGH, null, null);
        parts.add(new Step(1, false, 1000, 0, START.plusSeconds(100), START.plusSeconds(200)));
        parts.add(step(0, 500, 200, 250));
        for (int second = 105; second <= 250; second += 5) {
            fixes.add(fix(second, Mode.PLOUGH, null, null));
        }

        List<Coverage> coverage = evaluate().coverage();
        assertThat(coverage).extracting(Coverage::forward).containsExactly(true, false);
        assertThat(coverage).extracting(Coverage::passes).containsExactly(2, 1);
        assertThat(coverage)
                .extracting(Coverage::share)
                .allSatisfy(share -> assertThat(share).isEqualTo(1, NEAR));
    }

    @Test
    void aPhoneThatTellsNoModeProvesWhatWasDriven() {
        drive(0, 50, null, null, null);

        Evaluation evaluation = evaluate();
        assertThat(evaluation.coverage().getFirst().share()).isEqualTo(0.5, NEAR);
        assertThat(evaluation.samplingSeconds()).isEqualTo(5, NEAR);
        assertThat(evaluation.samplingMetres()).isEqualTo(50, within(0.5));
    }

    private void drive(int from, int until, @Nullable Mode mode, @Nullable Double dose, @Nullable Double counter) {
        for (int second = from; second <= until; second += 5) {
            fixes.add(fix(second, mode, dose, counter));
        }
        for (int second = from; second < until; second += 5) {
            parts.add(step(10 * second, 10 * (second + 5), second, second + 5));
        }
    }

    private static Step step(int fromMetres, int toMetres, int from, int until) {
        return new Step(1, true, fromMetres, toMetres, START.plusSeconds(from), START.plusSeconds(until));
    }

    private void gap(int from, int until) {
        parts.add(new Gap(matched(from), matched(until), Gap.Reason.SILENCE));
    }

    private static de.stadtkern.kernel.matching.Fix matched(int second) {
        return new de.stadtkern.kernel.matching.Fix(START.plusSeconds(second), place(second));
    }

    private static Fix fix(int second, @Nullable Mode mode, @Nullable Double dose, @Nullable Double counter) {
        return new Fix(
                START.plusSeconds(second),
                place(second),
                null,
                null,
                mode,
                dose,
                dose == null ? null : 5.0,
                counter == null ? null : counter + 10.0 * second,
                false);
    }

    private static Position place(int second) {
        return new Position(7.7 + 10 * second / (111_195.0 * Math.cos(Math.toRadians(49.4))), 49.4);
    }

    private static Fix with(Fix fix, Mode mode) {
        return new Fix(fix.time(), fix.position(), null, null, mode, null, null, null, false);
    }

    private static Fix counter(Fix fix, double more) {
        return new Fix(fix.time(), fix.position(), null, null, fix.mode(), 20.0, 5.0, metres(fix) + more, false);
    }

    private static double metres(Fix fix) {
        return Objects.requireNonNull(fix.counterMetres());
    }

    private Evaluation evaluate() {
        return evaluate(Map.of());
    }

    private Evaluation evaluate(Map<Integer, List<Step>> guessed) {
        return Treatment.of(fixes, new Matched(parts, new Tally(fixes.size(), 0, 0)), guessed, Map.of(1L, 1000.0));
    }
}
