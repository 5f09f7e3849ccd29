package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged over MQTT is there after kill -9 in the middle of a burst. The same moments again:
 * -Dstadtkern.kills.seed=…
 */
class MqttKillIT {

    private static final int KILLS = Integer.getInteger("stadtkern.kills", 3);
    private static final long SEED = Long.getLong("stadtkern.kills.seed", System.nanoTime());
    private static final int BURST = 20_000;

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void killedInTheMiddleOfABurstItLosesNothingAcknowledged() throws Exception {
        Path data = Program.dataDirectory();
        Random random = new Random(SEED);
        int port = freePort();
        Program town = start(data, port);
        try {
            Sensors sensors = sensors(town, data);
            long datastream = sensors.road("Brücke").surface();
            for (int kill = 0; kill < KILLS; kill++) {
                Mqtt5AsyncClient client = connect(port, data);
                int first = kill * BURST;
                int enough = acknowledged.size() + random.nextInt(BURST / 2);
                for (int i = first; i < first + BURST; i++) {
                    publish(client, datastream, i);
                }
                await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() > enough);
                town.kill();
                town = start(data, port);
                sensors = sensors(town, data);
            }
            Set<Integer> stored = new HashSet<>(sensors.results(datastream));
            System.out.printf(
                    "%d kills (seed %d), %d messages acknowledged, %d stored%n",
                    KILLS, SEED, acknowledged.size(), stored.size());
            assertThat(acknowledged).hasSizeGreaterThan(KILLS);
            assertThat(stored).containsAll(acknowledged);
        } finally {
            town.close();
        }
    }

    private void publish(Mqtt5AsyncClient client, long datastream, int number) {
        client.publishWith()
                .topic("v1.1/Datastreams(%d)/Observations".formatted(datastream))
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("{\"result\": %d}".formatted(number).getBytes(StandardCharsets.UTF_8))
                .send()
                .thenAccept(done -> {
                    if (done.getError().isEmpty()) {
                        acknowledged.add(number);
                    }
                });
    }

    private static Mqtt5AsyncClient connect(int port, Path data) throws IOException {
        Mqtt5AsyncClient client =
                Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(port).buildAsync();
        client.connectWith()
                .simpleAuth()
                .username("any")
                .password(key(data).getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send()
                .join();
        return client;
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static Program start(Path data, int port) throws IOException {
        return Program.start("serve", "--port", "0", "--mqtt-port", String.valueOf(port), "--data", data.toString());
    }

    private static String key(Path data) throws IOException {
        return Files.readString(data.resolve("api-key")).strip();
    }

    private static Sensors sensors(Program town, Path data) throws IOException {
        return new Sensors(town.address(), key(data));
    }
}
