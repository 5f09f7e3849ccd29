package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was acknowledged is there after kill -9, and what it leads to still comes. */
class KillIT {

    private static final int SENDERS = 4;
    private static final int KILLS = 3;
    private static final int WRITTEN_BEFORE_A_KILL = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void killedWhileObservationsComeInItLosesNoneAndStillProposes() throws Exception {
        Path data = Program.dataDirectory();
        String datastream = "";
        for (int round = 0; round < KILLS; round++) {
            Program town = Program.start("serve", "--port", "0", "--data", data.toString());
            URI address = town.address();
            String key = Files.readString(data.resolve("api-key")).strip();
            datastream = round == 0 ? station(address, key) : datastream;
            writeUntilKilled(town, address.resolve(datastream + "/Observations"), key);
        }

        try (Program town = Program.start("serve", "--port", "0", "--data", data.toString())) {
            URI address = town.address();
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * SENDERS);
            assertThat(stored(address.resolve(datastream + "/Observations?$top=10000")))
                    .containsAll(acknowledged);
            await().until(() -> http.send(
                            HttpRequest.newBuilder(address.resolve("/winter/situation.geojson"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .contains("hoarfrost"));
        }
    }

    private void writeUntilKilled(Program town, URI observations, String key) throws InterruptedException {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.submit(() -> writeOn(observations, key));
            }
            int enough = acknowledged.size() + WRITTEN_BEFORE_A_KILL;
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= enough);
            town.kill();
        }
    }

    private Void writeOn(URI observations, String key) throws InterruptedException {
        try {
            while (true) {
                acknowledged.add(post(observations, key, "{\"result\": -3.1}"));
            }
        } catch (IOException killed) {
            return null; // what was not acknowledged may be lost
        }
    }

    private String station(URI address, String key) throws IOException, InterruptedException {
        String things = address + "/sensorthings/v1.1/Things";
        long thing = post(URI.create(things), key, """
                {"name": "Brücke", "description": "d", "Locations": [{"name": "l", "description": "d",
                 "encodingType": "application/geo+json",
                 "location": {"type": "Point", "coordinates": [11.9, 50.3]}}]}""");
        URI datastreams = URI.create(things + "(" + thing + ")/Datastreams");
        long dewPoint = post(datastreams, key, datastream("dew_point_temperature"));
        post(address.resolve("/sensorthings/v1.1/Datastreams(" + dewPoint + ")/Observations"), key, "{\"result\": -2}");
        return "/sensorthings/v1.1/Datastreams(" + post(datastreams, key, datastream("surface_temperature")) + ")";
    }

    private static String datastream(String property) {
        return """
                {"name": "%1$s", "description": "d", "observationType": "OM_Measurement",
                 "unitOfMeasurement": {"name": "C", "symbol": "Cel", "definition": "https://ucum.org"},
                 "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
                 "ObservedProperty": {"name": "%1$s", "description": "d",
                  "definition": "http://vocab.nerc.ac.uk/standard_name/%1$s/"}}""".formatted(property);
    }

    private long post(URI uri, String key, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).path("@iot.id").asLong();
    }

    private Set<Long> stored(URI observations) throws IOException, InterruptedException {
        Set<Long> ids = new HashSet<>();
        String next = observations.toString();
        while (next != null) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(URI.create(next)).build(), BodyHandlers.ofString());
            JsonNode page = json.readTree(answer.body());
            page.path("value").forEach(one -> ids.add(one.path("@iot.id").asLong()));
            next = page.path("@iot.nextLink").asString(null);
        }
        return ids;
    }
}
