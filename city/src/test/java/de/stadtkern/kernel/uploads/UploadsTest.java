package de.stadtkern.kernel.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a CSV file to observations, by page and by programs; the test does what the schedule would. */
@TownTest
class UploadsTest {

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    UploadSchedule schedule;

    @Autowired
    LockProvider locks;

    @LocalServerPort
    int port;

    private final String mark = UUID.randomUUID().toString();
    private Devices.Station station = new Devices.Station(0, 0, 0, 0);
    private String key = "";
    private @Nullable SimpleLock lock;

    @BeforeEach
    void setUp() throws Exception {
        station = devices.station("Pegel " + mark);
        key = people.key(Scope.WRITE_OBSERVATIONS);
        Optional<SimpleLock> held = Optional.empty();
        while (held.isEmpty()) {
            held = locks.lock(
                    new LockConfiguration(Instant.now(), "uploads/store", Duration.ofMinutes(5), Duration.ZERO));
        }
        lock = held.get();
    }

    @AfterEach
    void letTheScheduleGoOn() {
        if (lock != null) {
            lock.unlock();
        }
    }

    @Test
    void aFileWithDecimalCommasIsRecognisedShownAndStored() throws Exception {
        long id = uploaded(("Zeit;Luft °C;Belag;Notiz\n"
                        + "25.01.2026 12:00;-1,50;2;ok %1$s\n"
                        + "25.01.2026 12:10;1,25;;ok\n"
                        + "2026-01-25T12:20:00Z;3;-0,5;ok\n")
                .formatted(mark)
                .getBytes(Charset.forName("windows-1252")));
        assertThat(page(id))
                .contains("Luft °C", "value=\"SEMICOLON\" selected", "value=\"WINDOWS_1252\" selected")
                .contains("Pegel " + mark + ": air_temperature", "Noch kein Messwert");

        assertThat(arrange(id, "WINDOWS_1252").getStatus()).isEqualTo(302);
        assertThat(page(id)).contains("−1,50 °C", "Zeilen in der Datei: 4. Messwerte: 5. Abgelehnte Zeilen: 0.");
        assertThat(results(station.air())).isEmpty();

        assertThat(act(id, "start").getStatus()).isEqualTo(302);
        assertThat(page(id)).contains("wird gespeichert", "0 % (0 von 4 Zeilen)");
        schedule.store(id, 10);

        assertThat(page(id)).contains("fertig", "100 % (4 von 4 Zeilen)");
        assertThat(results(station.air())).containsExactly(-1.5, 1.25, 3.0);
        assertThat(results(station.surface())).containsExactly(2.0, -0.5);
        assertThat(jdbc.sql("select min(phenomenon_time) from observation where datastream_id = :id")
                        .param("id", station.air())
                        .query(Instant.class)
                        .single())
                .isEqualTo("2026-01-25T11:00:00Z");
        assertThat(audited(id)).containsExactly("upload.added", "upload.started");
    }

    @Test
    void errorsAreListedByLineAndThePreviewStoresNothing() throws Exception {
        long id = uploaded("""
                Zeit;Luft;Belag
                25.01.2026 12:00;1,5;1
                morgen;1,5;1
                25.01.2026 12:10;1.5;1
                29.03.2026 02:30;1,5;1
                26.10.2025 02:30;1,5;1
                26.10.2025 02:30+02:00;1,5;1
                25.01.2126 12:00;1,5;1
                25.01.2026 12:20;1,5
                25.01.2026 12:30;=1+1;zwei

                25.01.2026 12:40;-2;
                """.getBytes(StandardCharsets.UTF_8));
        arrange(id, "UTF_8");

        JsonNode check = json(read("/uploads/api/" + id + "/preview", key));
        assertThat(check.path("lines").asInt()).isEqualTo(12);
        assertThat(check.path("values").asInt()).isEqualTo(5);
        assertThat(check.path("refused").asInt()).isEqualTo(7);
        assertThat(check.path("faults")
                        .valueStream()
                        .map(fault -> fault.path("line").asString() + " "
                                + fault.path("column").asString() + " "
                                + fault.path("rule").asString()))
                .containsExactly(
                        "3 1 time",
                        "4 2 number",
                        "5 1 gap",
                        "6 1 overlap",
                        "8 1 future",
                        "9 0 columns",
                        "10 2 number",
                        "10 3 number");
        assertThat(page(id)).contains("Fehler: 8, davon hier 8", "Uhr wurde auf Sommerzeit gestellt", "morgen");
        assertThat(results(station.air())).isEmpty();

        act(id, "start");
        schedule.store(id, 10);
        assertThat(results(station.air())).containsExactlyInAnyOrder(1.5, 1.5, -2.0);
        String refused = open("/uploads/" + id + "/refused.csv", people.administrator())
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(refused.lines())
                .hasSize(8)
                .contains("\uFEFF\"Zeile\";\"Grund\";\"Zeit\";\"Luft\";\"Belag\"")
                .anySatisfy(line -> assertThat(line).startsWith("\"10\";").endsWith(";\"'=1+1\";\"zwei\""));
        assertThat(json(read("/uploads/api/" + id, key)).at("/progress/refused").asInt())
                .isEqualTo(7);
    }

