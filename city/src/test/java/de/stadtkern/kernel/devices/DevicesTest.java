package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the first message of a device that nobody knows to its observations, by page and by programs. */
@TownTest
class DevicesTest {

    private static final String ROAD = """
            {"end_device_ids": {"device_id": "weg-%1$s", "dev_eui": "%1$s"}%3$s,
             "uplink_message": {"session_key_id": "AAECAw==", "f_cnt": %2$d, "f_port": 1,
              "frm_payload": "AljAAAdGdvoKgcmBP6bYgTeAJYEwC5E=", "locations": {"user": {"latitude": 49.4432, "longitude": 7.7689}},
              "received_at": "2026-01-12T05:10:%2$02d.345678901Z"}}""";

    private static final String BIN = """
            {"deduplicationId": "%2$s", "time": "2026-01-12T05:10:00+00:00", "fCnt": 1, "fPort": 85, "data": "",
             "deviceInfo": {"deviceName": "tonne", "devEui": "%1$s", "deviceProfileName": "milesight-em310-udl"},
             "object": %3$s}""";

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    Devices things;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    UplinkRows rows;

    @Autowired
    DeviceSchedule schedule;

    @Autowired
    Uplinks uplinks;

    private String devEui = "";
    private String key = "";

    @BeforeEach
    void setUp() {
        devEui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        key = people.key(Scope.WRITE_OBSERVATIONS);
    }

    @Test
    void anUnknownDeviceWaitsAndBecomesAStationWithWhatItHasSent() throws Exception {
        send("tts", ROAD.formatted(devEui, 1, ""));
        send("tts", ROAD.formatted(devEui, 1, ""));
        send("tts", ROAD.formatted(devEui, 2, ""));
        long device = device();
        assertThat(page("/administration/devices", people.administrator())).contains("weg-" + devEui);
        assertThat(page(path(device), people.administrator()))
                .contains(
                        "<option value=\"decentlab-dl-cws2\" selected", "value=\"7.7689\"", "1-mal wiederholt", "3,19");

        assertThat(submit(path(device), people.administrator(), wish("decentlab-dl-cws2"))
                        .getStatus())
                .isEqualTo(302);

        assertThat(results("surface_temperature")).containsExactly(4.57, 4.57);
        assertThat(results("battery_voltage")).containsExactly(2.961, 2.961);
        String shown = page(path(device), people.administrator());
        assertThat(shown).contains("Bauhof", "9 Messwerte", "gespeichert").doesNotContain("Gerät aufnehmen");
        send("tts", ROAD.formatted(devEui, 3, ""));
        assertThat(results("dew_point")).containsExactly(3.11, 3.11, 3.11);
    }

