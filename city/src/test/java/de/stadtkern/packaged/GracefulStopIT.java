package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** SIGTERM: what has begun is finished, and the program ends soon. */
class GracefulStopIT {

    private static final int SENDERS = 8;
    private static final int ENOUGH = 100;
    private static final int ENDED_BY_SIGTERM = 143;
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void stoppedUnderLoadItEndsSoonAndKeepsEverythingAcknowledged() throws Exception {
        Path data = Program.dataDirectory();
        long datastream;
        try (Program town = start(data, "json")) {
            Sensors sensors = new Sensors(
                    town.address(), Files.readString(data.resolve("api-key")).strip());
            Sensors.Road road = sensors.road("Brücke");
            sensors.observe(road.dewPoint(), -2);
            datastream = road.surface();
            Instant begin;
            try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < SENDERS; i++) {
                    senders.submit(() -> sendOn(sensors, road.surface()));
                }
                await().atMost(Duration.ofMinutes(3)).until(() -> acknowledged.size() >= ENOUGH);
                begin = Instant.now();
                town.askToStop();
            }
            assertThat(town.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(BOUND);
            assertThat(town.output()).contains("\"log\":{\"level\":\"INFO\"").doesNotContain("\"ERROR\"");
            assertThat(data.resolve("postgres/cluster/data/postmaster.pid")).doesNotExist();
        }

        try (Program town = start(data, "text")) {
            Sensors sensors = new Sensors(
                    town.address(), Files.readString(data.resolve("api-key")).strip());
            assertThat(sensors.stored(datastream)).containsAll(acknowledged);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> sensors.get("/winter/situation.geojson").contains("\"state\":\"danger\""));
        }
    }

    private static Program start(Path data, String logFormat) throws IOException {
        Path settings =
                Files.writeString(data.resolve("town.properties"), "stadtkern.log-format=%s%n".formatted(logFormat));
        return Program.start("serve", "--port", "0", "--data", data.toString(), "--config", settings.toString());
    }

    private Void sendOn(Sensors sensors, long datastream) throws InterruptedException {
        try {
            while (true) {
                acknowledged.add(sensors.observe(datastream, -3.1));
            }
        } catch (IOException stopped) {
            return null; // what was not acknowledged may be lost
        }
    }
}
