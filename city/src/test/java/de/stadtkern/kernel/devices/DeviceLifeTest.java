package de.stadtkern.kernel.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device from before its first message to its replacement, by page and by programs. */
@TownTest
class DeviceLifeTest {

    private static final String PAGES = "/administration/devices";

    private static final String UPLINK = """
            {"deduplicationId": "%s", "time": "%s", "fCnt": %d, "fPort": 85, "data": "",
             "deviceInfo": {"deviceName": "tonne", "devEui": "%s", "deviceProfileName": "x"},
             "rxInfo": [{"gatewayId": "gw-test", "rssi": -97, "snr": 6.5}], "txInfo": {"modulation": {"lora": {"spreadingFactor": 9}}},
             "object": %s}""";

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DeviceSchedule schedule;

    private String devEui = "";
    private String key = "";

    @BeforeEach
    void setUp() {
        devEui = fresh();
        key = people.key(Scope.WRITE_OBSERVATIONS);
    }

    @Test
    void aPlannedDeviceBecomesActiveWithItsFirstMessageWhichIsItsValue() throws Exception {
        String code =
                "LW:D0:1122334455667788:%s:AABB1122:STONNE-7".formatted(devEui.toUpperCase(java.util.Locale.ROOT));
        assertThat(page(PAGES + "/new?qr=" + code)).contains(devEui, "value=\"TONNE-7\"");
        String planned = address(submit("/new", wish().param("devEui", devEui).param("profileId", "aabb1122")));
        assertThat(page(planned)).contains("geplant", "noch nie");
        assertThat(page(PAGES + "/new?qr=" + code)).contains("value=\"milesight-em310-udl\" selected");

        send(Instant.now(), 1, "{\"battery\": 92, \"distance\": 800}");

        assertThat(page(planned)).contains("in Betrieb", "92", "gw-test", "SF9", "zum ersten Mal gehört");
        assertThat(results("battery")).containsExactly(92.0);
        assertThat(page(PAGES + "?batch=Los-" + devEui)).contains("Tonne " + devEui, "Batterie 92");
        assertThat(json(open(PAGES + "/map.geojson", people.administrator())).toString())
                .contains("Tonne " + devEui + ": ", "Batterie 92");
        assertThat(submit("/new", wish().param("devEui", devEui)).getStatus()).isEqualTo(409);
    }

    @Test
    void whatIsNoQrCodeIsSaidAtItsField() throws Exception {
        MockHttpServletResponse answer = open(PAGES + "/new?qr=https://example.org", people.administrator());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("id=\"qr-error\"");
    }