    @Test
    void whatWasInterruptedGoesOnAndNothingIsStoredTwice() throws Exception {
        int lines = 2 * UploadSchedule.LINES_OF_A_BATCH + 10;
        byte[] file = many(lines);
        long id = uploaded(file);
        arrange(id, "UTF_8");
        act(id, "start");

        schedule.store(id, 1);
        assertThat(results(station.air())).hasSize(UploadSchedule.LINES_OF_A_BATCH - 1);
        assertThat(page(id)).contains("1.000 von 2.011 Zeilen");
        // as if the program had ended between the commit of the values and the note of it
        jdbc.sql("update upload set done = 0, stored = 0 where id = :id")
                .param("id", id)
                .update();
        schedule.store(id, 2);
        assertThat(act(id, "stop").getStatus()).isEqualTo(302);
        schedule.store(id, 10);
        assertThat(results(station.air())).hasSize(2 * UploadSchedule.LINES_OF_A_BATCH - 1);
        assertThat(page(id)).contains("angehalten", "Fortsetzen");

        act(id, "start");
        schedule.store(id, 10);
        assertThat(results(station.air())).hasSize(lines);
        JsonNode done = json(read("/uploads/api/" + id, key));
        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(done.at("/progress/stored").asInt()).isEqualTo(lines * 2);
        assertThat(audited(id)).endsWith("upload.stopped", "upload.started");

        long again = uploaded(file);
        arrange(again, "UTF_8");
        act(again, "start");
        schedule.store(again, 10);
        assertThat(results(station.air())).hasSize(lines);
        assertThat(act(again, "start").getStatus()).isEqualTo(409);
    }

    @Test
    void aDatastreamThatIsGoneHaltsTheUpload() throws Exception {
        long id = uploaded(many(5));
        arrange(id, "UTF_8");
        act(id, "start");
        devices.delete("Datastreams(" + station.air() + ")");

        schedule.store(id, 10);

        assertThat(page(id)).contains("nicht weiter möglich");
    }

    @Test
    void programsDoTheSameWithTheirKey() throws Exception {
        MockHttpServletResponse added = http.perform(multipart("/uploads/api")
                        .file(new MockMultipartFile("file", "werte.csv", "text/csv", many(3)))
                        .header("Authorization", "Bearer " + key))
                .andReturn()
                .getResponse();
        assertThat(added.getStatus()).isEqualTo(201);
        long id = json(added).path("id").asLong();
        assertThat(json(added).path("sha256").asString()).hasSize(64);
        assertThat(call("/uploads/api/" + id + "/start", key, "").getStatus()).isEqualTo(400);
        String layout = """
                {"separator": "SEMICOLON", "encoding": "UTF_8", "decimalComma": true, "header": true, "timeColumn": 1,
                 "column-2": %d}""".formatted(station.air());
        assertThat(json(call("/uploads/api/" + id + "/layout", key, layout))
                        .at("/layout/columns/1")
                        .asLong())
                .isEqualTo(station.air());
        assertThat(json(call("/uploads/api/" + id + "/start", key, ""))
                        .path("state")
                        .asString())
                .isEqualTo("RUNNING");
        schedule.store(id, 10);
        assertThat(results(station.air())).hasSize(3);
        assertThat(read("/uploads/api", key).getContentAsString()).contains("werte.csv");
        assertThat(read("/uploads/api/" + id + "/refused.csv", key).getContentAsString())
                .contains("Reason");
    }

