package de.stadtkern.services.wastefigures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OverflowTest {

    @Test
    void ofOneStageItIsTheExponentialDistribution() {
        assertThat(new Overflow(1).share(0.5)).isCloseTo(Math.exp(-2), within(1e-12));
        assertThat(new Overflow(1).level(0.5)).isCloseTo(0.5 * (1 - Math.exp(-2)), within(1e-12));
    }

    @Test
    void whatIsNeverUsedNeverOverflows() {
        assertThat(Overflow.USUAL.share(0)).isZero();
        assertThat(Overflow.USUAL.level(0)).isZero();
    }

    @Property
    void twiceTheVolumeNeverOverflowsMoreOften(
            @ForAll @DoubleRange(max = 40) double inflow, @ForAll @IntRange(min = 1, max = 12) int order) {
        Overflow overflow = new Overflow(order);

        assertThat(overflow.share(inflow / 2)).isLessThanOrEqualTo(overflow.share(inflow));
        assertThat(overflow.level(inflow / 2)).isLessThanOrEqualTo(overflow.level(inflow) + 1e-12);
    }

    @Property
    void noMoreIsFoundThanCameInOrFits(
            @ForAll @DoubleRange(max = 40) double inflow, @ForAll @IntRange(min = 1, max = 12) int order) {
        assertThat(new Overflow(order).level(inflow)).isBetween(0.0, Math.min(1, inflow) + 1e-9);
        assertThat(new Overflow(order).share(inflow)).isBetween(0.0, 1.0);
    }

    @Property
    void whatMustHaveComeInExplainsWhatWasFound(@ForAll @DoubleRange(min = 0.01, max = 0.95) double level) {
        assertThat(Overflow.USUAL.level(Overflow.USUAL.inflowAt(level))).isCloseTo(level, within(1e-9));
    }

    @Property
    void theInflowForAShareOverflowsAtThatShare(@ForAll @DoubleRange(min = 0.01, max = 0.9) double share) {
        assertThat(Overflow.USUAL.share(Overflow.USUAL.inflowFor(share))).isCloseTo(share, within(1e-9));
    }
}
