package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.services.winter.Dose.Agent;
import de.stadtkern.services.winter.Dose.Case;
import de.stadtkern.services.winter.Dose.Row;
import de.stadtkern.services.winter.Dose.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoseTest {

    /** Grams of dry NaCl for a film of 0.1 mm, computed elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "0.1, -1, 1.7",
        "0.1, -2, 3.4",
        "0.1, -3, 5.2",
        "0.1, -5, 8.6",
        "0.1, -8, 13.4",
        "0.1, -10, 16.4",
        "0.2, -2, 6.9"
    })
    void saltForAFilmAgreesWithTheReference(double film, double surface, double grams) {
        assertThat(Dose.gramsPerSquareMetre(film, surface)).isEqualTo(grams, within(0.1));
    }

    @Test
    void brineFreezesWhereTheHandbookSays() throws Exception {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        Path vectors = Path.of(shared, "data/environment/vectors_formulas.json");
        assumeTrue(Files.exists(vectors), vectors.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        JsonNode all = new JsonMapper().readTree(Files.readString(vectors)).path("nacl_freezing_point_c");
        assertThat(all.size()).isGreaterThan(5);
        for (JsonNode vector : all) {
            assertThat(Dose.freezingPoint(vector.get(0).asDouble()))
                    .isEqualTo(vector.get(1).asDouble(), within(0.052));
        }
    }

    @Property
    void aColderRoadNeverNeedsLess(
            @ForAll @DoubleRange(min = -40, max = 5) double one,
            @ForAll @DoubleRange(min = -40, max = 5) double other,
            @ForAll @DoubleRange(min = 0.01, max = 2) double film) {
        assertThat(Dose.gramsPerSquareMetre(film, Math.min(one, other)))
                .isGreaterThanOrEqualTo(Dose.gramsPerSquareMetre(film, Math.max(one, other)));
    }

    @Test
    void belowTheEutecticPointNoSaltHelpsAndAboveZeroNoneIsNeeded() {
        assertThat(Dose.gramsPerSquareMetre(0.1, -22)).isInfinite();
        assertThat(Dose.gramsPerSquareMetre(0.1, 0.5)).isZero();
    }

    @Test
    void theRowOfTheTemperatureBandApplies() {
        assertThat(Table.START
                        .find(Case.FREEZING_WETNESS, -1, null)
                        .orElseThrow()
                        .row()
                        .amount())
                .isEqualTo(10);
        assertThat(Table.START
                        .find(Case.FREEZING_WETNESS, -2, null)
                        .orElseThrow()
                        .row()
                        .amount())
                .isEqualTo(20);
        assertThat(Table.START
                        .find(Case.FREEZING_WETNESS, -12, null)
                        .orElseThrow()
                        .row()
                        .agent())
                .isEqualTo(Agent.GRIT);
        assertThat(Table.START.find(Case.PREVENTIVE, -12, null)).isEmpty();
    }

    @Test
    void tooLittleSaltAndTooMuchColdAreSaid() {
        Table table = new Table(6, 0.1, List.of(new Row(Case.SNOW, -30, Agent.FS30, 5.0)));

        assertThat(table.find(Case.SNOW, -1, null).orElseThrow().isTooLittle()).isFalse();
        assertThat(table.find(Case.SNOW, -5, null).orElseThrow().isTooLittle()).isTrue();
        assertThat(table.find(Case.SNOW, -5, 0.01).orElseThrow().isTooLittle()).isFalse();
        assertThat(table.find(Case.SNOW, -9.9, null).orElseThrow().isTooCold()).isFalse();
        assertThat(table.find(Case.SNOW, -10.1, null).orElseThrow().isTooCold()).isTrue();
    }

    @Test
    void aRowTakesThePlaceOfTheOneForTheSameCaseAndTemperature() {
        Table table = Table.START.with(new Row(Case.HOARFROST, -10, Agent.DRY_SALT, 7.5));

        assertThat(table.rows()).hasSameSizeAs(Table.START.rows());
        assertThat(table.find(Case.HOARFROST, -3, null).orElseThrow().kilograms(2000))
                .isEqualTo(15);
        assertThat(table.without(new Row(Case.HOARFROST, -10, Agent.GRIT, null)).rows())
                .hasSize(Table.START.rows().size() - 1);
    }

    /** A cubic metre of 20 % brine weighs 1148 kg at 20 °C (CRC handbook). */
    @Test
    void brineOfTwentyPercent() {
        Dose.Brine brine = Dose.Brine.of(10, 20);

        assertThat(brine.salt()).isEqualTo(2296, within(5.0));
        assertThat(brine.water()).isEqualTo(9184, within(20.0));
    }
}
