package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.services.wastetours.VisitRule.Advice;
import de.stadtkern.services.wastetours.VisitRule.Reason;
import de.stadtkern.services.wastetours.VisitRule.Standing;
import de.stadtkern.services.wastetours.VisitRule.Verdict;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VisitRuleTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final VisitRule RULE = new VisitRule(2, 10, Duration.ofDays(14));

    @Test
    void aVisitThatCostsLessThanTheLikelyOverflowIsProposed() {
        Advice advice = advice(0.21, false, Duration.ZERO);
        assertThat(advice.verdict()).isEqualTo(Verdict.MAY);
        assertThat(advice.reason()).isEqualTo(Reason.LIKELY);
        assertThat(advice.prizeEuros()).isEqualTo(2.1);
        assertThat(advice.threshold()).isEqualTo(0.2);
    }

    @Test
    void aVisitThatCostsMoreIsNot() {
        assertThat(advice(0.2, false, Duration.ZERO).verdict()).isEqualTo(Verdict.NOT);
        assertThat(advice(0.2, false, Duration.ZERO).reason()).isEqualTo(Reason.UNLIKELY);
    }

    @Test
    void theLongerTheVisitLastsTheLessItMustBring() {
        assertThat(advice(0.06, false, DAY.multipliedBy(3)).verdict()).isEqualTo(Verdict.MAY);
        assertThat(advice(0.06, false, DAY).verdict()).isEqualTo(Verdict.NOT);
    }

    @Test
    void aFullOneMustBeVisited() {
        Advice advice = advice(0, true, Duration.ZERO);
        assertThat(advice.reason()).isEqualTo(Reason.FULL);
        assertThat(advice.prizeEuros()).isInfinite();
    }

    @Test
    void oneThatWouldStandForTooLongMustBeVisited() {
        assertThat(advice(0, false, Duration.ofDays(13)).verdict()).isEqualTo(Verdict.NOT);
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
        VisitRule free = new VisitRule(2, 0, Duration.ofDays(14));
        assertThat(free.advise(new Standing(1, false, DAY, DAY, true)).verdict())
                .isEqualTo(Verdict.NOT);
        assertThat(free.advise(new Standing(1, true, DAY, DAY, true)).verdict()).isEqualTo(Verdict.MUST);
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThatThrownBy(() -> new VisitRule(0, 10, DAY)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new VisitRule(1, -1, DAY)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> new VisitRule(1, 1, Duration.ZERO)).hasMessageContaining("longer than 0");
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

    private static Advice advice(double probability, boolean full, Duration sinceEmptied) {
        return RULE.advise(new Standing(probability, full, sinceEmptied, DAY, true));
    }
}
