package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.services.wastetours.VisitRule.Advice;
import de.stadtkern.services.wastetours.VisitRule.Later;
import de.stadtkern.services.wastetours.VisitRule.Reason;
import de.stadtkern.services.wastetours.VisitRule.Standing;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VisitRuleTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final double ROUNDING = 1e-9;
    private static final VisitRule RULE = new VisitRule(2, 2, 10, Duration.ofDays(14));

    @Test
    void leavingItCostsTheNextVisitAndTheRiskLessTheDaysGained() {
        Advice advice = advice(1, false, DAY.multipliedBy(3));
        assertThat(advice.verdict()).isEqualTo(Verdict.MAY);
        assertThat(advice.reason()).isEqualTo(Reason.LIKELY);
        assertThat(advice.prizeEuros()).isEqualTo((2 * 2 + 10) * 3 / 4.0, within(1e-9));
        assertThat(advice.threshold()).isEqualTo(2 / 3.0 / 10, within(1e-9));
    }

    @Test
    void oneThatCanWaitForABetterDayIsNotVisited() {
        Standing standing = new Standing(
                0, false, DAY.multipliedBy(4), DAY, true, List.of(later(2, 0), later(6, 0.02), later(7, 0.5)));
        assertThat(RULE.advise(standing).prizeEuros()).isEqualTo((2 * 2 + 0.2) * 4 / 10, within(1e-9));
        assertThat(RULE.advise(standing).verdict()).isEqualTo(Verdict.NOT);
        assertThat(RULE.advise(standing).reason()).isEqualTo(Reason.UNLIKELY);
    }

    @Test
    void oneThatWouldNeedAnotherTourSoonIsTakenAlong() {
        Standing standing = new Standing(0.01, false, DAY.multipliedBy(4), DAY, true, List.of(later(2, 0.4)));
        assertThat(RULE.advise(standing).verdict()).isEqualTo(Verdict.MAY);
        assertThat(RULE.advise(standing).prizeEuros()).isBetween(2.0, 4.0);
    }

    @Test
    void oneThatStaysFullCostsMoreWithEachTourThatPasses() {
        Standing busy = new Standing(0.9, false, DAY, DAY, true, List.of(later(2, 1), later(3, 1), later(4, 1)));
        assertThat(RULE.advise(busy).prizeEuros()).isEqualTo((2 * 2 + 9) / 2.0, within(1e-9));
    }

    @Test
    void theLongerTheVisitLastsTheLessItMustBring() {
        assertThat(advice(0.3, false, DAY.multipliedBy(6)).verdict()).isEqualTo(Verdict.MAY);
        assertThat(advice(0.05, false, DAY.dividedBy(4)).verdict()).isEqualTo(Verdict.NOT);
    }

    @Test
    void whatHygieneWillAskForSoonIsTakenAlong() {
        List<Later> nineDays = List.of(later(2, 0), later(5, 0), later(9, 0));
        Standing standing = new Standing(0, false, DAY.multipliedBy(12), DAY, true, nineDays);
        assertThat(RULE.advise(standing).prizeEuros()).isEqualTo(2 * 2 * 12 / 14.0, within(1e-9));
        assertThat(RULE.advise(standing).verdict()).isEqualTo(Verdict.MAY);
    }

    @Test
    void aFullOneMustBeVisited() {
        Advice advice = advice(0, true, Duration.ZERO);
        assertThat(advice.reason()).isEqualTo(Reason.FULL);
        assertThat(advice.prizeEuros()).isInfinite();
    }

    @Test
    void oneThatWouldStandForTooLongMustBeVisited() {
        assertThat(advice(0, false, Duration.ofDays(13)).reason()).isNotEqualTo(Reason.HYGIENE);
        assertThat(advice(0, false, Duration.ofDays(13).plusHours(1)).reason()).isEqualTo(Reason.HYGIENE);
    }

    @Test
    void oneThatCannotBeReachedIsNotVisitedHoweverFull() {
        Standing closed = new Standing(1, true, Duration.ofDays(30), DAY, false);
        assertThat(RULE.advise(closed).verdict()).isEqualTo(Verdict.NOT);
        assertThat(RULE.advise(closed).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void whereAnOverflowCostsNothingOnlyFullOnesAndHygieneCount() {
        VisitRule free = new VisitRule(2, 2, 0, Duration.ofDays(14));
        assertThat(free.advise(new Standing(1, false, DAY, DAY, true)).verdict())
                .isEqualTo(Verdict.NOT);
        assertThat(free.advise(new Standing(1, true, DAY, DAY, true)).verdict()).isEqualTo(Verdict.MUST);
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThatThrownBy(() -> new VisitRule(0, 2, 10, DAY)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new VisitRule(1, -1, 10, DAY)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> new VisitRule(1, 2, -1, DAY)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> new VisitRule(1, 2, 1, Duration.ZERO)).hasMessageContaining("longer than 0");
        assertThatThrownBy(() -> new Standing(0, false, DAY, Duration.ZERO, true))
                .hasMessageContaining("after today");
        assertThatThrownBy(() -> later(1, 2)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> new Standing(Double.NaN, false, DAY, DAY, true))
                .hasMessageContaining("0 to 1");
    }

    @Property
    void moreProbableIsNeverLessWorthAVisit(
            @ForAll @DoubleRange(max = 1) double one,
            @ForAll @DoubleRange(max = 1) double other,
            @ForAll @IntRange(max = 20) int days) {
        Advice less = advice(Math.min(one, other), false, DAY.multipliedBy(days));
        Advice more = advice(Math.max(one, other), false, DAY.multipliedBy(days));
        assertThat(more.prizeEuros()).isGreaterThanOrEqualTo(less.prizeEuros());
        assertThat(more.verdict()).isLessThanOrEqualTo(less.verdict());
    }

    @Property
    void aDearerVisitIsNeverMadeMoreEasily(
            @ForAll @DoubleRange(min = 0.1, max = 20) double one,
            @ForAll @DoubleRange(min = 0.1, max = 20) double other,
            @ForAll @DoubleRange(max = 1) double probability,
            @ForAll @IntRange(max = 12) int days) {
        Standing standing = new Standing(probability, false, DAY.multipliedBy(days), DAY, true);
        Advice cheap = new VisitRule(Math.min(one, other), 2, 10, RULE.longest()).advise(standing);
        Advice dear = new VisitRule(Math.max(one, other), 2, 10, RULE.longest()).advise(standing);
        Assume.that(Math.abs(dear.prizeEuros() - Math.max(one, other)) > ROUNDING);
        assertThat(dear.verdict()).isGreaterThanOrEqualTo(cheap.verdict());
    }

    @Property
    void aDearerOverflowIsNeverRiskedMoreEasily(
            @ForAll @DoubleRange(max = 50) double one,
            @ForAll @DoubleRange(max = 50) double other,
            @ForAll @DoubleRange(max = 1) double probability,
            @ForAll @IntRange(max = 12) int days) {
        Standing standing = new Standing(probability, false, DAY.multipliedBy(days), DAY, true);
        Advice cheap = new VisitRule(2, 2, Math.min(one, other), RULE.longest()).advise(standing);
        Advice dear = new VisitRule(2, 2, Math.max(one, other), RULE.longest()).advise(standing);
        assertThat(dear.prizeEuros()).isGreaterThanOrEqualTo(cheap.prizeEuros());
    }

    @Property
    void anotherDayToWaitForNeverMakesAVisitMoreUrgent(
            @ForAll @DoubleRange(max = 1) double probability,
            @ForAll @DoubleRange(max = 1) double laterOn,
            @ForAll @IntRange(min = 3, max = 12) int ahead) {
        List<Later> near = List.of(later(2, probability));
        List<Later> further = List.of(later(2, probability), later(ahead, laterOn));
        Advice less = RULE.advise(new Standing(probability, false, DAY, DAY, true, further));
        Advice more = RULE.advise(new Standing(probability, false, DAY, DAY, true, near));
        assertThat(less.prizeEuros()).isLessThanOrEqualTo(more.prizeEuros());
    }

    private static Later later(int days, double probability) {
        return new Later(DAY.multipliedBy(days), probability);
    }

    private static Advice advice(double probability, boolean full, Duration sinceEmptied) {
        return RULE.advise(new Standing(probability, full, sinceEmptied, DAY, true));
    }
}
