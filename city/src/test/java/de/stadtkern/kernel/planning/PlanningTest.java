package de.stadtkern.kernel.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.routing.TestRoads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan from its jobs to tours, by page and as JSON, in a town that has no road network. */
@TownTest
class PlanningTest {

    private static final String API = "/planning/api/plans";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Four places in a row to the east of the depot, about 720 m apart. */
    private static final String ROW = """
            Breite;Länge;Name;Minuten;Bedarf
            49.44;7.71;Eins;2;1
            49,44;7,72;Zwei;2;1
            49.44;7.73;Drei;2;1
            49.44;7.74;Vier;2;1
            """;

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Solving solving;

    @Autowired
    TestRoads roads;

    private final String mark = UUID.randomUUID().toString();

    @BeforeEach
    void noRoads() {
        roads.forget();
    }

    @Test
    void placesBecomeTheShortestTourWithTimesAndLoads() throws Exception {
        long id = plan(ROW, vehicle("Lader", null, ""));
        JsonNode plan = solved(id);

        JsonNode tour = plan.at("/version/solution/tours/0");
        assertThat(jobs(tour)).isIn(List.of(1, 2, 3, 4), List.of(4, 3, 2, 1));
        assertThat(tour.path("metres").asDouble()).isBetween(7_400.0, 7_700.0);
        assertThat(tour.at("/stops/3/load").asDouble()).isEqualTo(4);
        assertThat(tour.path("seconds").asDouble()).isBetween(480 + 880.0, 480 + 930.0);
        assertThat(plan.at("/version/solution/onRoads").asBoolean()).isFalse();
        assertThat(page("/planning/" + id))
                .contains("Lader", "4 bedient, 0 nicht bedient", "Luftlinie", "Kosten während der Suche");
        assertThat(page("/planning/" + id + "/tours/1")).contains("Drei", "06:0", "Halt verschieben");
        assertThat(audited(id)).containsExactly("plan.created", "plan.jobs-added", "plan.vehicles-added", "plan.solve");
    }

    @Test
    void capacityAndShiftAreKeptAndWhatDoesNotFitHasItsReason() throws Exception {
        long id = plan(ROW + "49.44;7.75;Zu groß;1;9\n50.9;7.75;Zu weit;1;1\n", vehicle("A", "2", "08:00"));
        JsonNode plan = solved(id);

        assertThat(jobs(plan.at("/version/solution/tours/0"))).hasSize(2);
        Map<Integer, String> reasons = new TreeMap<>();
        plan.at("/version/solution/leftOut")
                .forEach(one ->
                        reasons.put(one.path("job").asInt(), one.path("reason").asString()));
        assertThat(reasons).hasSize(4).containsEntry(5, "TOO_LARGE").containsEntry(6, "OUT_OF_TIME");
        assertThat(reasons).containsValue("NO_ROOM");
        assertThat(page("/planning/" + id)).contains("Ladung oder Zeit der Fahrzeuge reichen nicht");
    }

    @Test
    void aShiftThatIsTooShortForOneTourGivesTwo() throws Exception {
        long id = plan(ROW, vehicle("A", null, "06:20"));
        act(id, "/vehicles", vehicle("B", null, "06:20"));
        JsonNode solution = solved(id).at("/version/solution");

        assertThat(solution.path("leftOut")).isEmpty();
        assertThat(solution.path("tours"))
                .hasSize(2)
                .allSatisfy(tour -> assertThat(tour.path("seconds").asDouble()).isLessThanOrEqualTo(1200));
    }

