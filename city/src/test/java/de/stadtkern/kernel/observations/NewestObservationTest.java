package de.stadtkern.kernel.observations;

import static de.stadtkern.Devices.json;
import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** The quick way to the newest observation of a datastream gives what the way through all of them gives. */
@TownTest
class NewestObservationTest {

    private static final int STEPS = 40;
    private static final String FIRST = "?$top=1&$orderby=phenomenonTime%20desc";

    @Autowired
    Devices devices;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsWrittenChangedAndRemoved(long seed) throws Exception {
        Random random = new Random(seed);
        String datastream =
                "Datastreams(%d)".formatted(devices.station("Neuestes " + seed).air());
        for (int step = 0; step < STEPS; step++) {
            change(datastream, random);
            JsonNode all =
                    devices.read(datastream + "/Observations?$top=" + STEPS).path("value");
            JsonNode first = devices.read(datastream + "/Observations" + FIRST);
            JsonNode expanded = devices.read(datastream + "?$expand=Observations($top=1)");
            assertThat(first.path("value").path(0)).as("step %d", step).isEqualTo(all.path(0));
            assertThat(expanded.path("Observations").path(0)).isEqualTo(all.path(0));
            assertThat(first.has("@iot.nextLink")).isEqualTo(all.size() > 1);
            assertThat(expanded.has("Observations@iot.nextLink")).isEqualTo(all.size() > 1);
        }
    }

    /** Mostly new values; few times, so that several have the same one, some in the future. */
    private void change(String datastream, Random random) throws Exception {
        JsonNode one = devices.read(datastream + "/Observations?$skip=" + random.nextInt(3))
                .path("value")
                .path(0);
        String observation = "Observations(" + one.path("@iot.id").asLong() + ")";
        int choice = one.isMissingNode() ? 9 : random.nextInt(10);
        switch (choice) {
            case 0, 1 -> json(devices.send(HttpMethod.DELETE, observation, ""));
            case 2 ->
                json(devices.send(
                        HttpMethod.PATCH, observation, "{\"phenomenonTime\": \"%s\"}".formatted(time(random))));
            case 3 -> json(devices.send(HttpMethod.PATCH, observation, "{\"result\": \"trocken\"}"));
            default -> json(devices.send(HttpMethod.POST, datastream + "/Observations", observation(random)));
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
}
