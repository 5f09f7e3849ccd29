package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every example message of both network servers, over real HTTP and real MQTT, from unknown device to observations. */
@TownTest
class LorawanFilesTest {

    private static final Path EXAMPLES =
            Path.of(System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"), "data/lorawan");

    private static final JsonMapper JSON = new JsonMapper();

    /** What the files of no single device are about. */
    private static final String ROAD = "decentlab-dl-cws2";

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    private final HttpClient http = HttpClient.newHttpClient();
    private String key = "";

    @BeforeEach
    void setUp() {
        assumeTrue(Files.exists(EXAMPLES), EXAMPLES.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        key = people.key(Scope.WRITE_OBSERVATIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "mqtt"})
    void everyFileIsTakenAndWhatItMeasuresIsStoredOnce(String way) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            files = all.filter(file -> file.getFileName().toString().matches("(tts|chirpstack)-.*\\.json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSize(23);
        for (Path file : files) {
            String name = file.getFileName().toString();
            String eui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
            ObjectNode message = (ObjectNode) JSON.readTree(Files.readString(file));
            boolean tts = name.startsWith("tts");
            ((ObjectNode) message.path(tts ? "end_device_ids" : "deviceInfo")).put(tts ? "dev_eui" : "devEui", eui);

            send(way, name, eui, message);
            send(way, name, eui, message);
            if (name.contains("join") || name.contains("status")) {
                assertThat(find(eui)).as(name).isZero();
                continue;
            }
            adopt(eui, type(name));
            send(way, name, eui, message);

            assertThat(stored(eui)).as(name + " by " + way).isEqualTo(wanted(name));
        }
    }

    /** The type of the device, whose decoder agrees with what the network server has decoded. */
    private static String type(String name) {
        String device = name.replaceAll("(tts|chirpstack)-|\\.json", "");
        return device.startsWith("trap") ? ROAD : device;
    }

    /** The values of the vector in the unit of the vector; nothing of what was simulated. */
    private static Map<String, String> wanted(String name) throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        if (name.contains("simulated")) {
            return wanted;
        }
        String note = name.contains("battery-only") ? "battery only" : "";
        for (JsonNode vector : JSON.readTree(Files.readString(EXAMPLES.resolve("vectors.json")))) {
            if (vector.path("device").asString().equals(type(name))
                    && vector.path("note").asString().contains(note)
                    && wanted.isEmpty()) {
                vector.path("values")
                        .properties()
                        .forEach(value -> wanted.put(
                                value.getKey(),
                                written(
                                        value.getValue().path("value"),
                                        value.getValue().path("ucum").asString(""))));
            }
        }
        return wanted;
    }

    private static String written(JsonNode value, String unit) {
        return value.isBoolean()
                ? value.toString()
                : String.valueOf((float)
                        switch (unit) {
                            case "mm" -> value.asDouble() / 10;
                            case "kPa" -> value.asDouble() * 10;
                            default -> value.asDouble();
                        });
    }

    /** By measure, without what is computed; each value must be there once. */
    private Map<String, String> stored(String eui) {
        Map<String, String> stored = new TreeMap<>();
        jdbc.sql("""
                        select d.properties ->> 'field' as field, coalesce(o.result::float4::text, o.result_json::text) as value
                        from observation o join datastream d on d.id = o.datastream_id join thing t on t.id = d.thing_id
                        where t.properties ->> 'devEui' = :eui""")
                .param("eui", eui)
                .query((rs, n) -> {
                    String field = rs.getString("field");
                    String value = rs.getString("value");
                    boolean truth = value.equals("true") || value.equals("false");
                    if (!field.equals("fill_level") && !(field.equals("dew_point") && isWeather(eui))) {
                        assertThat(stored.put(field, truth ? value : String.valueOf(Float.parseFloat(value))))
                                .as("%s of %s stored before", field, eui)
                                .isNull();
                    }
                    return n;
                })
                .list();
        return stored;
    }

    private boolean isWeather(String eui) {
        return jdbc.sql(
                        "select properties ->> 'deviceType' = 'decentlab-dl-atm41' from thing where properties ->> 'devEui' = :eui")
                .param("eui", eui)
                .query(Boolean.class)
                .single();
    }

    private long find(String eui) {
        return jdbc.sql("select coalesce(max(id), 0) from device where dev_eui = :eui")
                .param("eui", eui)
                .query(Long.class)
                .single();
    }

    private void adopt(String eui, String type) throws Exception {
        HttpResponse<String> answer = post("devices/" + find(eui) + "/thing", """
                {"type": "%s", "name": "Gerät %s", "lon": 7.77, "lat": 49.44}""".formatted(type, eui));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void send(String way, String name, String eui, JsonNode message) throws Exception {
        boolean tts = name.startsWith("tts");
        String event = name.contains("join") ? "join" : name.contains("status") ? "status" : "up";
        if (way.equals("http")) {
            HttpResponse<String> answer = post(tts ? "tts" : "chirpstack?event=" + event, message.toString());
            assertThat(answer.statusCode()).as("%s: %s", name, answer.body()).isEqualTo(200);
        } else {
            publish(
                    tts ? "v3/stadt@tenant/devices/d/" + event : "application/a/device/" + eui + "/event/" + event,
                    message.toString());
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        String port = environment.getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ingest/" + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void publish(String topic, String payload) {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .identifier(UUID.randomUUID().toString())
                .serverHost("127.0.0.1")
                .serverPort(environment.getRequiredProperty("local.mqtt.port", Integer.class))
                .buildAsync();
        client.connectWith()
                .simpleAuth()
                .username("lns")
                .password(key.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send()
                .join();
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send()
                .join();
        client.disconnect().join();
    }
}
