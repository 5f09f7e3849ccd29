package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a stranger starts it: the devices arrive by every interface, and the winter service has something to do. */
class DemoIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> ONE_KIND_OF_EACH_INTERFACE =
            List.of("road-weather", "litter-bin", "gauge", "tree", "car-park", "noise");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void threeHundredDevicesReportAndAreSetUpOnce() throws Exception {
        Path data = Program.dataDirectory();
        try (Program town = Program.start("demo", "--port", "0", "--data", data.toString(), "--speed", "30")) {
            URI address = town.address();
            await().atMost(PATIENCE).until(() -> things(address), things -> things == 300);
            for (String kind : ONE_KIND_OF_EACH_INTERFACE) {
                await(kind).atMost(PATIENCE).until(() -> hasMeasured(address, kind));
            }
            await().atMost(PATIENCE).until(() -> get(address.resolve("/winter")).contains("Reifglätte möglich"));
            await().atMost(PATIENCE).until(() -> town.output().contains("4 crew members and their shifts"));
            await().atMost(PATIENCE).until(() -> town.output().contains("bins and banks"));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(get(address.resolve("/waste"))).contains("Grünglas", "gemessen"));
            assertThat(get(address.resolve("/winter"))).contains("simuliert für die Vorführung");
            town.kill();
        }
        try (Program again = Program.start("demo", "--port", "0", "--data", data.toString())) {
            URI address = again.address();
            await().atMost(PATIENCE).until(() -> again.output().contains("300 devices report"));
            assertThat(things(address)).isEqualTo(300);
            assertThat(again.output()).doesNotContain("bringing in", "crew members", "bins and banks");
        }
    }

    private int things(URI address) {
        return json(address, "Things?$count=true&$top=0").path("@iot.count").asInt();
    }

    private boolean hasMeasured(URI address, String kind) {
        long thing = json(address, "Things?$top=1000")
                .path("value")
                .valueStream()
                .filter(one -> one.path("properties").path("kind").asString("").equals(kind))
                .map(one -> one.path("@iot.id").asLong())
                .findFirst()
                .orElseThrow();
        long datastream = json(address, "Things(" + thing + ")/Datastreams")
                .path("value")
                .path(0)
                .path("@iot.id")
                .asLong();
        return !json(address, "Datastreams(" + datastream + ")/Observations")
                .path("value")
                .isEmpty();
    }

    private JsonNode json(URI address, String path) {
        return new JsonMapper().readTree(get(URI.create(address + "/sensorthings/v1.1/" + path)));
    }

    private String get(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
