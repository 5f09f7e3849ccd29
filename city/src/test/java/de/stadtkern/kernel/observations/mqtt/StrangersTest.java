package de.stadtkern.kernel.observations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clients without an API key hear what everybody may read by HTTP, and write nothing. */
@TownTest
class StrangersTest {

    @Autowired
    Devices devices;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    private final Map<String, List<String>> heard = new ConcurrentHashMap<>();
    private final String secret = "geheim-" + UUID.randomUUID();
    private final List<Mqtt5AsyncClient> strangers = new CopyOnWriteArrayList<>();
    private Clients clients = new Clients(0);
    private long open;

    @AfterEach
    void leave() {
        strangers.stream()
                .filter(stranger -> stranger.getState().isConnected())
                .forEach(stranger -> stranger.disconnect().join());
    }

    @BeforeEach
    void setUp() throws Exception {
        clients = new Clients(environment.getRequiredProperty("local.mqtt.port", Integer.class));
        open = devices.station("Offen " + UUID.randomUUID()).air();
    }

    @Test
    void whatIsInternalNeverReachesThem() throws Exception {
        long thing = devices.create("Things", """
                {"name": "%1$s", "description": "%1$s", "properties": {"access": "internal"}}""".formatted(secret));
        long internal = devices.datastream(thing, "air_temperature", "Cel");
        List<String> filters = List.of(
                "#",
                "v1.1/#",
                "v1.1/Observations",
                "v1.1/Observations?$expand=Datastream($expand=Thing)",
                "v1.1/Datastreams(%d)/Observations".formatted(internal),
                "v1.1/Things(%d)".formatted(thing),
                "v1.1/Things(%d)/Datastreams".formatted(thing),
                "v1.1/Things(%d)/description".formatted(thing));
        Mqtt5AsyncClient stranger = connect();
        filters.forEach(filter -> subscribe(stranger, filter));

        devices.create("Datastreams(%d)/Observations".formatted(internal), "{\"result\": 77.125}");
        devices.create("Things", """
                {"name": "%1$s", "description": "%1$s", "properties": {"access": "internal"}}""".formatted(secret));
        devices.datastream(thing, "relative_humidity", "%");
        // whoever hears the second of these has been told of everything before the first
        for (String result : List.of("3.5", "4.5")) {
            devices.create("Datastreams(%d)/Observations".formatted(open), "{\"result\": %s}".formatted(result));
            for (String filter : filters.subList(0, 4)) {
                await().until(() -> of(filter).stream().anyMatch(one -> one.contains(result)));
            }
        }

        assertThat(heard.toString()).doesNotContain(secret, "77.125", "Datastreams(%d)".formatted(internal));
        assertThat(heard.keySet()).containsExactlyInAnyOrderElementsOf(filters.subList(0, 4));
    }

    @Test
    void whatTheyPublishIsNotStoredAndEndsTheConnection() {
        String topic = "v1.1/Datastreams(%d)/Observations".formatted(open);
        for (MqttQos qos : MqttQos.values()) {
            Mqtt5AsyncClient stranger = connect();
            var _ = stranger.publishWith()
                    .topic(topic)
                    .qos(qos)
                    .payload(Clients.bytes("{\"result\": 1}"))
                    .send();
            await().until(() -> stranger.getState() == MqttClientState.DISCONNECTED);
        }
        var old = Mqtt3Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(clients.port())
                .buildAsync();
        old.connect().join();
        var _ = old.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(Clients.bytes("{\"result\": 1}"))
                .send();
        await().until(() -> old.getState() == MqttClientState.DISCONNECTED);

        assertThat(jdbc.sql("select count(*) from observation where datastream_id = :id")
                        .param("id", open)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theReasonIsSaid() {
        assertThatThrownBy(() -> connect()
                        .publishWith()
                        .topic("v1.1/Things")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send()
                        .join())
                .rootCause()
                .isInstanceOfSatisfying(
                        Mqtt5DisconnectException.class,
                        ended -> assertThat(ended.getMqttMessage().getReasonCode())
                                .hasToString("NOT_AUTHORIZED"));
    }

    @Test
    void nobodyTakesOverTheConnectionOfAnother() throws Exception {
        Mqtt5AsyncClient first = connect("same");
        connect("same");
        subscribe(first, "v1.1/Datastreams(%d)/Observations".formatted(open));

        devices.create("Datastreams(%d)/Observations".formatted(open), "{\"result\": 1}");

        await().until(() -> !heard.isEmpty());
    }

    private Mqtt5AsyncClient connect() {
        return connect(UUID.randomUUID().toString());
    }

    private Mqtt5AsyncClient connect(String id) {
        Mqtt5AsyncClient stranger = clients.client5(id);
        stranger.connect().join();
        strangers.add(stranger);
        return stranger;
    }

    private void subscribe(Mqtt5AsyncClient stranger, String filter) {
        stranger.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(one -> heard.computeIfAbsent(filter, any -> new CopyOnWriteArrayList<>())
                        .add(new String(one.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
    }

    private List<String> of(String filter) {
        return heard.getOrDefault(filter, List.of());
    }
}
