package de.stadtkern.kernel.observations;

import static de.stadtkern.Devices.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The quick way to the newest observation of a datastream gives what the way through all of them gives. */
@TownTest
class NewestObservationTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int STEPS = 40;
    private static final String FIRST = "?$top=1&$orderby=phenomenonTime%20desc";

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Value("${stadtkern.data}")
    Path data;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsWrittenChangedAndRemoved(long seed) throws Exception {
        Random random = new Random(seed);
        String datastream =
                "Datastreams(%d)".formatted(devices.station("Neuestes " + seed).air());
        for (int step = 0; step < STEPS; step++) {
            change(datastream, random);
            JsonNode all = at(datastream + "/Observations?$top=" + STEPS).path("value");
            JsonNode first = at(datastream + "/Observations" + FIRST);
            JsonNode expanded = at(datastream + "?$expand=Observations($top=1)");
            assertThat(first.path("value").path(0)).as("step %d", step).isEqualTo(all.path(0));
            assertThat(expanded.path("Observations").path(0)).isEqualTo(all.path(0));
            assertThat(first.has("@iot.nextLink")).isEqualTo(all.size() > 1);
            assertThat(expanded.has("Observations@iot.nextLink")).isEqualTo(all.size() > 1);
        }
    }

    /** Mostly new values; few times, so that several have the same one, some in the future. */
    private void change(String datastream, Random random) throws Exception {
        JsonNode one = at(datastream + "/Observations?$skip=" + random.nextInt(3))
                .path("value")
                .path(0);
        String observation = "Observations(" + one.path("@iot.id").asLong() + ")";
        int choice = one.isMissingNode() ? 9 : random.nextInt(10);
        switch (choice) {
            case 0, 1 -> send(HttpMethod.DELETE, observation, "");
            case 2 -> send(HttpMethod.PATCH, observation, "{\"phenomenonTime\": \"%s\"}".formatted(time(random)));
            case 3 -> send(HttpMethod.PATCH, observation, "{\"result\": \"trocken\"}");
            default -> send(HttpMethod.POST, datastream + "/Observations", observation(random));
        }
    }

    private static String observation(Random random) {
        String more = switch (random.nextInt(8)) {
            case 0 -> ", \"parameters\": {\"a\": 1}";
            case 1 -> ", \"resultQuality\": \"gut\"";
            case 2 -> ", \"validTime\": \"2026-01-01T00:00:00Z/2026-01-02T00:00:00Z\"";
            case 3 -> ", \"resultTime\": \"%s\"".formatted(time(random));
            default -> "";
        };
        String result = random.nextInt(6) == 0 ? "\"nass\"" : String.valueOf(random.nextInt(100) / 10.0);
        String end = random.nextInt(8) == 0 ? "/2100-01-01T00:00:00Z" : "";
        return "{\"phenomenonTime\": \"%s%s\", \"result\": %s%s}".formatted(time(random), end, result, more);
    }

    private static Instant time(Random random) {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12L * random.nextInt(-3, 4)));
    }

    private JsonNode at(String path) throws Exception {
        return JSON.readTree(http.perform(get(URI.create(ROOT + path)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }

    private void send(HttpMethod method, String path, String body) throws Exception {
        var answer = http.perform(request(method, URI.create(ROOT + path))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + Files.readString(data.resolve("api-key"))
                                                .strip())
                        .contentType("application/json")
                        .content(body))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus())
                .as("%s %s %s: %s", method, path, body, answer.getContentAsString())
                .isBetween(200, 201);
    }
}
