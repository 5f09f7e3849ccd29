package de.stadtkern.kernel.observations;

import static de.stadtkern.Devices.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who sees what, and who changes what. */
@TownTest
class SensorThingsAccessTest {

    private static final List<String> SETS = List.of(
            "Things",
            "Locations",
            "HistoricalLocations",
            "Datastreams",
            "Sensors",
            "ObservedProperties",
            "Observations",
            "FeaturesOfInterest");

    private final String secret = "geheim-" + UUID.randomUUID();

    @Autowired
    MockMvc http;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    private long shared;
    private long internal;

    @BeforeEach
    void setUp() throws Exception {
        shared = devices.create("ObservedProperties", """
                {"name": "offen", "definition": "urn:offen", "description": "offen"}""");
        devices.create(
                "Things(%d)/Datastreams".formatted(devices.station("Offen").thing()), """
                {"name": "offen", "description": "d", "observationType": "o", "unitOfMeasurement": {},
                 "Sensor": {"name": "s", "description": "d", "encodingType": "text/plain", "metadata": "m"},
                 "ObservedProperty": {"@iot.id": %d}}""".formatted(shared));
        internal = devices.create("Things", """
                {"name": "%1$s", "description": "%1$s", "properties": {"access": "internal"},
                 "Locations": [{"name": "%1$s", "description": "%1$s", "encodingType": "application/geo+json",
                   "location": {"type": "Point", "coordinates": [7, 51]}}],
                 "Datastreams": [%2$s, %3$s]}""".formatted(
                secret, datastream("{\"@iot.id\": %d}".formatted(shared), ""), datastream("""
                {"name": "%1$s", "definition": "urn:x", "description": "%1$s"}""".formatted(secret), "")));
    }

    private String datastream(String property, String more) {
        return """
                {"name": "%1$s", "description": "%1$s", "observationType": "OM_Measurement", %3$s
                 "unitOfMeasurement": {"name": "%1$s", "symbol": "x", "definition": "urn:x"},
                 "Sensor": {"name": "%1$s", "description": "%1$s", "encodingType": "text/plain", "metadata": "%1$s"},
                 "ObservedProperty": %2$s, "Observations": [{"result": "%1$s"}]}""".formatted(secret, property, more);
    }

