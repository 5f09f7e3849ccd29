package de.stadtkern.kernel.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tests agree with those of ioos_qc. */
class QartodVectorsTest {

    private static final Path VECTORS = Path.of(
            System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"), "data/environment/qartod_vectors.json");

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void everyVectorAgrees() throws Exception {
        assumeTrue(Files.exists(VECTORS), VECTORS.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        JsonNode vectors = new JsonMapper().readTree(Files.readString(VECTORS));
        assertThat(vectors).hasSize(33);
        for (JsonNode vector : vectors) {
            List<Integer> expected = new ArrayList<>();
            vector.path("expected").forEach(flag -> expected.add(flag.asInt()));
            JsonNode params = vector.path("params");
            List<Integer> found = Arrays.stream(test(vector.path("test").asString(), params)
                            .judge(samples(
                                    vector.path("input"), params.path("step_s").asLong(1))))
                    .map(Flag::code)
                    .toList();
            assertThat(found).as(vector.toString()).isEqualTo(expected);
        }
    }

    private static QualityTest test(String name, JsonNode params) {
        return switch (name) {
            case "gross_range" -> new GrossRange(span(params.path("fail")), span(params.path("suspect")));
            case "spike_average" -> new Spike(Spike.Method.AVERAGE, limits(params, ""));
            case "spike_differential" -> new Spike(Spike.Method.DIFFERENTIAL, limits(params, ""));
            case "rate_of_change" -> new RateOfChange(limits(params, "_per_s"));
            case "flat_line" ->
                new FlatLine(
                        Duration.ofSeconds(params.path("suspect_s").asLong()),
                        Duration.ofSeconds(params.path("fail_s").asLong()),
                        params.path("tolerance").asDouble());
            case "attenuated_std" -> new AttenuatedSignal(AttenuatedSignal.Kind.DEVIATION, limits(params, ""), null, 0);
            case "attenuated_range" -> new AttenuatedSignal(AttenuatedSignal.Kind.RANGE, limits(params, ""), null, 0);
            case "climatology" -> climatology(params.path("members"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Climatology climatology(JsonNode members) {
        List<Climatology.Season> seasons = new ArrayList<>();
        for (JsonNode member : members) {
            YearMonth from = YearMonth.parse(member.path("tspan").get(0).asString());
            YearMonth until = YearMonth.parse(member.path("tspan").get(1).asString());
            seasons.add(new Climatology.Season(
                    month -> !month.isBefore(from) && month.isBefore(until), span(member.path("vspan"))));
        }
        return new Climatology(seasons, ZoneOffset.UTC);
    }

    private static Span span(JsonNode ends) {
        return new Span(ends.get(0).asDouble(), ends.get(1).asDouble());
    }

    private static Limits limits(JsonNode params, String ending) {
        return new Limits(number(params.path("suspect" + ending)), number(params.path("fail" + ending)));
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : null;
    }

    /** A number in a row of equal steps, or a pair of a day and a number. */
    private static Samples samples(JsonNode input, long step) {
        List<Samples.Sample> samples = new ArrayList<>();
        for (JsonNode one : input) {
            Instant time = one.isArray()
                    ? Instant.parse(one.get(0).asString() + "T00:00:00Z")
                    : START.plusSeconds(samples.size() * step);
            samples.add(new Samples.Sample(time, number(one.isArray() ? one.get(1) : one)));
        }
        return Samples.of(samples);
    }
}
