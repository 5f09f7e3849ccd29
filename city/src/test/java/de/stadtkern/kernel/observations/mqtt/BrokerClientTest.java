package de.stadtkern.kernel.observations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Against a Mosquitto, where it is installed. */
@TownTest
class BrokerClientTest {

    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    @Autowired
    Devices devices;

    @Autowired
    Reception reception;

    @Autowired
    JdbcClient jdbc;

    @Value("${stadtkern.data}")
    Path data = Path.of("");

    private int port;
    private @Nullable Process mosquitto;
    private long datastream;
    private String key = "";

    @BeforeEach
    void startABroker() throws Exception {
        assumeTrue(Files.isExecutable(MOSQUITTO), MOSQUITTO + " is missing; install the package mosquitto");
        key = Files.readString(data.resolve("api-key")).strip();
        datastream = devices.station("Station " + UUID.randomUUID()).air();
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (mosquitto != null) {
            mosquitto.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatDevicesSendToTheBrokerIsStored() throws Exception {
        try (BrokerClient client = connect("v1.1/#")) {
            Mqtt5AsyncClient device = device();
            CompletableFuture.allOf(IntStream.range(0, 3_000)
                            .mapToObj(i -> publish(device, i == 7 ? "bad" : "{\"result\": %d}".formatted(i)))
                            .toArray(CompletableFuture[]::new))
                    .join();

            await().until(() -> stored().size() == 2_999);
            assertThat(stored()).isSorted();
        }
    }

    @Test
    void whatComesWhileTheProgramIsAwayWaitsForIt() throws Exception {
        connect("v1.1/#").close();
        Mqtt5AsyncClient device = device();
        publish(device, "{\"result\": 41}").join();
        assertThat(stored()).isEmpty();

        try (BrokerClient again = connect("v1.1/#")) {
            await().until(() -> stored().contains(41.0));
        }
    }

    @Test
    void theClientComesBackWhenTheBrokerDoes() throws Exception {
        try (BrokerClient client = connect("$share/town/v1.1/#")) {
            stop();
            start();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                publish(device(), "{\"result\": 1}").join();
                return !stored().isEmpty();
            });
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> broker(URI.create("tcp://broker"), "t")).hasMessageContaining("mqtt://host:port");
        assertThatThrownBy(() ->
                        new BrokerSettings.Broker(URI.create("mqtt://broker"), List.of(), "id", null, null, null, null))
                .hasMessageContaining("topics");
        assertThat(broker(URI.create("mqtts://broker"), "t").port()).isEqualTo(8883);
    }

    private static BrokerSettings.Broker broker(URI url, String topic) {
        return new BrokerSettings.Broker(url, List.of(topic), "stadtkern", null, null, null, null);
    }

    /** Connected and subscribed. */
    private BrokerClient connect(String topic) {
        BrokerClient client = new BrokerClient(broker(URI.create("mqtt://127.0.0.1:" + port), topic), key, reception);
        client.connect(null);
        await().until(client::isSubscribed);
        return client;
    }

    private Mqtt5AsyncClient device() {
        Mqtt5AsyncClient device =
                Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(port).buildAsync();
        device.connect().join();
        return device;
    }

    private CompletableFuture<?> publish(Mqtt5AsyncClient device, String payload) {
        return device.publishWith()
                .topic("v1.1/Datastreams(%d)/Observations".formatted(datastream))
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(Clients.bytes(payload))
                .send();
    }

    private void start() throws IOException {
        Path folder = Files.createTempDirectory("stadtkern-mosquitto");
        Path configuration = folder.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                listener %d 127.0.0.1
                allow_anonymous true
                max_queued_messages 0
                """.formatted(port));
        mosquitto = new ProcessBuilder(MOSQUITTO.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<Double> stored() {
        return jdbc.sql("select result from observation where datastream_id = :id order by id")
                .param("id", datastream)
                .query((row, number) -> row.getDouble("result"))
                .list();
    }
}
