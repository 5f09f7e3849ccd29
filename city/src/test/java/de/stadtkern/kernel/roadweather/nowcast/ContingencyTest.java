package de.stadtkern.kernel.roadweather.nowcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ContingencyTest {

    private static final Offset<Double> ROUNDED = within(0.00005);

    @Test
    void scoresAreThoseOfTheReference() {
        Contingency contingency = new Contingency(40, 34, 20, 2448);

        assertThat(contingency.pod()).isCloseTo(0.6667, ROUNDED);
        assertThat(contingency.far()).isCloseTo(0.4595, ROUNDED);
        assertThat(contingency.csi()).isCloseTo(0.4255, ROUNDED);
        assertThat(contingency.bias()).isCloseTo(1.2333, ROUNDED);
        assertThat(contingency.pofd()).isCloseTo(0.0137, ROUNDED);
        assertThat(contingency.ets()).isCloseTo(0.4147, ROUNDED);
        assertThat(contingency.hss()).isCloseTo(0.5862, ROUNDED);
    }

    @Test
    void eachCaseIsCountedOnce() {
        Contingency contingency = Contingency.NONE
                .and(true, true)
                .and(true, false)
                .and(false, true)
                .and(false, false);

        assertThat(contingency).isEqualTo(new Contingency(1, 1, 1, 1));
        assertThat(contingency.cases()).isEqualTo(4);
    }

    @Test
    void whereNothingHappenedThereIsNoProbabilityOfDetection() {
        assertThat(new Contingency(0, 0, 0, 5).pod()).isNaN();
    }
}
