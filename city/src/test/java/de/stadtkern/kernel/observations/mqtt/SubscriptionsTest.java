package de.stadtkern.kernel.observations.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients hear of changes, as 18-088 section 14.3 describes it. */
@TownTest
class SubscriptionsTest {

    @Autowired
    Devices devices;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Value("${stadtkern.data}")
    Path data = Path.of("");

    private final List<Mqtt5Publish> heard = new CopyOnWriteArrayList<>();
    private Clients clients = new Clients(0);
    private String key = "";
    private Devices.Station station = new Devices.Station(0, 0, 0, 0);
    private String observations = "";

    @BeforeEach
    void setUp() throws Exception {
        clients = new Clients(environment.getRequiredProperty("local.mqtt.port", Integer.class));
        key = Files.readString(data.resolve("api-key")).strip();
        station = devices.station("Station " + UUID.randomUUID());
        observations = "v1.1/Datastreams(%d)/Observations".formatted(station.air());
    }

    @Test
    void whoFollowsADatastreamHearsItsObservationsInTheirOrderWithNumbers() throws Exception {
        subscribe(observations, MqttQos.AT_LEAST_ONCE);

        for (int i = 0; i < 5; i++) {
            observe(station.air(), i);
            observe(station.surface(), 100);
        }

        await().until(() -> heard.size() == 5);
        assertThat(heard.stream().map(one -> json(one).path("result").asInt())).containsExactly(0, 1, 2, 3, 4);
        assertThat(heard.stream().map(SubscriptionsTest::number)).containsExactly("1", "2", "3", "4", "5");
        assertThat(heard).allMatch(one -> one.getTopic().toString().equals(observations));
        assertThat(json(heard.getFirst()).path("@iot.selfLink").asString()).contains("/v1.1/Observations(");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void everyChangeOfABurstIsHeardInTheOrderOfStoring(int version) {
        List<String> results = new CopyOnWriteArrayList<>();
        if (version == 3) {
            clients.connected3(UUID.randomUUID().toString(), key)
                    .subscribeWith()
                    .topicFilter(observations)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .callback(one -> results.add(new String(one.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                    .send()
                    .join();
        } else {
            client().subscribeWith()
                    .topicFilter(observations)
                    .qos(MqttQos.AT_MOST_ONCE)
                    .callback(one -> results.add(new String(one.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                    .send()
                    .join();
        }

        var sender = clients.connect(5, key);
        CompletableFuture.allOf(IntStream.range(0, 3_000)
                        .mapToObj(i -> sender.publish(observations, "{\"result\": %d}".formatted(i)))
                        .toArray(CompletableFuture[]::new))
                .join();

        await().until(() -> results.size() == 3_000);
        assertThat(results.stream()
                        .map(one ->
                                new JsonMapper().readTree(one).path("result").asInt()))
                .containsExactlyElementsOf(
                        jdbc.sql("select result::int from observation where datastream_id = :id order by id")
                                .param("id", station.air())
                                .query(Integer.class)
                                .list());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.1/Observations?$filter=Datastream/id eq %d and result gt 5                 | 3",
                "v1.1/Datastreams(%d)/Observations?$filter=result gt 5 or result lt 1          | 4",
                "v1.1/Datastreams(%d)/Observations?$filter=result%%20gt%%205                   | 3",
            })
    void filtersAreThoseOfHttp(String filter, int expected) throws Exception {
        subscribe(filter.formatted(station.air()), MqttQos.AT_MOST_ONCE);

        for (int i : new int[] {0, 3, 5, 6, 7, 8}) {
            observe(station.air(), i);
        }

        await().until(() -> heard.size() == expected);
    }

    @Test
    void selectAndExpandShapeWhatIsHeard() throws Exception {
        subscribe(
                observations + "?$select=result&$expand=Datastream($select=name;$expand=Thing($select=id))",
                MqttQos.AT_MOST_ONCE);

        observe(station.air(), 4);

        await().until(() -> heard.size() == 1);
        assertThat(json(heard.getFirst()).toString())
                .isEqualTo("{\"result\":4,\"Datastream\":{\"name\":\"air_temperature\",\"Thing\":{\"@iot.id\":%d}}}"
                        .formatted(station.thing()));
    }

    @Test
    void entitySetsEntitiesAndPropertiesCanBeFollowed() throws Exception {
        String thing = "v1.1/Things(%d)".formatted(station.thing());
        subscribe("v1.1/Things", MqttQos.AT_LEAST_ONCE);
        subscribe(thing, MqttQos.AT_LEAST_ONCE);
        subscribe(thing + "/description", MqttQos.AT_LEAST_ONCE);

        long other = devices.create("Things", "{\"name\": \"neu\", \"description\": \"d\"}");
        patch("Things(%d)".formatted(station.thing()), "{\"description\": \"umgezogen\"}");
        patch("Things(%d)".formatted(station.thing()), "{\"name\": \"umbenannt\"}");

        await().until(() -> heardOn("v1.1/Things").size() == 3);
        await().until(() -> heardOn(thing).size() == 2);
        assertThat(heardOn("v1.1/Things").stream()
                        .map(one -> one.path("@iot.id").asLong()))
                .containsExactly(other, station.thing(), station.thing());
        assertThat(heardOn(thing).getLast().path("name").asString()).isEqualTo("umbenannt");
        assertThat(heardOn(thing + "/description").toString()).isEqualTo("[{\"description\":\"umgezogen\"}]");
    }

    @Test
    void whatAnAddressLeadsToIsAskedOfTheDatabase() throws Exception {
        subscribe("v1.1/Things(%d)/Datastreams".formatted(station.thing()), MqttQos.AT_MOST_ONCE);

        devices.station("Nachbar " + UUID.randomUUID());
        long datastream = devices.datastream(station.thing(), "dew_point_temperature", "Cel");

        await().until(() -> heard.size() == 1);
        assertThat(json(heard.getFirst()).path("@iot.id").asLong()).isEqualTo(datastream);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.1/Datastreams(%d)/+, 1",
        "v1.1/Datastreams(%d)/#, 1",
        "v1.1/+/Observations, 1",
    })
    void wildcardsStandForLevels(String filter, int expected) throws Exception {
        subscribe(filter.formatted(station.air()), MqttQos.AT_MOST_ONCE);

        observe(station.air(), 4);

        await().until(() -> heard.stream()
                        .filter(one -> one.getTopic().toString().equals(observations))
                        .count()
                == expected);
    }

    @Test
    void quality2IsGrantedAs1() {
        Mqtt5SubAck granted = client().subscribeWith()
                .topicFilter(observations)
                .qos(MqttQos.EXACTLY_ONCE)
                .send()
                .join();
        var old = clients.connected3(UUID.randomUUID().toString(), key)
                .subscribeWith()
                .topicFilter(observations)
                .qos(MqttQos.EXACTLY_ONCE)
                .send()
                .join();

        assertThat(granted.getReasonCodes()).hasToString("[GRANTED_QOS_1]");
        assertThat(old.getReturnCodes()).containsExactly(Mqtt3SubAckReturnCode.SUCCESS_MAXIMUM_QOS_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weather/station                            | TOPIC_FILTER_INVALID",
                "$SYS/#                                     | TOPIC_FILTER_INVALID",
                "$share/all/v1.1/Observations               | SHARED_SUBSCRIPTIONS_NOT_SUPPORTED",
                "v1.1/Observations?$top=1                   | TOPIC_FILTER_INVALID",
                "v1.1/Observations?$filter=((((             | TOPIC_FILTER_INVALID",
                "v1.1/Observations?$filter=result gt colour | TOPIC_FILTER_INVALID",
                "v1.1/Nothing                               | TOPIC_FILTER_INVALID",
                "v1.1/Things/$count                         | TOPIC_FILTER_INVALID",
            })
    void whatCannotBeFollowedIsRefused(String filter, String code) {
        assertThatThrownBy(() ->
                        client().subscribeWith().topicFilter(filter).send().join())
                .rootCause()
                .isInstanceOfSatisfying(
                        Mqtt5SubAckException.class,
                        refused -> assertThat(refused.getMqttMessage().getReasonCodes())
                                .hasToString("[" + code + "]"));
    }

    @Test
    void afterUnsubscribingNothingIsHeard() throws Exception {
        Mqtt5AsyncClient client = subscribe(observations, MqttQos.AT_MOST_ONCE);
        observe(station.air(), 1);
        await().until(() -> heard.size() == 1);

        client.unsubscribeWith().topicFilter(observations).send().join();
        subscribe("v1.1/Datastreams(%d)/Observations".formatted(station.surface()), MqttQos.AT_MOST_ONCE);
        observe(station.air(), 2);
        observe(station.surface(), 3);

        await().until(() -> heard.size() == 2);
        assertThat(json(heard.getLast()).path("result").asInt()).isEqualTo(3);
    }

    private Mqtt5AsyncClient client() {
        return clients.connected5(UUID.randomUUID().toString(), key);
    }

    private Mqtt5AsyncClient subscribe(String filter, MqttQos qos) {
        Mqtt5AsyncClient client = client();
        client.subscribeWith()
                .topicFilter(filter)
                .qos(qos)
                .callback(heard::add)
                .send()
                .join();
        return client;
    }

    private void observe(long datastream, int result) throws Exception {
        devices.create("Datastreams(%d)/Observations".formatted(datastream), "{\"result\": %d}".formatted(result));
    }

    private void patch(String path, String body) throws Exception {
        String port = environment.getRequiredProperty("local.server.port");
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + Devices.ROOT + path))
                                .header("Authorization", "Bearer " + key)
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private List<JsonNode> heardOn(String topic) {
        return heard.stream()
                .filter(one -> one.getTopic().toString().equals(topic))
                .map(SubscriptionsTest::json)
                .toList();
    }

    private static JsonNode json(Mqtt5Publish publish) {
        return new JsonMapper().readTree(publish.getPayloadAsBytes());
    }

    private static String number(Mqtt5Publish publish) {
        return publish.getUserProperties().asList().stream()
                .filter(property -> property.getName().toString().equals("number"))
                .map(property -> property.getValue().toString())
                .findFirst()
                .orElse("");
    }
}