    @Test
    void whatIsInternalIsInNoAnswerForStrangers() throws Exception {
        for (String set : SETS) {
            String newest = set + "?$top=10000&$orderby=id%20desc";
            assertThat(read(newest)).as(set).doesNotContain(secret);
            assertThat(read(newest + "&$resultFormat=CSV")).as(set).doesNotContain(secret);
            assertThat(read(newest + "&$resultFormat=dataArray")).as(set).doesNotContain(secret);
        }
        for (String path : List.of("", "/name", "/Datastreams", "/Datastreams/$count", "/Locations", "/$ref")) {
            assertThat(answer("Things(%d)%s".formatted(internal, path), any -> any)
                            .getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void noFilterNoExpansionAndNoCountLeadsToIt() throws Exception {
        String property = "ObservedProperties(%d)".formatted(shared);
        assertThat(read(property + "?$expand=Datastreams($expand=Observations,Thing;$count=true)"))
                .doesNotContain(secret)
                .contains("\"Datastreams@iot.count\":1");
        assertThat(read(property + "/Datastreams?$count=true")).contains("\"@iot.count\":1");
        for (String filter : List.of(
                "Datastreams/name eq '%s'",
                "Datastreams/Thing/name eq '%s'",
                "Datastreams/any(d:d/Observations/any(o:o/result eq '%s'))",
                "Datastreams/unitOfMeasurement/name eq '%s'")) {
            assertThat(read("ObservedProperties?$count=true&$filter=" + encode(filter.formatted(secret))))
                    .as(filter)
                    .contains("\"@iot.count\":0");
        }
        assertThat(read("Observations?$count=true&$filter=" + encode("result eq '%s'".formatted(secret))))
                .contains("\"@iot.count\":0");
        assertThat(read("Locations?$count=true&$filter="
                        + encode("name eq '%s' and st_equals(location,geography'POINT(7 51)')".formatted(secret))))
                .contains("\"@iot.count\":0");
    }

    @Test
    void itsMunicipalitySeesIt() throws Exception {
        String thing = "Things(%d)?$expand=Datastreams($expand=Observations),Locations".formatted(internal);
        assertThat(answer(thing, person(people.officer())).getContentAsString()).contains("\"result\":\"" + secret);
        assertThat(answer(thing, key(people.key(Scope.READ_INTERNAL_OBSERVATIONS)))
                        .getContentAsString())
                .contains("\"result\":\"" + secret);
        assertThat(answer(thing, person(people.citizen())).getStatus()).isEqualTo(404);
        assertThat(answer(thing, person(people.foreignOfficer())).getStatus()).isEqualTo(404);
        assertThat(answer(thing, key(people.key(Scope.READ_METRICS))).getStatus())
                .isEqualTo(404);
    }

    @Test
    void theStationPagesKeepItInternalToo() throws Exception {
        String page = "/observations/stations/" + internal;
        assertThat(http.perform(get(page)).andReturn().getResponse().getStatus())
                .isEqualTo(404);
        assertThat(http.perform(get(page).with(user(people.officer())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void aSingleDatastreamOfAPublicThingCanBeInternal() throws Exception {
        long thing = devices.station("Halb offen").thing();
        devices.send(
                "Things(%d)/Datastreams".formatted(thing),
                datastream("{\"@iot.id\": %d}".formatted(shared), "\"properties\": {\"access\": \"internal\"},"));
        assertThat(read("Things(%d)?$expand=Datastreams($expand=Observations)".formatted(thing)))
                .contains("Halb offen")
                .doesNotContain(secret);
    }

    @Test
    void nothingOfAnotherMunicipalityIsChangedLinkedOrDeleted() throws Exception {
        Devices.Station own = devices.station("Eigen");
        long observation = devices.create("Datastreams(%d)/Observations".formatted(own.air()), "{\"result\": 1}");
        Foreign foreign = foreign();
        String before = foreign.state();
        for (String entity : foreign.entities()) {
            assertThat(send(
                            HttpMethod.PATCH,
                            entity,
                            "{\"name\": \"x\", \"result\": 2, \"time\": \"2020-01-01T00:00:00Z\"}"))
                    .as(entity)
                    .isEqualTo(404);
            assertThat(send(HttpMethod.DELETE, entity, "")).as(entity).isEqualTo(404);
        }
        assertThat(List.of(
                        send(
                                HttpMethod.POST,
                                "Datastreams(%d)/Observations".formatted(foreign.datastream),
                                "{\"result\": 1}"),
                        send(HttpMethod.POST, "Observations", """
                                {"result": 1, "Datastream": {"@iot.id": %d}}""".formatted(foreign.datastream)),
                        send(HttpMethod.POST, "Datastreams(%d)/Observations".formatted(own.air()), """
                                {"result": 1, "FeatureOfInterest": {"@iot.id": %d}}""".formatted(
                                        foreign.feature)),
                        send(HttpMethod.PATCH, "Observations(%d)".formatted(observation), """
                                {"FeatureOfInterest": {"@iot.id": %d}}""".formatted(
                                        foreign.feature)),
                        send(HttpMethod.PATCH, "Observations(%d)".formatted(observation), """
                                {"Datastream": {"@iot.id": %d}}""".formatted(
                                        foreign.datastream)),
                        send(HttpMethod.PATCH, "Datastreams(%d)".formatted(own.air()), """
                                {"Sensor": {"@iot.id": %d}}""".formatted(foreign.sensor)),
                        send(HttpMethod.PATCH, "Things(%d)".formatted(own.thing()), """
                                {"Locations": [{"@iot.id": %d}]}""".formatted(foreign.location)),
                        send(HttpMethod.PATCH, "Things(%d)".formatted(own.thing()), """
                                {"Datastreams": [{"@iot.id": %d}]}""".formatted(foreign.datastream)),
                        send(HttpMethod.POST, "Things(%d)/Locations".formatted(foreign.thing), "{}"),
                        send(HttpMethod.POST, "Locations", """
                                {"name": "l", "description": "l", "encodingType": "application/geo+json",
                                 "location": {"type": "Point", "coordinates": [1, 2]},
                                 "Things": [{"@iot.id": %d}]}""".formatted(foreign.thing))))
                .containsOnly(404);
        assertThat(foreign.state()).isEqualTo(before);
    }

    @Test
    void manyAreDeletedByAFilterWithAKeyForItAndCountedBefore() throws Exception {
        Devices.Station station = devices.station("Aufgeräumt");
        String observations = "Datastreams(%d)/Observations".formatted(station.air());
        for (int day = 1; day <= 5; day++) {
            devices.send(
                    observations,
                    "{\"phenomenonTime\": \"2020-01-0%d\", \"result\": 1}"
                            .formatted(day)
                            .replace("\", \"result", "T00:00:00Z\", \"result"));
        }
        Foreign foreign = foreign();
        String before = foreign.state();
        String some = observations + "?$filter=" + encode("phenomenonTime lt 2020-01-04T00:00:00Z");
        RequestPostProcessor administrators = key(people.key(Scope.WRITE_OBSERVATIONS, Scope.DELETE_OBSERVATIONS));

        assertThat(answer(HttpMethod.DELETE, some, devicesKey()).getStatus()).isEqualTo(403);
        assertThat(answer(HttpMethod.DELETE, observations, administrators).getStatus())
                .isEqualTo(400);
        assertThat(answer(HttpMethod.DELETE, some + "&dryrun=true", administrators)
                        .getStatus())
                .isEqualTo(400);
        assertThat(answer(HttpMethod.DELETE, some + "&dryRun=true", administrators)
                        .getContentAsString())
                .isEqualTo("{\"@iot.count\":3,\"dryRun\":true}");
        assertThat(answer(HttpMethod.DELETE, some, administrators).getContentAsString())
                .isEqualTo("{\"@iot.count\":3,\"dryRun\":false}");
        assertThat(answer(HttpMethod.DELETE, "Things?$filter=" + encode("name eq 'fremd'"), administrators)
                        .getContentAsString())
                .isEqualTo("{\"@iot.count\":0,\"dryRun\":false}");

        JsonNode left =
                new JsonMapper().readTree(read("Datastreams(%d)?$expand=Observations".formatted(station.air())));
        assertThat(left.path("Observations").size()).isEqualTo(2);
        assertThat(left.path("phenomenonTime").stringValue()).isEqualTo("2020-01-04T00:00:00Z/2020-01-05T00:00:00Z");
        assertThat(foreign.state()).isEqualTo(before);
    }

    /** One of everything, of the town next door. */
    private final class Foreign {

        private final long thing =
                one("insert into thing (municipality_id, name, description) values (:m, 'fremd', 'd')");
        private final long location = one("""
                insert into location (municipality_id, name, description, encoding_type, location)
                values (:m, 'l', 'd', 'e', '{}')""");
        private final long feature = one("""
                insert into feature_of_interest (municipality_id, name, description, encoding_type, feature)
                values (:m, 'f', 'd', 'e', '{}')""");
        private final long sensor = one("""
                insert into sensor (municipality_id, name, description, encoding_type, metadata)
                values (:m, 's', 'd', 'e', '1')""");
        private final long property = one("""
                insert into observed_property (municipality_id, name, definition, description)
                values (:m, 'p', 'd', 'd')""");
        private final long datastream = one("""
                insert into datastream
                    (thing_id, sensor_id, observed_property_id, name, description, observation_type, unit)
                values (%d, %d, %d, 'd', 'd', 'o', '{}')""".formatted(thing, sensor, property));
        private final long observation = one("""
                insert into observation (datastream_id, phenomenon_time, result, feature_id)
                values (%d, now(), 1, %d)""".formatted(datastream, feature));
        private final long history =
                one("insert into historical_location (thing_id, time) values (%d, now())".formatted(thing));

        private long one(String insert) {
            return jdbc.sql(insert + " returning id")
                    .param("m", people.foreignMunicipality())
                    .query(Long.class)
                    .single();
        }

        private List<String> entities() {
            return List.of(
                    "Things(%d)".formatted(thing),
                    "Locations(%d)".formatted(location),
                    "HistoricalLocations(%d)".formatted(history),
                    "Datastreams(%d)".formatted(datastream),
                    "Sensors(%d)".formatted(sensor),
                    "ObservedProperties(%d)".formatted(property),
                    "Observations(%d)".formatted(observation),
                    "FeaturesOfInterest(%d)".formatted(feature));
        }

        private String state() throws Exception {
            StringBuilder state = new StringBuilder();
            for (String entity : entities()) {
                state.append(read(entity)).append('\n');
            }
            return state
                    + read("Things(%d)?$expand=Locations,HistoricalLocations,Datastreams/Observations"
                            .formatted(thing));
        }
    }

    private Foreign foreign() {
        return new Foreign();
    }

    private int send(HttpMethod method, String path, String body) throws Exception {
        return http.perform(request(method, URI.create(ROOT + path))
                        .with(devicesKey())
                        .contentType("application/json")
                        .content(body))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private RequestPostProcessor devicesKey() {
        return key(people.key(Scope.WRITE_OBSERVATIONS));
    }

    /** Who is signed in sends a cookie along. */
    private static RequestPostProcessor person(UserDetails person) {
        return request -> {
            request.addHeader("Cookie", "SESSION=any");
            return user(person).postProcessRequest(request);
        };
    }

    private static RequestPostProcessor key(String key) {
        return request -> {
            request.addHeader("Authorization", "Bearer " + key);
            return request;
        };
    }

    private String read(String path) throws Exception {
        MockHttpServletResponse answer = answer(path, any -> any);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(String path, RequestPostProcessor who) throws Exception {
        return answer(HttpMethod.GET, path, who);
    }

    private MockHttpServletResponse answer(HttpMethod method, String path, RequestPostProcessor who) throws Exception {
        return http.perform(request(method, URI.create(ROOT + path)).with(who))
                .andReturn()
                .getResponse();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
