package de.stadtkern.kernel.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.sun.net.httpserver.HttpServer;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.observations.Intake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;

/** Copies from a server that answers as SensorThings servers do. */
@TownTest
class PullsTest {

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    SourceRows rows;

    @Autowired
    Copies copies;

    @Autowired
    Intake intake;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Pulls asDelivered;

    private HttpServer server;
    private Pulls pulls;
    private String root = "";
    private String name = "";
    private String things = "";
    private String late = "";
    private boolean broken;
    private long source;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        root = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1.1";
        name = "Pegel " + UUID.randomUUID();
        server.createContext("/", exchange -> {
            String address = exchange.getRequestURI().toString();
            byte[] answer = answer(address).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", "7200");
            exchange.sendResponseHeaders(broken ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        pulls = new Pulls(rows, new Origin(new SourcesSettings(true), json), copies, intake, json, Clock.systemUTC());
        source = json.readTree(http.perform(post("/administration/sources/api")
                                .with(user(people.administrator()))
                                .with(csrf())
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("""
                                        {"name": "%s", "url": "%s", "interval": 60, "licence": "dl-de/by-2.0",
                                         "token": "geheim", "active": true}""".formatted(name, root)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .path("id")
                .asLong();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        jdbc.sql("update source set active = false where id = ?").param(source).update();
    }

    @Test
    void stationsAndValuesComeOnceAndLateOnesToo() {
        pull();
        assertThat(state().error()).isNull();
        assertThat(state().values()).isEqualTo(2);
        assertThat(state().leftOut()).isEqualTo(1);
        pull();
        assertThat(state().values()).isEqualTo(2);
        late = ", " + observation("'late'", "T04:30:00Z", "1.5");
        name = name + " neu";
        pull();
        assertThat(state().values()).isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from thing where name = ?")
                        .param(name)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoIsBusyIsLeftAloneAndOthersAreNotAsked() {
        broken = true;
        pull();
        assertThat(state().error()).isEqualTo("sources.error.status");
        assertThat(state().nextAt()).isAfter(Instant.now().plusSeconds(7000));
        broken = false;
        things = "http://elsewhere.example/v1.1/Things?$skip=1";
        pull();
        assertThat(state().error()).isEqualTo("sources.error.elsewhere");
        pull();
        assertThat(state().failures()).isEqualTo(3);
    }

    @Test
    void internalAddressesAreRefusedByDefault() {
        asDelivered.pull(rows.find(source).orElseThrow());
        assertThat(state().error()).isEqualTo("sources.error.private");
    }

    @Test
    void itIsTheMunicipalitysOwnAndKeepsItsSecret() throws Exception {
        String path = "/administration/sources/" + source;
        String page = http.perform(get(path).with(user(people.administrator())))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains(root).doesNotContain("geheim");
        assertThat(http.perform(get(path).with(user(people.foreignAdministrator())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    private void pull() {
        pulls.pull(rows.find(source).orElseThrow());
    }

    private Source.State state() {
        return rows.find(source).orElseThrow().state();
    }

    private String answer(String address) {
        if (!address.contains("Observations")) {
            return """
                    {"value": [{"@iot.id": "a b", "@iot.selfLink": "%1$s/Things('a b')", "name": "%2$s",
                      "description": "", "properties": {"devEui": "x"},
                      "Locations": [{"name": "l", "description": "", "encodingType": "application/vnd.geo+json",
                        "location": {"type": "Point", "coordinates": [7.7, 49.4]}}],
                      "Datastreams": [{"@iot.id": "d", "@iot.selfLink": "%1$s/Datastreams('d')", "name": "Wasserstand",
                        "description": "", "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                        "unitOfMeasurement": {"name": "m", "symbol": "m", "definition": "https://ucum.org"},
                        "Observations@iot.navigationLink": "%1$s/Datastreams('d')/Observations",
                        "Sensor": {"name": "s", "description": "", "encodingType": "text/html", "metadata": ""},
                        "ObservedProperty": {"name": "w", "description": "", "definition": "https://example.org/w"}}]}]
                      %3$s}""".formatted(root, name, things.isEmpty() ? "" : ", \"@iot.nextLink\": \"" + things + "\"");
        }
        return address.contains("skip")
                ? "{\"value\": [" + observation("'c'", "T06:00:00Z", "2") + late + "]}"
                : "{\"value\": [" + observation("'a'", "T05:00:00Z", "1") + ", "
                        + observation("'b'", "T05:30:00Z", "null")
                        + "], \"@iot.nextLink\": \"Observations?$skip=2\"}";
    }

    private static String observation(String id, String time, String result) {
        return """
                {"@iot.id": "%s", "phenomenonTime": "%s", "resultTime": null, "result": %s}""".formatted(id, LocalDate.now(ZoneOffset.UTC).minusDays(2) + time, result);
    }
}