    @Test
    void observedPropertiesAreUsedAgainAndKeepersAreNotPublic() throws Exception {
        send("tts", ROAD.formatted(devEui, 1, ""));
        String other = devEui.substring(1) + "0";
        send("tts", ROAD.formatted(other, 1, ""));
        submit(path(device()), people.administrator(), wish("decentlab-dl-cws2"));
        submit(path(device(other)), people.administrator(), wish("decentlab-dl-cws2"));

        assertThat(jdbc.sql("""
                        select count(distinct d.observed_property_id) from datastream d join thing t on t.id = d.thing_id
                        where lower(t.properties ->> 'devEui') in (:one, :other) and d.properties ->> 'field' = 'dew_point'""")
                        .param("one", devEui)
                        .param("other", other)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(http.perform(get(Devices.ROOT + "Things?$filter=properties/devEui eq '" + devEui
                                + "'&$expand=Datastreams,Locations"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("\"deviceType\": \"decentlab-dl-cws2\"", "7.7", "\"Straßentemperatur\"")
                .doesNotContain("Frau Bauer");
    }

    @Test
    void theFillLevelFollowsFromTheGeometryAndATiltedBinHasNone() throws Exception {
        send("chirpstack", bin("{\"battery\": 92, \"distance\": 800, \"position\": \"normal\"}"));
        send("chirpstack", bin("{\"distance\": 700, \"tilt\": \"tilt\"}"));
        send("chirpstack", bin("{\"battery\": 91}"));
        send("chirpstack", bin("{\"distance\": 5000}"));

        assertThat(submit(
                                path(device()),
                                people.administrator(),
                                wish("milesight-em310-udl")
                                        .param("deadZone", "300")
                                        .param("usableHeight", "1000"))
                        .getStatus())
                .isEqualTo(302);

        assertThat(results("fill_level")).containsExactly(50.0);
        assertThat(results("distance")).containsExactlyInAnyOrder(80.0, 70.0, 500.0);
        assertThat(results("battery")).containsExactlyInAnyOrder(92.0, 91.0);
        assertThat(jdbc.sql("""
                        select count(*) from observation o join datastream d on d.id = o.datastream_id join thing t on t.id = d.thing_id
                        where t.properties ->> 'devEui' = :eui and d.properties ->> 'field' = 'tilt'""").param("eui", devEui).query(Long.class).single())
                .isEqualTo(2);
    }

    @Test
    void aParkingBaySaysByThePortWhyItSends() throws Exception {
        String bay = """
                {"deduplicationId": "%s", "time": "2026-01-12T05:10:0%d+00:00", "fPort": %d, "data": "%s",
                 "deviceInfo": {"devEui": "%s", "deviceProfileName": "bosch-tps110"}}""";
        send("chirpstack", bay.formatted(UUID.randomUUID(), 1, 1, "AQ==", devEui));
        submit(path(device()), people.administrator(), wish("bosch-tps110"));
        send("chirpstack", bay.formatted(UUID.randomUUID(), 2, 2, "AP8=", devEui));

        assertThat(jdbc.sql("""
                        select concat(o.result_json, ' ', o.parameters ->> 'message') from observation o
                        join datastream d on d.id = o.datastream_id join thing t on t.id = d.thing_id
                        where t.properties ->> 'devEui' = :eui and d.properties ->> 'field' = 'occupied' order by o.phenomenon_time""").param("eui", devEui).query(String.class).list())
                .containsExactly("true event", "false heartbeat");
        assertThat(results("temperature")).containsExactly(-1.0);
    }

    @Test
    void whatIsSimulatedStaysUnstoredWhenTheDeviceIsSetUp() throws Exception {
        send("tts", ROAD.formatted(devEui, 1, ", \"simulated\": true"));
        long device = device();

        submit(path(device), people.administrator(), wish("decentlab-dl-cws2"));

        assertThat(results("surface_temperature")).isEmpty();
        assertThat(page(path(device), people.administrator())).contains("Jemand hat den Netzwerkserver ausprobiert");
    }

    @ParameterizedTest
    @CsvSource({
        "lon, 181, 181",
        "lon, '', lon",
        "lat, neunzig, neunzig",
        "name, '', name",
        "type, gibt-es-nicht, gibt-es-nicht",
        "deadZone, -1, deadZone",
        "usableHeight, 0, usableHeight",
        "owner, '\u202e', owner"
    })
    void whatCannotBeIsSaidAtItsFieldAndChangesNothing(String field, String value, String named) throws Exception {
        send("tts", ROAD.formatted(devEui, 1, ""));
        long device = device();
        Map<String, String> wish =
                new HashMap<>(Map.of("type", "decentlab-dl-cws2", "name", "Weg", "lon", "7,7", "lat", "49.4"));
        wish.put(field, value);
        MockHttpServletRequestBuilder form = post(path(device)).with(csrf());
        wish.forEach(form::param);

        MockHttpServletResponse answer = http.perform(form.with(user(people.administrator())))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString())
                .contains(field.equals("usableHeight") ? "deadZone-error" : field + "-error");

        MockHttpServletResponse problem =
                call("/ingest/devices/" + device + "/thing", new JsonMapper().writeValueAsString(wish));
        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(problem.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        assertThat(rows.findInstalled(people.municipality(), devEui)).isEmpty();
    }

    @Test
    void programsDoTheSameWithTheirKey() throws Exception {
        send("tts", ROAD.formatted(devEui, 1, ""));
        long device = device();

        MockHttpServletResponse made = call("/ingest/devices/" + device + "/thing", """
                {"type": "decentlab-dl-cws2", "name": "Weg", "lon": 7.7, "lat": 49.4}""");
        assertThat(made.getStatus()).isEqualTo(201);
        assertThat(results("surface_temperature")).containsExactly(4.57);
        assertThat(call("/ingest/devices/" + device + "/thing", """
                {"type": "decentlab-dl-cws2", "name": "Weg", "lon": 7.7, "lat": 49.4}""").getStatus())
                .isEqualTo(409);

        JsonNode shown = json(read("/ingest/devices/" + device, key));
        assertThat(shown.at("/device/thing/type").asString()).isEqualTo("decentlab-dl-cws2");
        assertThat(shown.at("/uplinks/0/kept/outcome").asString()).isEqualTo("STORED");
        assertThat(shown.at("/uplinks/0/kept/message").asString()).contains("frm_payload");
        assertThat(read("/ingest/device-types", key).getContentAsString()).contains("dragino-lse01");
    }

    @Test
    void onlyTheAdministratorsOfTheMunicipalitySeeAndSetUpItsDevices() throws Exception {
        send("tts", ROAD.formatted(devEui, 1, ""));
        long device = device();
        for (UserDetails who :
                List.of(people.foreignAdministrator(), people.citizen(), people.officer(), people.crew())) {
            int wanted = who.getUsername().startsWith("fremd") ? 404 : 403;
            assertThat(open(path(device), who).getStatus()).isEqualTo(wanted);
            assertThat(submit(path(device), who, wish("decentlab-dl-cws2")).getStatus())
                    .isEqualTo(wanted);
            assertThat(submit(
                                    path(device) + "/again",
                                    who,
                                    post(path(device) + "/again").with(csrf()))
                            .getStatus())
                    .isEqualTo(wanted);
        }
        assertThat(page("/administration/devices", people.foreignAdministrator()))
                .doesNotContain(devEui);
        assertThat(open(path(device), null).getStatus()).isEqualTo(302);

        String foreign = foreignKey();
        assertThat(read("/ingest/devices", foreign).getContentAsString()).doesNotContain(devEui);
        for (String address : List.of("/ingest/devices/" + device, "/ingest/devices/9999999999")) {
            assertThat(read(address, foreign).getStatus()).isEqualTo(404);
        }
        assertThat(call("/ingest/devices/" + device + "/thing", foreign, """
                {"type": "decentlab-dl-cws2", "name": "Weg", "lon": 7.7, "lat": 49.4}""").getStatus())
                .isEqualTo(404);
        assertThat(read("/ingest/devices", people.key(Scope.READ_METRICS)).getStatus())
                .isEqualTo(403);
        assertThat(rows.findInstalled(people.municipality(), devEui)).isEmpty();
    }

    @Test
    void aNewTypeIsTriedOutAndHoldsFromTheNextMessageOn() throws Exception {
        String name = "Eigen " + devEui;
        MockHttpServletResponse proposed = submit(
                types(),
                people.administrator(),
                form().param("action", "try").param("uplink", "{\"data\": {\"temp\": \"50\"}, \"bat\": 3300}"));
        assertThat(proposed.getStatus()).isEqualTo(200);
        assertThat(proposed.getContentAsString()).contains("value=\"data.temp\"", "value=\"bat\"");

        MockHttpServletRequestBuilder rows = form().param("name", name)
                .param("key-0", "temp")
                .param("name-0", "Temperatur")
                .param("paths-0", "t, data.temp")
                .param("unit-0", "[degF]")
                .param("wanted-0", "Cel")
                .param("key-3", "bat")
                .param("name-3", "Batterie")
                .param("unit-3", "mV")
                .param("wanted-3", "V")
                .param("uplink", "{\"data\": {\"temp\": \"50\"}, \"bat\": 3300}");
        assertThat(submit(types(), people.administrator(), rows.param("action", "try"))
                        .getContentAsString())
                .contains("10 °C", "3,3 V");
        MockHttpServletRequestBuilder save = form().param("name", name)
                .param("action", "save")
                .param("key-0", "temp")
                .param("name-0", "Temperatur")
                .param("paths-0", "t, data.temp")
                .param("unit-0", "[degF]")
                .param("wanted-0", "Cel");
        assertThat(submit(types(), people.administrator(), save).getStatus()).isEqualTo(302);

        String type = "eigen-" + devEui;
        assertThat(page(types() + "/" + type, people.administrator())).contains("value=\"t, data.temp\"");
        assertThat(open(types() + "/" + type, people.foreignAdministrator()).getStatus())
                .isEqualTo(404);
        assertThat(submit(types(), people.administrator(), save).getStatus()).isEqualTo(409);
        send("chirpstack", bin("{\"data\": {\"temp\": \"50\"}}"));
        submit(path(device()), people.administrator(), wish(type));
        assertThat(results("temp")).containsExactly(10.0);
    }

    @ParameterizedTest
    @CsvSource({
        "key, bosch-tps110, 409, key",
        "key, Groß, 400, key",
        "name, '', 400, name",
        "unit-0, kg, 400, unit-0",
        "key-0, '1 2', 400, key-0",
        "definition-0, kein uri, 400, definition-0",
        "from-0, nichts, 400, from-0",
        "event, 256, 400, event",
        "decoder, gibt-es-nicht, 400, decoder",
    })
    void aTypeThatCannotBeIsSaidAtItsField(String field, String value, int status, String named) throws Exception {
        Map<String, String> values = new HashMap<>(Map.of(
                "name",
                "Typ " + devEui,
                "key",
                "typ-" + devEui,
                "action",
                "save",
                "key-0",
                "a",
                "name-0",
                "A",
                "unit-0",
                "mm",
                "wanted-0",
                "cm",
                "formula-0",
                field.equals("from-0") ? "FILL_LEVEL" : ""));
        if (field.equals("from-0")) {
            values.put("wanted-0", "%");
        }
        values.put(field, value);
        MockHttpServletRequestBuilder form = form();
        values.forEach(form::param);

        MockHttpServletResponse answer = submit(types(), people.administrator(), form);
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentAsString()).contains("id=\"" + named + "-error\"");
    }

    @Test
    void programsTryATypeOutAndKeepIt() throws Exception {
        String type = """
                {"key": "api-%s", "name": "Api", "measures": [{"key": "p", "name": "Druck", "definition": "urn:p",
                 "paths": ["pressure"], "unit": "kPa", "wanted": "hPa"}]}""".formatted(devEui);
        JsonNode tried = json(
                call("/ingest/device-types/try", "{\"type\": %s, \"uplink\": {\"pressure\": 95.96}}".formatted(type)));
        assertThat(tried.at("/0/value").asDouble()).isEqualTo(959.6);
        assertThat(call("/ingest/device-types", type).getStatus()).isEqualTo(200);
        assertThat(call("/ingest/device-types", type.replace("kPa", "Grad")).getContentAsString())
                .contains("Grad");
        assertThat(call("/ingest/device-types", "{\"key\": 3, \"nix\": true}").getStatus())
                .isEqualTo(400);
        assertThat(read("/ingest/device-types", foreignKey()).getContentAsString())
                .doesNotContain("api-" + devEui);
    }

    @Test
    void messagesThatCameToNothingAreReadAgainWithABetterType() throws Exception {
        send("chirpstack", bin("{\"druck\": 95.96}"));
        String type = """
                {"key": "spaet-%s", "name": "Spät", "measures": [{"key": "p", "name": "Druck", "definition": "urn:p",
                 "paths": ["%s"], "unit": "kPa", "wanted": "hPa"}]}""";
        call("/ingest/device-types", type.formatted(devEui, "pressure"));
        long device = device();
        submit(path(device), people.administrator(), wish("spaet-" + devEui));
        assertThat(page(path(device), people.administrator())).contains("nicht zugeordnet");

        call("/ingest/device-types", type.formatted(devEui, "druck"));
        assertThat(submit(
                                path(device) + "/again",
                                people.administrator(),
                                post(path(device) + "/again").with(csrf()))
                        .getStatus())
                .isEqualTo(302);
        assertThat(results("p")).containsExactly(959.6);
    }

    @Test
    void aDeviceThatSomebodySetsUpBySensorThingsWaitsNoLonger() throws Exception {
        send("chirpstack", bin("{\"wert\": 7}"));
        long datastream = things.lorawan(devEui, "\"wert\"");

        schedule.readAgain();

        assertThat(jdbc.sql("select result from observation where datastream_id = :id")
                        .param("id", datastream)
                        .query(Double.class)
                        .list())
                .containsExactly(7.0);
    }

    @Test
    void onlyTheLastMessagesAreKeptAndThoseOnlyForATime() throws Exception {
        for (int i = 0; i < UplinkRows.MOST_OF_A_DEVICE + 3; i++) {
            send("tts", ROAD.formatted(devEui, i, ""));
        }
        long device = device();
        assertThat(rows.list(device)).hasSize(UplinkRows.MOST_OF_A_DEVICE);

        jdbc.sql("update device_uplink set received_at = received_at - interval '1 year' where device_id = :id")
                .param("id", device)
                .update();
        rows.forget(Instant.now().minus(30, ChronoUnit.DAYS));
        assertThat(rows.list(device)).isEmpty();
        assertThat(device()).isEqualTo(device);
        jdbc.sql("update device set last_seen = last_seen - interval '1 year' where id = :id")
                .param("id", device)
                .update();
        rows.forget(Instant.now().minus(30, ChronoUnit.DAYS));
        assertThat(json(read("/ingest/devices", key)).toString()).doesNotContain(devEui);
    }

    @Test
    void theInboxIsBounded() throws Exception {
        long town = jdbc.sql("""
                        insert into municipality (key, name, kind) values (:key, :key, 'MUNICIPALITY') returning id""")
                .param("key", "eingang-" + devEui)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into device (municipality_id, dev_eui, name, profile, last_seen)
                        select :town, lpad(i::text, 16, '0'), '', '', now() - i * interval '1 hour'
                        from generate_series(1, :most) i""").param("town", town).param("most", UplinkRows.MOST_WAITING).update();

        Uplinks.await(uplinks.take(
                town,
                new Uplinks.Message(
                        NetworkServer.TTS,
                        "up",
                        "",
                        ROAD.formatted(devEui, 1, "").getBytes()),
                false));

        assertThat(jdbc.sql("select dev_eui from device where municipality_id = :town order by last_seen desc")
                        .param("town", town)
                        .query(String.class)
                        .list())
                .hasSize(UplinkRows.MOST_WAITING)
                .startsWith(devEui)
                .doesNotContain("0000000000001000");
    }

    private String types() {
        return "/administration/devices/types";
    }

    private MockHttpServletRequestBuilder form() {
        return post(types()).with(csrf());
    }

    private MockHttpServletRequestBuilder wish(String type) {
        return post("/")
                .with(csrf())
                .param("type", type)
                .param("name", "Station " + devEui)
                .param("lon", "7,7689")
                .param("lat", "49.4432")
                .param("owner", "Stadt")
                .param("department", "Bauhof")
                .param("contact", "Frau Bauer");
    }

    private String bin(String object) {
        return BIN.formatted(devEui, UUID.randomUUID(), object);
    }

    private static String path(long device) {
        return "/administration/devices/" + device;
    }

    private long device() throws Exception {
        return device(devEui);
    }

    private long device(String eui) throws Exception {
        for (JsonNode one : json(read("/ingest/devices", key))) {
            if (one.path("devEui").asString().equals(eui)) {
                return one.path("id").asLong();
            }
        }
        throw new AssertionError(eui + " does not wait");
    }

    private List<@Nullable Double> results(String field) {
        return new ArrayList<>(jdbc.sql("""
                        select o.result from observation o join datastream d on d.id = o.datastream_id join thing t on t.id = d.thing_id
                        where t.properties ->> 'devEui' = :eui and d.properties ->> 'field' = :field order by o.phenomenon_time""")
                .param("eui", devEui)
                .param("field", field)
                .query(Double.class)
                .list());
    }

    private String foreignKey() {
        String foreign = "fremd-" + UUID.randomUUID();
        jdbc.sql("""
                        insert into api_key (municipality_id, name, key_hash, scope)
                        values (:m, 'fremd', encode(sha256(convert_to(:key, 'UTF8')), 'hex'), 'observations:write')""")
                .param("m", people.foreignMunicipality())
                .param("key", foreign)
                .update();
        return foreign;
    }

    private void send(String server, String message) throws Exception {
        assertThat(call("/ingest/" + server, message).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse call(String path, String body) throws Exception {
        return call(path, key, body);
    }

    private MockHttpServletResponse call(String path, String as, String body) throws Exception {
        return http.perform(post(path)
                        .header("Authorization", "Bearer " + as)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse read(String path, String as) throws Exception {
        return http.perform(get(path).header("Authorization", "Bearer " + as))
                .andReturn()
                .getResponse();
    }

    private static JsonNode json(MockHttpServletResponse answer) throws Exception {
        return new JsonMapper().readTree(answer.getContentAsString());
    }

    private MockHttpServletResponse open(String path, @Nullable UserDetails who) throws Exception {
        MockHttpServletRequestBuilder request = get(path).accept(MediaType.TEXT_HTML);
        return http.perform(who == null ? request : request.with(user(who)))
                .andReturn()
                .getResponse();
    }

    private String page(String path, UserDetails who) throws Exception {
        MockHttpServletResponse answer = open(path, who);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse submit(String path, UserDetails who, MockHttpServletRequestBuilder form)
            throws Exception {
        return http.perform(
                        form.uri(URI.create(path)).accept(MediaType.TEXT_HTML).with(user(who)))
                .andReturn()
                .getResponse();
    }
}