    @Test
    void aStopMovesByNumberOrToTheBestPlaceAndEverythingCanBeUndone() throws Exception {
        long id = plan(ROW, vehicle("A", "3", ""));
        act(id, "/vehicles", vehicle("B", "3", ""));
        JsonNode before = solved(id);
        int vehicle = before.at("/version/solution/tours/0/vehicle").asInt();
        int job = before.at("/version/solution/tours/0/stops/0/job").asInt();
        int other = 3 - vehicle;

        JsonNode moved = act(id, "/changes", fields("act", "MOVE", "job", job, "tour", other, "position", 1));
        assertThat(jobs(tour(moved, other)).getFirst()).isEqualTo(job);
        assertThat(jobs(tour(moved, vehicle))).doesNotContain(job);
        assertThat(act(id, "/undo", Map.of()).at("/version/solution")).isEqualTo(before.at("/version/solution"));

        JsonNode best = act(id, "/changes", fields("act", "MOVE", "job", job, "tour", other));
        assertThat(tour(best, other).path("metres").asDouble())
                .isLessThanOrEqualTo(tour(moved, other).path("metres").asDouble() + 0.001);
        JsonNode out = act(id, "/changes", fields("act", "MOVE", "job", job, "tour", 0));
        assertThat(out.at("/version/solution/leftOut/0/reason").asString()).isEqualTo("BY_HAND");

        String page = "/planning/" + id + "/tours/" + other;
        int stays = jobs(tour(out, other)).getFirst();
        assertThat(form(page, "act", "MOVE", "job", stays, "tour", other, "position", 99)
                        .getContentAsString())
                .contains("keine Zahl von 1 bis");
        assertThat(form(page, "act", "MOVE", "tour", other).getStatus()).isEqualTo(400);
        assertThat(form(page, "act", "LOCK", "job", stays, "tour", other).getStatus())
                .isEqualTo(302);
    }

    @Test
    void whatIsLockedStaysWhenItIsSolvedAgain() throws Exception {
        long id = plan(ROW, vehicle("A", "4", ""));
        act(id, "/vehicles", vehicle("B", "4", ""));
        solved(id);
        act(id, "/changes", fields("act", "MOVE", "job", 2, "tour", 2));
        act(id, "/changes", fields("act", "MOVE", "job", 1, "tour", 1));
        act(id, "/changes", fields("act", "LOCK", "job", 2, "tour", 2));
        JsonNode locked = act(id, "/changes", fields("act", "LOCK_TOUR", "tour", 1));
        List<Integer> order = jobs(tour(locked, 1));

        JsonNode again = solved(id);
        assertThat(jobs(tour(again, 1))).isEqualTo(order);
        assertThat(jobs(tour(again, 2))).contains(2);
        assertThat(refused(id, "/changes", fields("act", "MOVE", "job", 1, "tour", 2)))
                .isEqualTo(409);
    }

    @Test
    void jobsAddedLaterArePlannedIntoTheResult() throws Exception {
        long id = plan(ROW, vehicle("A", null, ""));
        solved(id);
        act(id, "/points", Map.of("points", "49.44;7.735;Neu"));
        assertThat(page("/planning/" + id)).contains("Seit der letzten Suche hinzugekommen");
        assertThat(jobs(tour(solved(id), 1))).hasSize(5);
        assertThat(act(id, "/jobs/remove", Map.of("jobs", "1,2"))
                        .path("version")
                        .isNull())
                .isTrue();
    }

