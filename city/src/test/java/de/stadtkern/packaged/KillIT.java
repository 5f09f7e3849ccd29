package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
        long datastream = 0;
        for (int round = 0; round < KILLS; round++) {
            Program town = Program.start("serve", "--port", "0", "--data", data.toString());
            URI address = town.address();
            String key = Files.readString(data.resolve("api-key")).strip();
            Sensors sensors = new Sensors(address, key);
            datastream = round == 0 ? station(sensors) : datastream;
            writeUntilKilled(town, sensors, datastream);
        }

        try (Program town = Program.start("serve", "--port", "0", "--data", data.toString())) {
            URI address = town.address();
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * SENDERS);
            assertThat(stored(address.resolve(
                            "/sensorthings/v1.1/Datastreams(%d)/Observations?$top=10000".formatted(datastream))))
                    .containsAll(acknowledged);
            await().until(() -> http.send(
                            HttpRequest.newBuilder(address.resolve("/winter/situation.geojson"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .contains("hoarfrost"));
        }
    }

    private void writeUntilKilled(Program town, Sensors sensors, long datastream) throws InterruptedException {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.submit(() -> writeOn(sensors, datastream));
            }
            int enough = acknowledged.size() + WRITTEN_BEFORE_A_KILL;
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= enough);
            town.kill();
        }
    }

    private Void writeOn(Sensors sensors, long datastream) throws InterruptedException {
        try {
            while (true) {
                acknowledged.add(sensors.observe(datastream, -3.1));
            }
        } catch (IOException killed) {
            return null; // what was not acknowledged may be lost
        }
    }

    private static long station(Sensors sensors) throws IOException, InterruptedException {
        Sensors.Road road = sensors.road("Brücke");
        sensors.observe(road.dewPoint(), -2);
        return road.surface();
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
