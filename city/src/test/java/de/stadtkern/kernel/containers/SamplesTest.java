package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.containers.Container.Mounting;
import de.stadtkern.kernel.containers.FillTrack.Sample;
import de.stadtkern.kernel.containers.Samples.Value;
import de.stadtkern.kernel.geo.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final FillRules RULES = new FillRules(0.25, 0.2, Duration.ofHours(6), 65);
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @Test
    void distanceAndTemperatureOfAMomentAreOneLevel() {
        List<Sample> samples = of(
                number("http://vocab.nerc.ac.uk/standard_name/air_temperature/", "Cel", NOON, 20),
                number(Samples.DISTANCE, "cm", NOON, 65),
                number(Samples.LEVEL, "%", NOON, 12));

        assertThat(samples)
                .singleElement()
                .satisfies(one -> assertThat(one.judged().share()).isEqualTo(0.5));
    }

    @Test
    void aTiltedOrHotContainerHasNoLevel() {
        assertThat(doubts(word(Samples.TILTED, "true"), number(Samples.DISTANCE, "mm", NOON, 650)))
                .containsExactly(Doubt.TILTED);
        assertThat(doubts(
                        number("urn:stadtkern:observed-property:sensor-temperature", "Cel", NOON, 90),
                        number(Samples.DISTANCE, "mm", NOON, 650)))
                .containsExactly(Doubt.HOT);
        assertThat(doubts(word(Samples.FIRE, "true"), number(Samples.DISTANCE, "mm", NOON, 650)))
                .containsExactly(Doubt.HOT);
        assertThat(doubts(word(Samples.TILTED, "false"), number(Samples.DISTANCE, "mm", NOON, 650)))
                .containsOnlyNulls();
    }

    @Test
    void tiltHoldsForAnHourWhenItIsSentLessOften() {
        Value level = number(Samples.DISTANCE, "mm", NOON.plusSeconds(1800), 650);
        Value later = number(Samples.DISTANCE, "mm", NOON.plusSeconds(3601), 650);

        assertThat(doubts(word(Samples.TILTED, "true"), level, later))
                .containsExactly(Doubt.TILTED, Doubt.TILTED, null);
    }

    @Test
    void aStatusThatContradictsTheLevelIsFlaggedAndTheLevelKept() {
        List<Sample> samples = of(number(Samples.LEVEL, "%", NOON, 0), word(Samples.STATUS, "\"ALERT\""));

        assertThat(samples.getLast().judged().share()).isEqualTo(0.0);
        assertThat(samples.getLast().judged().doubt()).isEqualTo(Doubt.CONTRADICTION);
        assertThat(of(number(Samples.LEVEL, "%", NOON, 0), word(Samples.STATUS, "\"NOT_READY\"")))
                .allMatch(one -> one.judged().doubt() == null);
    }

    private static List<Sample> of(Value... values) {
        Container container = new Container(
                1,
                1,
                "c",
                "n",
                Container.Kind.LITTER_BIN,
                Container.Fraction.RESIDUAL,
                "p",
                new Position(7, 50),
                120,
                "",
                "",
                1L,
                new Mounting(1000, 300, 250, false),
                true);
        return Samples.of(container, List.of(values), RULES);
    }

    private static List<@Nullable Doubt> doubts(Value... values) {
        List<@Nullable Doubt> doubts = new ArrayList<>();
        of(values).forEach(one -> doubts.add(one.judged().doubt()));
        return doubts;
    }

    private static Value number(String property, String unit, Instant at, double number) {
        return new Value(property, unit, at, number, null);
    }

    private static Value word(String property, String word) {
        return new Value(property, "", NOON, null, word);
    }
}