    @Test
    void onlyTheAdministratorsOfTheMunicipalitySeeAndStartItsUploads() throws Exception {
        long id = uploaded(many(3));
        arrange(id, "UTF_8");
        for (UserDetails who : List.of(people.foreignAdministrator(), people.citizen(), people.officer())) {
            int wanted = who.getUsername().startsWith("fremd") ? 404 : 403;
            assertThat(open("/uploads/" + id, who).getStatus()).isEqualTo(wanted);
            assertThat(open("/uploads/" + id + "/refused.csv", who).getStatus()).isEqualTo(wanted);
            for (String act : List.of("", "/start", "/stop")) {
                assertThat(submit(post("/uploads/" + id + act), who).getStatus())
                        .isEqualTo(wanted);
            }
        }
        assertThat(open("/uploads", people.foreignAdministrator()).getContentAsString())
                .doesNotContain(mark);
        assertThat(open("/uploads", people.crew()).getStatus()).isEqualTo(403);

        String foreign = "fremd-" + mark;
        jdbc.sql("""
                        insert into api_key (municipality_id, name, key_hash, scope)
                        values (:m, 'fremd', encode(sha256(convert_to(:key, 'UTF8')), 'hex'), 'observations:write')""")
                .param("m", people.foreignMunicipality())
                .param("key", foreign)
                .update();
        assertThat(read("/uploads/api/" + id, foreign).getStatus()).isEqualTo(404);
        assertThat(call("/uploads/api/" + id + "/start", foreign, "").getStatus())
                .isEqualTo(404);
        assertThat(read("/uploads/api", people.key(Scope.READ_METRICS)).getStatus())
                .isEqualTo(403);
    }