    @Test
    void aTableIsShownFirstAndStoredWholeOrNotAtAll() throws Exception {
        String table = """
                \uFEFFDevEUI;type;name;lon;lat;batch
                %s;milesight-em310-udl;Tonne A;7,77;49,44;Los
                %s;gibt-es-nicht;Tonne B;7,77;49,44;Los
                %s;milesight-em310-udl;Tonne C;7,77;499;Los
                """.formatted(devEui, fresh(), fresh());
        MockHttpServletResponse preview = submit("/import", form().param("csv", table));
        assertThat(preview.getStatus()).isEqualTo(200);
        assertThat(preview.getContentAsString())
                .contains("kann angelegt werden", "gibt-es-nicht", "499")
                .doesNotContain("Alle anlegen");
        assertThat(submit("/import", form().param("csv", table).param("action", "store"))
                        .getStatus())
                .isEqualTo(400);
        assertThat(known(devEui)).isFalse();

        String good = "devEui,type,name,lon,lat\n%s,milesight-em310-udl,\"Tonne, A\",7.77,49.44\n".formatted(devEui);
        assertThat(submit("/import", form().param("csv", good)).getContentAsString())
                .contains("Alle anlegen");
        assertThat(known(devEui)).isFalse();
        assertThat(submit("/import", form().param("csv", good).param("action", "store"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(known(devEui)).isTrue();

        for (String bad : List.of("", "devEui;name\n1;2", good + "\"", "devEui,type,name,lon,lat,x\n")) {
            assertThat(submit("/import", form().param("csv", bad)).getStatus())
                    .as(bad)
                    .isEqualTo(400);
        }
        JsonNode lines = json(call(HttpMethod.POST, "/ingest/devices/import", "text/csv", table));
        assertThat(lines.at("/1/refused").asString()).isEqualTo("devices.refusal.unknown-type");
    }

    @Test
    void aSensorThatMovesLeavesItsFormerPlaceAndKeepersAreNotPublic() throws Exception {
        long device = plan();
        JsonNode changed = json(call(HttpMethod.PATCH, "/ingest/devices/" + device, "application/json", """
                {"name": "Tonne neu", "lon": "7.8", "contact": "Frau Bauer"}"""));
        assertThat(changed.at("/thing/name").asString()).isEqualTo("Tonne neu");
        long thing = changed.at("/thing/id").asLong();
        String things = "/sensorthings/v1.1/Things(" + thing + ")";
        assertThat(json(open(things + "/Locations", people.citizen()))
                        .at("/value/0/location/coordinates/0")
                        .asDouble())
                .isEqualTo(7.8);
        assertThat(json(open(things + "/HistoricalLocations", people.citizen())).path("value"))
                .hasSize(2);
        assertThat(open(things + "?$expand=Datastreams,Locations", people.citizen())
                        .getContentAsString())
                .contains("Tonne neu")
                .doesNotContain("Frau Bauer");

        String edit = page(PAGES + "/" + device + "/edit");
        assertThat(edit).contains("value=\"7.8\"", "value=\"Frau Bauer\"");
        assertThat(submit("/" + device + "/edit", wish()).getStatus()).isEqualTo(302);
        assertThat(page(PAGES + "/" + device)).contains("neuer Ort");
        assertThat(submit(
                                "/" + device + "/edit",
                                form().param("type", "milesight-em310-udl").param("name", ""))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aReplacementGoesOnWithTheHistoryAndTheOldOneWritesNoMore() throws Exception {
        long old = plan();
        send(Instant.now().minusSeconds(60), 1, "{\"battery\": 20}");
        String successor = fresh();
        assertThat(submit(
                                "/" + old + "/replacement",
                                form().param("devEui", successor).param("reason", ""))
                        .getStatus())
                .isEqualTo(400);
        assertThat(submit(
                                "/" + old + "/replacement",
                                form().param("devEui", successor)
                                        .param("type", "bosch-tps110")
                                        .param("reason", "Batterie"))
                        .getStatus())
                .isEqualTo(409);
        assertThat(page(PAGES + "/" + old)).contains("in Betrieb");

        String url = address(submit(
                "/" + old + "/replacement", form().param("devEui", successor).param("reason", "Batterie leer")));
        send(Instant.now(), 2, "{\"battery\": 19}");
        String first = devEui;
        devEui = successor;
        send(Instant.now(), 1, "{\"battery\": 100}");

        assertThat(results("battery")).containsExactly(20.0, 100.0);
        assertThat(page(PAGES + "/" + old)).contains("ersetzt", "Zum Nachfolger", "Batterie leer", "außer Betrieb");
        assertThat(page(url)).contains("in Betrieb", first);
    }

    @Test
    void everyStepOfALifeNeedsAReasonAndIsKept() throws Exception {
        long device = plan();
        send(Instant.now(), 1, "{\"battery\": 90}");
        assertThat(state(device, "MAINTENANCE", "").getStatus()).isEqualTo(400);
        assertThat(state(device, "GIBT-ES-NICHT", "x").getStatus()).isEqualTo(400);
        assertThat(state(device, "PLANNED", "x").getStatus()).isEqualTo(409);
        assertThat(state(device, "MAINTENANCE", "Mast wird gestrichen").getStatus())
                .isEqualTo(200);
        send(Instant.now().plusSeconds(1), 2, "{\"battery\": 89}");
        assertThat(state(device, "RETIRED", "Mast fällt weg").getStatus()).isEqualTo(200);
        send(Instant.now().plusSeconds(2), 3, "{\"battery\": 88}");

        assertThat(results("battery")).containsExactly(90.0, 89.0);
        assertThat(page(PAGES + "/" + device)).contains("Mast wird gestrichen", "außer Betrieb");
        assertThat(state(device, "ACTIVE", "doch nicht").getStatus()).isEqualTo(200);
        submit("/" + device + "/again", form());
        assertThat(results("battery")).containsExactly(90.0, 89.0, 88.0);
    }

    @Test
    void aWholeBatchIsChangedAtOnce() throws Exception {
        plan();
        String batch = "Los-" + devEui;
        JsonNode changed =
                json(call(HttpMethod.POST, "/ingest/devices/batches", "application/json", """
                {"batch": "%s", "department": "Tiefbau"}""".formatted(batch)));
        assertThat(changed.at("/0/keepers/department").asString()).isEqualTo("Tiefbau");
        assertThat(submit(
                                "/batches",
                                form().param("batch", batch)
                                        .param("state", "RETIRED")
                                        .param("reason", "Vertrag endet"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(page(PAGES + "?batch=" + batch)).contains("außer Betrieb");
        assertThat(submit("/batches", form().param("batch", "gibt-es-nicht")).getStatus())
                .isEqualTo(400);
    }

    @Test
    void clocksThatLieAreToldAndNothingIsLostOrDoubled() throws Exception {
        long device = plan();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String early = send(now, 5, "{\"battery\": 80}");
        send(now.minusSeconds(600), 4, "{\"battery\": 81}");
        send(now.plus(400, ChronoUnit.DAYS), 6, "{\"battery\": 79}");
        String again = early.replaceFirst("\"deduplicationId\": \"[^\"]*\"", "\"deduplicationId\": \"anders\"");
        assertThat(json(call(HttpMethod.POST, "/ingest/chirpstack", "application/json", again))
                        .path("outcome")
                        .asString())
                .isEqualTo("duplicate");
        call(HttpMethod.POST, "/ingest/chirpstack", "application/json", early);

        assertThat(results("battery")).containsExactly(81.0, 80.0, 79.0);
        assertThat(jdbc.sql("""
                        select max(o.phenomenon_time) < now() + interval '1 minute' from observation o
                        join datastream d on d.id = o.datastream_id join thing t on t.id = d.thing_id
                        where t.properties ->> 'devEui' = :eui""").param("eui", devEui).query(Boolean.class).single())
                .isTrue();
        assertThat(page(PAGES + "/" + device))
                .contains("Eine Uhr geht falsch", "älter als eine", "doppelt", "1-mal wiederholt");
    }

    @Test
    void whatIsRefusedIsNotedForTheMunicipalityAlone() throws Exception {
        String strange = "{\"deviceInfo\": {\"devEui\": \"xyz-" + devEui + "\"}, \"deduplicationId\": \"1\"}";
        assertThat(call(HttpMethod.POST, "/ingest/chirpstack", "application/json", strange)
                        .getStatus())
                .isEqualTo(400);
        assertThat(call(HttpMethod.POST, "/ingest/chirpstack", "application/json", "{\"a\": ")
                        .getStatus())
                .isEqualTo(400);
        assertThat(call(HttpMethod.POST, "/ingest/tts", "application/json", "{".repeat(1_000_777))
                        .getStatus())
                .isEqualTo(413);
        assertThat(page(PAGES)).contains("Abgewiesene Nachrichten", "xyz-" + devEui, "1000777 Byte");
        assertThat(open(PAGES, people.foreignAdministrator()).getContentAsString())
                .doesNotContain(devEui);
    }

    @Test
    void theBatteryOfAStatusIsShownUnlessItIsUnavailable() throws Exception {
        long device = plan();
        send(Instant.now(), 1, "{\"distance\": 500}");
        String status = """
                {"deviceInfo": {"devEui": "%s"}, "batteryLevel": %s, "batteryLevelUnavailable": %s}""";
        call(
                HttpMethod.POST,
                "/ingest/chirpstack?event=status",
                "application/json",
                status.formatted(devEui, "7.5", false));
        call(
                HttpMethod.POST,
                "/ingest/chirpstack?event=status",
                "application/json",
                status.formatted(devEui, "0", true));
        assertThat(page(PAGES + "/" + device)).contains("7,50 %", "Batterie schwach");
    }

    @Test
    void aBatteryThatFallsForWeeksIsToldBeforeItIsEmpty() throws Exception {
        long device = plan();
        for (int day = 20; day >= 0; day--) {
            send(Instant.now().minus(day, ChronoUnit.DAYS), 100 - day, "{\"battery\": %d}".formatted(40 + day));
        }
        schedule.forecast();

        String end = java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                .plusDays(25)
                .format(java.time.format.DateTimeFormatter.ofPattern("dd.MM.yyyy"));
        assertThat(page(PAGES + "/" + device)).contains(end, "Batterie schwach");
        assertThat(page(PAGES + "?show=battery&known-q=" + devEui)).contains("leer etwa");
    }

    @Test
    void photoCalibrationAndProtocolAreShownToThoseWhoMay() throws Exception {
        long device = plan();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB), "png", png);
        assertThat(upload(device, png.toByteArray())).isEqualTo(302);
        assertThat(upload(device, "GIF89a".getBytes())).isEqualTo(400);
        MockHttpServletResponse photo = open(PAGES + "/" + device + "/photo.jpg", people.administrator());
        assertThat(photo.getContentType()).isEqualTo("image/jpeg");
        assertThat(open(PAGES + "/" + device + "/photo.jpg", people.foreignAdministrator())
                        .getStatus())
                .isEqualTo(404);

        assertThat(submit("/" + device + "/calibrations", calibration("2024-01-01", "2023-01-01"))
                        .getStatus())
                .isEqualTo(400);
        assertThat(submit("/" + device + "/calibrations", calibration("2024-01-01", "2025-01-01"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(page(PAGES + "/" + device)).contains("Der letzte Nachweis ist abgelaufen", "K-17");
        assertThat(page(PAGES + "?show=calibration&known-q=" + devEui)).contains("Tonne " + devEui);
        assertThat(page(PAGES + "/" + device + "/protocol")).contains(devEui, "Ein Foto ist da");
        assertThat(open(PAGES + "/" + device + "/protocol.pdf", people.administrator())
                        .getContentAsByteArray())
                .startsWith("%PDF".getBytes());
    }

    @Test
    void aDistrictReadsWhatIsSharedAndChangesNothing() throws Exception {
        long device = plan();
        assertThat(open(PAGES + "/" + device, people.districtAdministrator()).getStatus())
                .isEqualTo(404);
        jdbc.sql("""
                        insert into share (dataset, from_id, to_id, shared_by)
                        values ('devices.dataset.record', :from, :to, 'Test') on conflict do nothing""")
                .param("from", people.municipality())
                .param("to", people.district())
                .update();
        try {
            assertThat(open(PAGES + "/" + device, people.districtAdministrator())
                            .getContentAsString())
                    .contains("Tonne " + devEui)
                    .doesNotContain("/edit");
            assertThat(open(PAGES + "/" + device + "/edit", people.districtAdministrator())
                            .getStatus())
                    .isEqualTo(404);
        } finally {
            jdbc.sql("delete from share where dataset = 'devices.dataset.record' and to_id = :to")
                    .param("to", people.district())
                    .update();
        }
    }

    private static String address(MockHttpServletResponse answer) {
        return Objects.requireNonNull(answer.getRedirectedUrl());
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private long plan() throws Exception {
        String url = address(submit("/new", wish().param("devEui", devEui)));
        return Long.parseLong(url.substring(url.lastIndexOf('/') + 1));
    }

    private MockHttpServletRequestBuilder wish() {
        return form().param("type", "milesight-em310-udl")
                .param("name", "Tonne " + devEui)
                .param("lon", "7,77")
                .param("lat", "49.44")
                .param("owner", "Stadt")
                .param("batch", "Los-" + devEui);
    }

    private static MockHttpServletRequestBuilder form() {
        return post("/");
    }

    private static MockHttpServletRequestBuilder calibration(String on, String until) {
        return form().param("on", on).param("until", until).param("certificate", "K-17");
    }

    private MockHttpServletResponse state(long device, String state, String reason) throws Exception {
        return call(
                HttpMethod.POST,
                "/ingest/devices/" + device + "/state",
                "application/json",
                new JsonMapper().writeValueAsString(Map.of("state", state, "reason", reason)));
    }

    private String send(Instant time, int counter, String object) throws Exception {
        String message = UPLINK.formatted(UUID.randomUUID(), time, counter, devEui, object);
        assertThat(call(HttpMethod.POST, "/ingest/chirpstack", "application/json", message)
                        .getStatus())
                .isEqualTo(200);
        return message;
    }

    private MockHttpServletResponse call(HttpMethod method, String path, String type, String body) throws Exception {
        return http.perform(request(method, path)
                        .header("Authorization", "Bearer " + key)
                        .contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
                        .content(body))
                .andReturn()
                .getResponse();
    }

    private int upload(long device, byte[] file) throws Exception {
        return http.perform(multipart(PAGES + "/" + device + "/photo")
                        .file(new MockMultipartFile("photo", file))
                        .with(csrf())
                        .with(user(people.administrator())))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private MockHttpServletResponse submit(String path, MockHttpServletRequestBuilder form) throws Exception {
        return http.perform(form.uri(java.net.URI.create(PAGES + path))
                        .accept(MediaType.TEXT_HTML)
                        .with(csrf())
                        .with(user(people.administrator())))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse open(String path, UserDetails who) throws Exception {
        return http.perform(get(path).accept(MediaType.TEXT_HTML, MediaType.ALL).with(user(who)))
                .andReturn()
                .getResponse();
    }

    private String page(String path) throws Exception {
        MockHttpServletResponse answer = open(path, people.administrator());
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private static JsonNode json(MockHttpServletResponse answer) throws Exception {
        return new JsonMapper().readTree(answer.getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
    }

    private boolean known(String eui) {
        return jdbc.sql("select exists (select from device where dev_eui = :eui)")
                .param("eui", eui)
                .query(Boolean.class)
                .single();
    }

    private List<@Nullable Double> results(String field) {
        return jdbc.sql("""
                        select o.result from observation o join datastream d on d.id = o.datastream_id
                        join thing t on t.id = d.thing_id
                        where t.properties ->> 'devEui' = :eui and d.properties ->> 'field' = :field
                        order by o.phenomenon_time""")
                .param("eui", devEui)
                .param("field", field)
                .query(Double.class)
                .list();
    }
}
