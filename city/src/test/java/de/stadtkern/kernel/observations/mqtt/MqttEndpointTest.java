package de.stadtkern.kernel.observations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownTest
class MqttEndpointTest {

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Environment environment;

    @Value("${stadtkern.data}")
    Path data = Path.of("");

    private Clients clients = new Clients(0);
    private String key = "";
    private long datastream;
    private String topic = "";

    @BeforeEach
    void setUp() throws Exception {
        clients = new Clients(environment.getRequiredProperty("local.mqtt.port", Integer.class));
        key = Files.readString(data.resolve("api-key")).strip();
        datastream = devices.station("MQTT-Station").air();
        topic = "v1.1/Datastreams(%d)/Observations".formatted(datastream);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void whatIsAcknowledgedIsStored(int version) {
        var client = clients.connect(version, key);

        client.publish(topic, "{\"phenomenonTime\": \"2026-01-10T05:00:00+01:00\", \"result\": 8.5}")
                .join();

        assertThat(stored()).containsExactly(8.5);
        client.disconnect().join();
    }

    @Test
    void theBodyMayNameTheDatastream() {
        clients.connect(5, key)
                .publish(
                        "v1.1/Observations", "{\"Datastream\": {\"@iot.id\": %d}, \"result\": 3}".formatted(datastream))
                .join();

        assertThat(stored()).containsExactly(3.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v3/stadt@musterstadt/devices/weg-1/up     | `end_device_ids`: {`dev_eui`: `%1$S`}, `uplink_message`:"
                        + " {`session_key_id`: `AA==`, `f_cnt`: 7, `decoded_payload`: {`air_temperature`: -1.5}}",
                "application/a/device/%1$s/event/up | `deviceInfo`: {`devEui`: `%1$s`}, `fCnt`: 7,"
                        + " `deduplicationId`: `3ac7e3c4`, `object`: {`air_temperature`: -1.5}",
            })
    void uplinksOfNetworkServersAreStoredOnceHoweverOftenTheyCome(String uplinkTopic, String body) throws Exception {
        String devEui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        datastream = devices.lorawan(devEui, "\"air_temperature\"");
        String payload = "{" + body.formatted(devEui).replace('`', '"') + "}";
        var client = clients.connect(5, key);

        client.publish(uplinkTopic.formatted(devEui), payload).join();
        client.publish(uplinkTopic.formatted(devEui), payload).join();

        assertThat(stored()).containsExactly(-1.5);
    }

    @Test
    void whatNetworkServersTellBesidesMeasurementsIsTaken() {
        clients.connect(5, key)
                .publish("v3/stadt@musterstadt/devices/weg-1/join", "{\"join_accept\": {}}")
                .join();

        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void everyMessageOfABurstIsStoredOnceAndInOrder(int version) {
        var client = clients.connect(version, key);

        CompletableFuture.allOf(IntStream.range(0, 2_000)
                        .mapToObj(i -> client.publish(topic, "{\"result\": %d}".formatted(i)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(stored())
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_000).asDoubleStream().boxed().toList());
    }

    @Test
    void manyClientsForTheSameDatastreamsDoNotStopEachOther() throws Exception {
        long other = devices.station("MQTT-Station 2").air();
        List<String> topics = List.of(topic, "v1.1/Datastreams(%d)/Observations".formatted(other));

        CompletableFuture.allOf(Stream.generate(() -> clients.connect(5, key))
                        .limit(6)
                        .flatMap(client -> IntStream.range(0, 100)
                                .mapToObj(i -> client.publish(topics.get(i % 2), "{\"result\": %d}".formatted(i))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(stored()).hasSize(300);
    }

    @Test
    void aWrongKeyIsRefusedInVersion5() {
        assertThatThrownBy(() -> clients.connect(5, "sk_falsch"))
                .hasRootCauseInstanceOf(Mqtt5ConnAckException.class)
                .rootCause()
                .extracting(e -> ((Mqtt5ConnAckException) e).getMqttMessage().getReasonCode())
                .isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);
    }

    @Test
    void aWrongKeyIsRefusedInVersion3() {
        assertThatThrownBy(() -> clients.connect(3, "sk_falsch"))
                .rootCause()
                .isInstanceOf(Mqtt3ConnAckException.class)
                .extracting(e -> ((Mqtt3ConnAckException) e).getMqttMessage().getReturnCode())
                .isEqualTo(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD);
    }

    @Test
    void willsAreNotOfferedAndThatIsSaid() {
        assertThatThrownBy(() -> clients.client5("will")
                        .connectWith()
                        .willPublish()
                        .topic(topic)
                        .applyWillPublish()
                        .send()
                        .join())
                .hasMessageContaining("IMPLEMENTATION_SPECIFIC_ERROR");
    }

    @Test
    void theAnswerToConnectSaysWhatIsOffered() {
        var offer = clients.client5("")
                .connectWith()
                .simpleAuth()
                .password(Clients.bytes(key))
                .applySimpleAuth()
                .send()
                .join();

        assertThat(offer.isSessionPresent()).isFalse();
        assertThat(offer.getAssignedClientIdentifier()).isPresent();
        var limits = offer.getRestrictions();
        assertThat(limits.getMaximumQos()).isEqualTo(MqttQos.EXACTLY_ONCE);
        assertThat(limits.getReceiveMaximum()).isEqualTo(1_000);
        assertThat(limits.isRetainAvailable()).isFalse();
        assertThat(limits.isWildcardSubscriptionAvailable()).isTrue();
        assertThat(limits.isSharedSubscriptionAvailable()).isFalse();
        assertThat(limits.getMaximumPacketSize()).isEqualTo(256 * 1024);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "own                  | {\"result\": 1         | PAYLOAD_FORMAT_INVALID | JSON object in UTF-8",
                "own                  | ''                     | PAYLOAD_FORMAT_INVALID | JSON object is expected",
                "own                  | 8.5                    | PAYLOAD_FORMAT_INVALID | JSON object is expected",
                "own                  | {}                     | PAYLOAD_FORMAT_INVALID | result is missing",
                "own                  | {\"result\": \"\\u0000\"} | PAYLOAD_FORMAT_INVALID | cannot be kept",
                "v1.1/Observations    | {\"result\": 1}        | PAYLOAD_FORMAT_INVALID | Datastream/@iot.id is missing",
                "v1.1/Datastreams(999999999)/Observations | {\"result\": 1} | TOPIC_NAME_INVALID | does not exist",
                "v1.1/Things          | {\"result\": 1}        | PAYLOAD_FORMAT_INVALID | name is missing",
                "weather/station      | {\"result\": 1}        | TOPIC_NAME_INVALID     | weather/station",
            })
    void version5IsToldWhyAMessageIsRefused(String where, String payload, String code, String reason) {
        var client = clients.connect(5, key);

        assertThatThrownBy(() -> client.publish(where.equals("own") ? topic : where, payload)
                        .join())
                .rootCause()
                .isInstanceOfSatisfying(Mqtt5PubAckException.class, refused -> {
                    assertThat(refused.getMqttMessage().getReasonCode()).hasToString(code);
                    assertThat(refused.getMqttMessage().getReasonString().orElseThrow())
                            .asString()
                            .contains(reason);
                });

        client.publish(topic, "{\"result\": 2}").join();
        assertThat(stored()).containsExactly(2.0);
    }

    @Test
    void aForeignDatastreamIsRefusedLikeAnUnknownOne() {
        var client = clients.connect(5, key);

        assertThatThrownBy(() -> client.publish(
                                "v1.1/Datastreams(%d)/Observations".formatted(foreignDatastream()), "{\"result\": 1}")
                        .join())
                .rootCause()
                .isInstanceOfSatisfying(
                        Mqtt5PubAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReasonCode())
                                .isEqualTo(Mqtt5PubAckReasonCode.TOPIC_NAME_INVALID));
    }

    @Test
    void aRefusedMessageDoesNotTakeItsNeighboursAlong() {
        var client = clients.connect(5, key);

        List<? extends CompletableFuture<?>> sent = IntStream.range(0, 200)
                .mapToObj(i -> client.publish(topic, i % 50 == 7 ? "bad" : "{\"result\": %d}".formatted(i)))
                .toList();
        sent.forEach(one -> one.exceptionally(refused -> null).join());

        assertThat(sent.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(4);
        assertThat(stored()).hasSize(196).isSorted();
    }

    @Test
    void version3IsDisconnectedAtARefusedMessageAndNothingBehindItIsStored() {
        var client = clients.connect(3, key);

        List<? extends CompletableFuture<?>> sent = Stream.of("{\"result\": 1}", "bad", "{\"result\": 2}")
                .map(payload -> client.publish(topic, payload))
                .toList();

        sent.get(0).join();
        assertThatThrownBy(() -> sent.get(1).join())
                .hasRootCauseMessage("Server closed connection without DISCONNECT.");
        assertThatThrownBy(() -> sent.get(2).join()).isNotNull();
        assertThat(stored()).containsExactly(1.0);
    }

    @Test
    void aRefusedMessageThatNobodyWaitsForIsCountedAndTheConnectionStays() {
        double before = refused();
        var client = clients.connected3("qos-0", key);

        client.publishWith().topic(topic).payload(Clients.bytes("bad")).send().join();
        client.publishWith()
                .topic(topic)
                .payload(Clients.bytes("{\"result\": 4}"))
                .send()
                .join();

        await().untilAsserted(() -> assertThat(stored()).containsExactly(4.0));
        assertThat(refused()).isEqualTo(before + 1);
    }

    @Test
    void whatASenderLeavesBehindIsStoredToo() {
        var client = clients.connected3("leaves", key);
        for (int i = 0; i < 50; i++) {
            client.publishWith()
                    .topic(topic)
                    .payload(Clients.bytes("{\"result\": %d}".formatted(i)))
                    .send()
                    .join();
        }
        client.disconnect().join();

        await().untilAsserted(() -> assertThat(stored()).hasSize(50));
    }

    @Test
    void qualityOfService2IsStoredOnceAndAnsweredToTheEnd() {
        var old = clients.connected3("qos-2 old", key);
        var now = clients.connected5("qos-2 new", key);

        old.publishWith()
                .topic(topic)
                .qos(MqttQos.EXACTLY_ONCE)
                .payload(Clients.bytes("{\"result\": 1}"))
                .send()
                .join();
        now.publishWith()
                .topic(topic)
                .qos(MqttQos.EXACTLY_ONCE)
                .payload(Clients.bytes("{\"result\": 2}"))
                .send()
                .join();

        assertThat(stored()).containsExactly(1.0, 2.0);
    }

    @Test
    void aRepeatedMessageOfQuality2IsNotStoredTwice() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", clients.port())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            var in = socket.getInputStream();
            out.write(RawMqtt.connect5(key));
            RawMqtt.read(in);
            for (int time = 0; time < 2; time++) {
                out.write(RawMqtt.publish5(topic, 2, 7, "{\"result\": 1}"));
                assertThat(RawMqtt.read(in)).startsWith(0x50);
            }
            out.write(new byte[] {0x62, 2, 0, 7});
            assertThat(RawMqtt.read(in)).startsWith(0x70);
        }
        assertThat(stored()).containsExactly(1.0);
    }

    @Test
    void otherEntitiesAreCreatedByPublishingToo() {
        String name = "Mast " + UUID.randomUUID();

        clients.connect(5, key)
                .publish("v1.1/Things", "{\"name\": \"%s\", \"description\": \"d\"}".formatted(name))
                .join();

        assertThat(jdbc.sql("select count(*) from thing where name = :name")
                        .param("name", name)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aMessageThatIsTooLargeClosesTheConnection() {
        var client = clients.connect(3, key);

        assertThatThrownBy(() -> client.publish(topic, "{\"result\": \"%s\"}".formatted("x".repeat(256 * 1024)))
                        .join())
                .isNotNull();
        assertThat(stored()).isEmpty();
    }

    @Test
    void theSameClientTakesItsConnectionOver() {
        var first = clients.connected5("same", key);
        var second = clients.connected5("same", key);

        await().until(() -> !first.getState().isConnected());
        second.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(Clients.bytes("{\"result\": 5}"))
                .send()
                .join();
        assertThat(stored()).containsExactly(5.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "474554202f20485454502f312e310d0a0d0a",
                "ffffffffffffffffffff",
                "100c00044d515454ff02003c0000",
                "c000",
                "300a00"
            })
    void garbageClosesTheConnectionAndTheNextOneWorks(String hex) throws IOException {
        if (hex.equals("300a00")) {
            hex += "0161".repeat(10);
        }
        try (Socket socket = new Socket("127.0.0.1", clients.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(hex));
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThanOrEqualTo(5);
        }
        clients.connect(3, key).publish(topic, "{\"result\": 6}").join();
        assertThat(stored()).containsExactly(6.0);
    }

    @Test
    void aSilentConnectionIsClosedAfterOneAndAHalfKeepAlives() throws IOException {
        byte[] password = Clients.bytes(key);
        int length = 10 + 3 + 3 + 2 + password.length;
        try (Socket socket = new Socket("127.0.0.1", clients.port())) {
            socket.setSoTimeout(10_000);
            String head = "10%02x00044d51545404c20002000161000161%04x".formatted(length, password.length);
            socket.getOutputStream().write(HexFormat.of().parseHex(head));
            socket.getOutputStream().write(password);
            byte[] accepted = socket.getInputStream().readNBytes(4);
            long from = System.nanoTime();

            assertThat(accepted).containsExactly(0x20, 2, 0, 0);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(9));
        }
    }

    private List<Double> stored() {
        return jdbc.sql("select result from observation where datastream_id = :id order by id")
                .param("id", datastream)
                .query((row, number) -> row.getDouble("result"))
                .list();
    }

    private double refused() {
        var counter = meters.find("observations.mqtt.messages")
                .tag("outcome", "refused")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private long foreignDatastream() {
        return jdbc.sql("""
                        with town as (
                            insert into municipality (key, name) values ('nachbarstadt', 'Nachbarstadt')
                            on conflict (key) do update set name = excluded.name returning id),
                        t as (insert into thing (municipality_id, name, description)
                            select id, 'fremd', 'fremd' from town returning id),
                        s as (insert into sensor (municipality_id, name, description, encoding_type, metadata)
                            select id, 's', 's', 't', '"m"' from town returning id),
                        p as (insert into observed_property (municipality_id, name, definition, description)
                            select id, 'p', 'p', 'p' from town returning id)
                        insert into datastream
                            (thing_id, sensor_id, observed_property_id, name, description, observation_type, unit)
                        select t.id, s.id, p.id, 'd', 'd', 'o', '{}' from t, s, p returning id""").query(Long.class).single();
    }
}
