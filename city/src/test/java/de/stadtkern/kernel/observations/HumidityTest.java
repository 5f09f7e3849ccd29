package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HumidityTest {

    private static final double TOLERANCE_KELVIN = 0.03;

    /** Computed independently by the Hyland-Wexler equations. */
    @ParameterizedTest
    @CsvSource({
        "0, 80, -3.033, -2.682",
        "-2, 95, -2.693, -2.380",
        "-5, 80, -7.911, -7.025",
        "-5, 100, -5.000, -4.428",
        "-10, 90, -11.327, -10.087",
        "-20, 70, -24.069, -21.662"
    })
    void agreesWithTheReferenceEquations(double air, double percent, double dewPoint, double frostPoint) {
        assertThat(Humidity.dewPoint(air, percent)).isEqualTo(dewPoint, within(TOLERANCE_KELVIN));
        assertThat(Humidity.frostPoint(Humidity.dewPoint(air, percent)))
                .isEqualTo(frostPoint, within(TOLERANCE_KELVIN));
    }

    @Test
    void agreesWithEveryVectorOfTheReferenceData() throws Exception {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        Path vectors = Path.of(shared, "data/environment/vectors_dewpoint.json");
        assumeTrue(Files.exists(vectors), vectors.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        JsonNode all = new JsonMapper().readTree(Files.readString(vectors));
        assertThat(all.size()).isGreaterThan(10);
        for (JsonNode vector : all) {
            double dewPoint = Humidity.dewPoint(
                    vector.path("t").asDouble(), vector.path("rh").asDouble());
            assertThat(dewPoint).isEqualTo(vector.path("td").asDouble(), within(0.001));
            if (vector.hasNonNull("frost_point")) {
                assertThat(Humidity.frostPoint(dewPoint))
                        .isEqualTo(vector.path("frost_point").asDouble(), within(0.001));
            }
        }
    }

    @Property
    void belowZeroTheFrostPointLiesBetweenDewPointAndZero(
            @ForAll @DoubleRange(min = -40, max = -0.01) double dewPoint) {
        assertThat(Humidity.frostPoint(dewPoint)).isBetween(dewPoint, 0.0);
    }

    @Property
    void saturatedAirIsAtItsDewPoint(@ForAll @DoubleRange(min = -40, max = 40) double air) {
        assertThat(Humidity.dewPoint(air, 100)).isEqualTo(air, within(1e-9));
    }

    @Property
    void moreVapourNeverLowersTheDewPoint(
            @ForAll @DoubleRange(min = -40, max = 40) double air,
            @ForAll @DoubleRange(min = 1, max = 100) double one,
            @ForAll @DoubleRange(min = 1, max = 100) double other) {
        assertThat(Humidity.dewPoint(air, Math.max(one, other)))
                .isGreaterThanOrEqualTo(Humidity.dewPoint(air, Math.min(one, other)));
    }
}