    @Test
    void aDatastreamOfTheTownNextDoorIsRefusedAtItsColumn() throws Exception {
        long thing = jdbc.sql("""
                        insert into thing (municipality_id, name, description) values (:m, 'fremd', '') returning id""")
                .param("m", people.foreignMunicipality())
                .query(Long.class)
                .single();
        long foreign = jdbc.sql("""
                        insert into datastream (thing_id, name, description, observed_property_id, sensor_id,
                            observation_type, observation_types, unit)
                        select :thing, name, description, observed_property_id, sensor_id, observation_type, observation_types, unit
                        from datastream where id = :like returning id""")
                .param("thing", thing)
                .param("like", station.air())
                .query(Long.class)
                .single();
        long id = uploaded(many(3));
        MockHttpServletResponse answer =
                submit(layout(id, "UTF_8").param("column-2", Long.toString(foreign)), people.administrator());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("column-2-error", "gibt es in Ihrer Kommune nicht");
        assertThat(json(read("/uploads/api/" + id, key)).at("/layout/columns/1").asLong())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "separator, PIPE, separator",
        "encoding, EBCDIC, encoding",
        "timeColumn, 9, timeColumn",
        "timeColumn, eins, timeColumn",
        "column-2, -1, column-2",
        "column-2, 99999999999999999999, column-2"
    })
    void whatCannotBeIsSaidAtItsField(String field, String value, String named) throws Exception {
        long id = uploaded(many(3));
        var form = post("/uploads/" + id);
        for (String[] one : new String[][] {{"separator", "SEMICOLON"}, {"encoding", "UTF_8"}, {"timeColumn", "1"}}) {
            form.param(one[0], one[0].equals(field) ? value : one[1]);
        }
        if (field.startsWith("column")) {
            form.param(field, value);
        }
        MockHttpServletResponse answer = submit(form, people.administrator());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("href=\"#" + named + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kein Wort davon ist eine Tabelle", "a;b\n1\n", "\0\1\u00ff\n\0"})
    void whatIsNoTableIsRefused(String text) throws Exception {
        MockHttpServletResponse answer = upload(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("file-error");
    }

    @Test
    void aMissingQuotationMarkEndsTheFileWithAnError() throws Exception {
        String broken = new String(many(30), StandardCharsets.UTF_8) + "26.01.2026 00:00;\"1;1\n26.01.2026 00:01;1;1\n";
        long id = uploaded(broken.getBytes(StandardCharsets.UTF_8));
        arrange(id, "UTF_8");
        JsonNode check = json(read("/uploads/api/" + id + "/preview", key));
        assertThat(check.path("values").asInt()).isEqualTo(60);
        assertThat(check.at("/faults/0/rule").asString()).isEqualTo("unreadable");
    }

    @Test
    void whatIsTooLargeIsRefusedWithItsLimit() throws Exception {
        MockHttpServletResponse answer = upload(new byte[Uploads.MOST_BYTES + 1]);
        assertThat(answer.getStatus()).isEqualTo(413);
        assertThat(answer.getContentAsString()).contains("größer als 50 MB", "file-error");
        for (String address : List.of("/uploads", "/uploads/api", "/en/uploads", "/administration/site/logo")) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST " + address + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 70000000\r\n\r\n--b")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                byte[] begin = socket.getInputStream().readNBytes(12);
                assertThat(new String(begin, StandardCharsets.US_ASCII))
                        .as(address)
                        .isEqualTo("HTTP/1.1 413");
            }
        }
    }

    @Test
    void filesGoWhenTheirTimeIsOverAndTheirValuesStay() throws Exception {
        long old = uploaded(many(3));
        arrange(old, "UTF_8");
        act(old, "start");
        schedule.store(old, 10);
        long young = uploaded(many(4));
        jdbc.sql("update upload set uploaded_at = now() - interval '31 days' where id = :id")
                .param("id", old)
                .update();

        schedule.forget();

        assertThat(open("/uploads/" + old, people.administrator()).getStatus()).isEqualTo(404);
        assertThat(open("/uploads/" + young, people.administrator()).getStatus())
                .isEqualTo(200);
        assertThat(results(station.air())).hasSize(3);
    }

    /** A heading and so many lines, one for each minute of a day or two. */
    private byte[] many(int lines) {
        StringBuilder text = new StringBuilder("\uFEFFZeit;Luft;Belag " + mark + "\n");
        for (int i = 0; i < lines; i++) {
            text.append("%02d.01.2026 %02d:%02d;%d,5;0\n".formatted(1 + i / 1440, i / 60 % 24, i % 60, i));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private long uploaded(byte[] file) throws Exception {
        MockHttpServletResponse answer = upload(file);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(302);
        String address = String.valueOf(answer.getRedirectedUrl());
        return Long.parseLong(address.substring(address.lastIndexOf('/') + 1));
    }

    private MockHttpServletResponse upload(byte[] file) throws Exception {
        return submit(
                multipart("/uploads").file(new MockMultipartFile("file", mark + ".csv", "text/csv", file)),
                people.administrator());
    }

    private MockHttpServletResponse arrange(long id, String encoding) throws Exception {
        return submit(layout(id, encoding).param("column-2", Long.toString(station.air())), people.administrator());
    }

    private MockHttpServletRequestBuilder layout(long id, String encoding) {
        return post("/uploads/" + id)
                .param("separator", "SEMICOLON")
                .param("encoding", encoding)
                .param("decimalComma", "true")
                .param("header", "true")
                .param("timeColumn", "1")
                .param("column-3", Long.toString(station.surface()))
                .param("column-4", "0");
    }

    private MockHttpServletResponse act(long id, String act) throws Exception {
        return submit(post("/uploads/" + id + "/" + act), people.administrator());
    }

    private MockHttpServletResponse submit(AbstractMockHttpServletRequestBuilder<?> form, UserDetails who)
            throws Exception {
        return http.perform(form.with(csrf()).accept(MediaType.TEXT_HTML).with(user(who)))
                .andReturn()
                .getResponse();
    }

    private String page(long id) throws Exception {
        MockHttpServletResponse answer = open("/uploads/" + id, people.administrator());
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse open(String path, UserDetails who) throws Exception {
        return http.perform(get(path).accept(MediaType.TEXT_HTML).with(user(who)))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse read(String path, String as) throws Exception {
        return http.perform(get(path).header("Authorization", "Bearer " + as))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse call(String path, String as, String body) throws Exception {
        return http.perform(post(path)
                        .header("Authorization", "Bearer " + as)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    private static JsonNode json(MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isLessThan(300);
        return new JsonMapper().readTree(answer.getContentAsString());
    }

    private List<@Nullable Double> results(long datastream) {
        return jdbc.sql("select result from observation where datastream_id = :id order by phenomenon_time")
                .param("id", datastream)
                .query(Double.class)
                .list();
    }

    private List<@Nullable String> audited(long id) {
        return jdbc.sql("select action from audit_entry where action like 'upload.%' and detail like :id order by id")
                .param("id", id + " %")
                .query(String.class)
                .list();
    }
}
