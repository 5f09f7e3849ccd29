package de.stadtkern.kernel.roadweather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.stadtkern.kernel.observations.Humidity;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against computed reference values, when the folder shared/ is there; without it the first two are skipped. */
class RoadFormulasTest {

    @Test
    void dewPointAndFrostPointAgreeWithHylandAndWexler() throws Exception {
        for (JsonNode vector : vectors("vectors_dewpoint.json")) {
            if (vector.path("rh").asDouble() >= 50) {
                double dewPoint = Humidity.dewPoint(
                        vector.path("t").asDouble(), vector.path("rh").asDouble());
                assertThat(dewPoint).isCloseTo(vector.path("td_hyland_wexler").asDouble(), within(0.03));
                if (dewPoint < 0) {
                    assertThat(Humidity.frostPoint(dewPoint))
                            .isCloseTo(vector.path("frost_hw").asDouble(), within(0.03));
                }
            }
        }
    }

    @Test
    void frostFormsAsFastAsTheReferenceSays() throws Exception {
        for (JsonNode vector : vectors("vectors_formulas.json").path("frost_rate")) {
            double air = vector.path("Ta").asDouble();
            double dewPoint = Humidity.dewPoint(air, vector.path("rh").asDouble());
            assertThat(FrostDeposit.millimetresPerHour(
                            vector.path("Ts").asDouble(),
                            air,
                            dewPoint,
                            vector.path("ra_s_m").asDouble()))
                    .isCloseTo(vector.path("frost_mm_h").asDouble(), within(0.0002));
        }
    }

    /** Exactly when the surface is colder than the frost point: the rule and the amount tell the same. */
    @Property
    void frostFormsBelowTheFrostPoint(
            @ForAll @DoubleRange(min = -30, max = 0) double surface,
            @ForAll @DoubleRange(min = -20, max = 10) double air,
            @ForAll @DoubleRange(min = 40, max = 100) double percent,
            @ForAll @DoubleRange(min = 0, max = 30) double wind) {
        double dewPoint = Humidity.dewPoint(air, percent);
        double distance = Humidity.frostPoint(dewPoint) - surface;

        double formed = FrostDeposit.millimetresPerHour(surface, air, dewPoint, FrostDeposit.resistance(wind));

        if (Math.abs(distance) > 1e-6) {
            assertThat(formed > 0).isEqualTo(distance > 0);
        }
    }

    private static JsonNode vectors(String file) throws Exception {
        Path vectors = Path.of(System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"))
                .resolve("data/environment")
                .resolve(file);
        assumeThat(vectors).as("reference values; set STADTKERN_SHARED").exists();
        return new JsonMapper().readTree(Files.readString(vectors));
    }
}