    @Test
    void toursAreTakenAlongAsGpxCsvGeoJsonAndSheet() throws Exception {
        long id = plan("49.44;7.71;=Formel;2;1\n49.44;7.72;A & B", vehicle("Lader <1>", null, ""));
        solved(id);
        String base = "/planning/" + id;
        assertThat(page(base + "/tours.gpx")).contains("<trkpt lat=\"49.440000\" lon=\"7.700000\"", "Lader &lt;1");
        assertThat(page(base + "/tours/1/tour.gpx")).contains("<trkseg>");
        assertThat(page(base + "/tours.csv")).contains("\"'=Formel\"").contains("\"Lader <1>\";2;");
        JsonNode map = JSON.readTree(page(base + "/tours.geojson"));
        assertThat(map.path("features")).hasSize(5);
        assertThat(JSON.readTree(page(base + "/map.geojson")).path("features")).hasSize(2);
        assertThat(JSON.readTree(page(base + "/tours/1/map.geojson")).path("features"))
                .hasSize(6);
        byte[] sheet = open(base + "/tours/1/sheet.pdf", people.crew()).getContentAsByteArray();
        try (var pdf = Loader.loadPDF(sheet)) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Lader <1>", "A & B", "=Formel", "Luftlinie");
        }
    }

    @Test
    void twoPlansAreComparedByFiguresAndByWhoServesWhat() throws Exception {
        long one = plan(ROW, vehicle("A", null, ""));
        solved(one);
        long other = plan(ROW, vehicle("B", null, ""));
        assertThat(page("/planning/compare?one=" + one + "&other=" + other, 400))
                .contains("hat noch kein Ergebnis");
        solved(other);
        String page = page("/planning/compare?one=" + one + "&other=" + other);
        assertThat(page).contains("Drei", "0,00 €");
        JsonNode comparison = JSON.readTree(page(API + "/compare?one=" + one + "&other=" + other));
        assertThat(comparison.path("moved")).hasSize(4);
        assertThat(comparison.at("/one/kilometres")).isEqualTo(comparison.at("/other/kilometres"));
        page(API + "/compare?one=" + one, 400);
    }

    @Test
    void aSearchIsEndedEarlyWithItsBestResult() throws Exception {
        long id = plan(ROW, vehicle("A", null, ""));
        act(id, "/solve", fields("seconds", 600));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> read(id).path("state").asString().equals("SOLVING"));
        assertThat(refused(id, "/points", Map.of("points", "49.4;7.7"))).isEqualTo(409);
        act(id, "/end", Map.of());
        JsonNode plan = idle(id);
        assertThat(jobs(tour(plan, 1))).hasSize(4);
    }

    @Test
    void aSearchWhoseProgramEndedIsInterrupted() throws Exception {
        long id = plan(ROW, vehicle("A", null, ""));
        jdbc.sql("update tour_plan set state = 'SOLVING', alive_at = now() - interval '1 minute' where id = :id")
                .param("id", id)
                .update();
        solving.beat();
        assertThat(page("/planning/" + id)).contains("unterbrochen", "Rechnen Sie bitte noch einmal");
        assertThat(solved(id).path("state").asString()).isEqualTo("IDLE");
    }

    @Test
    void onlyTheDutyOfficerOfTheTownChangesAndNobodyElseSees() throws Exception {
        long id = plan(ROW, vehicle("A", null, ""));
        assertThat(open("/planning/" + id, people.crew()).getStatus()).isEqualTo(200);
        assertThat(open("/planning/" + id, people.foreignOfficer()).getStatus()).isEqualTo(404);
        for (String path : List.of("/solve", "/end", "/undo", "/delete", "/changes", "/segments", "/vehicles")) {
            assertThat(send(post("/planning/" + id + path), people.crew()).getStatus())
                    .as(path)
                    .isEqualTo(403);
            assertThat(send(post("/planning/" + id + path), people.foreignOfficer())
                            .getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(send(delete(API + "/" + id), people.officer()).getStatus()).isEqualTo(204);
        assertThat(open("/planning/" + id, people.officer()).getStatus()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/points | points | 91;7;x | Zeile 1 ist kein Ort",
                "/points | points | a | Hier steht kein Ort",
                "/points | points | 49;7;x;-1 | Zeile 1 ist kein Ort",
                "/vehicles | depot | Rathaus | ist kein Ort",
                "/vehicles | begin | 25:00 | keine Uhrzeit",
                "/vehicles | number | 61 | keine Zahl von 1 bis 60",
                "/segments | speed | schnell | keine Zahl von 1 bis 80",
                "/segments | ids | 1;x | keine Nummern",
                "/segments | ids | 999999999999 | Keine Straße passt",
                "/segments | sides | LEFT | LEFT",
                "/solve | seconds | 0 | keine Zahl von 1 bis 3600",
                "/solve | profile | WHEELCHAIR | Wählen Sie eines von",
                "/jobs/remove | jobs | 77 | keine Aufgabe 77",
                "/changes | act | SOLVE | Gerechnet wird mit",
                "/changes | job | 77 | keine Aufgabe 77"
            })
    void badInputIsAnsweredAtItsFieldAndChangesNothing(String path, String field, String value, String answer)
            throws Exception {
        long id = plan(ROW, vehicle("A", null, ""));
        JsonNode before = read(id);
        Map<String, Object> usual =
                fields("name", "X", "depot", "49.44, 7.7", "begin", "06:00", "number", 1, "sides", "ONCE", "speed", 30);
        usual.putAll(fields("profile", "CAR", "perKilometre", 1, "perHour", 1, "seconds", 1, "act", "LOCK", "job", 1));
        usual.put(field, value);
        MockHttpServletResponse refused = form(
                "/planning/" + id + path,
                usual.entrySet().stream()
                        .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                        .toArray());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains(answer);
        assertThat(read(id)).isEqualTo(before);
    }

    @Test
    void aFileOfPlacesIsUploaded() throws Exception {
        long id = plan("", vehicle("A", null, ""));
        var file = new MockMultipartFile("file", "orte.csv", "text/csv", ROW.getBytes(StandardCharsets.UTF_8));
        assertThat(send(multipart("/planning/" + id + "/points").file(file), people.officer())
                        .getStatus())
                .isEqualTo(302);
        assertThat(page("/planning/" + id + "/jobs")).contains("Zwei");
        assertThat(page("/planning")).contains(mark);
    }

    private long plan(String points, Map<String, Object> vehicle) throws Exception {
        JsonNode plan =
                json(send(body(post(API), fields("name", "Plan " + mark, "seconds", 1)), people.officer()), 201);
        long id = plan.path("id").asLong();
        if (!points.isEmpty()) {
            act(id, "/points", Map.of("points", points));
        }
        act(id, "/vehicles", vehicle);
        return id;
    }

    private static Map<String, Object> vehicle(String name, @Nullable String capacity, String end) {
        return fields("name", name, "depot", "49.44, 7.70", "capacity", capacity == null ? "" : capacity, "end", end);
    }

    private JsonNode solved(long id) throws Exception {
        act(id, "/solve", fields("seconds", 1));
        return idle(id);
    }

    private JsonNode idle(long id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> read(id), plan -> plan.path("state").asString().equals("IDLE"));
    }

    private JsonNode read(long id) throws Exception {
        return json(open(API + "/" + id, people.officer()), 200);
    }

    private JsonNode act(long id, String path, Map<String, Object> fields) throws Exception {
        return json(send(body(post(API + "/" + id + path), fields), people.officer()), 200);
    }

    private int refused(long id, String path, Map<String, Object> fields) throws Exception {
        return send(body(post(API + "/" + id + path), fields), people.officer()).getStatus();
    }

    private MockHttpServletResponse form(String path, Object... fields) throws Exception {
        var request = post(path);
        fields(fields).forEach((name, value) -> request.param(name, value.toString()));
        return send(request, people.officer());
    }

    private static AbstractMockHttpServletRequestBuilder<?> body(
            AbstractMockHttpServletRequestBuilder<?> request, Map<String, Object> fields) {
        return request.contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(fields));
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request, UserDetails who)
            throws Exception {
        return http.perform(request.with(user(who)).with(csrf())).andReturn().getResponse();
    }

    private MockHttpServletResponse open(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse();
    }

    private String page(String path) throws Exception {
        return page(path, 200);
    }

    private String page(String path, int status) throws Exception {
        MockHttpServletResponse answer = open(path, people.officer());
        assertThat(answer.getStatus()).isEqualTo(status);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(MockHttpServletResponse answer, int status) throws Exception {
        String text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isEqualTo(status);
        return JSON.readTree(text);
    }

    private static JsonNode tour(JsonNode plan, int vehicle) {
        return plan.at("/version/solution/tours")
                .valueStream()
                .filter(tour -> tour.path("vehicle").asInt() == vehicle)
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> jobs(JsonNode tour) {
        return tour.path("stops")
                .valueStream()
                .map(stop -> stop.path("job").asInt())
                .toList();
    }

    private List<@Nullable String> audited(long id) {
        return jdbc.sql("select action from audit_entry where action like 'plan.%' and detail like :id order by id")
                .param("id", id + " %")
                .query(String.class)
                .list();
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return fields;
    }
}
