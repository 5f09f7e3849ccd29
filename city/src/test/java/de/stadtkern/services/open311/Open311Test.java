package de.stadtkern.services.open311;

import static de.stadtkern.kernel.reports.Reported.as;
import static de.stadtkern.kernel.reports.Reported.moved;
import static de.stadtkern.kernel.reports.Reported.somewhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.reports.Report;
import de.stadtkern.kernel.reports.Report.State;
import de.stadtkern.kernel.reports.ReportDesk;
import de.stadtkern.kernel.reports.ReportModeration;
import de.stadtkern.kernel.reports.ReportNote;
import de.stadtkern.kernel.reports.Reported;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The interface as its standard has it: every resource in both formats, every error, and nothing that is not public. */
@TownTest
class Open311Test {

    private static final String HERE = "/open311/v2/";
    private static final String TOWN = "musterstadt";
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    ApplicationContext program;

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    ReportDesk desk;

    @Autowired
    ReportModeration moderation;

    @Autowired
    JdbcClient jdbc;

    private final String word = "wort-" + UUID.randomUUID();
    private Reported reported;

    @BeforeEach
    void fixture() {
        reported = new Reported(program);
    }

    @Test
    void discoveryNamesTheEndpointInBothFormats() throws Exception {
        Element discovery = xml(get(HERE + "discovery.xml"), 200);
        assertThat(discovery.getTagName()).isEqualTo("discovery");
        assertThat(names(discovery)).containsExactly("changeset", "contact", "key_service", "endpoints");
        Element endpoint = child(child(discovery, "endpoints"), "endpoint");
        assertThat(names(endpoint)).containsExactly("specification", "url", "changeset", "type", "formats");
        assertThat(text(endpoint, "specification")).isEqualTo("http://wiki.open311.org/GeoReport_v2");
        assertThat(text(endpoint, "url")).endsWith("/open311/v2");
        assertThat(names(child(endpoint, "formats"))).containsExactly("format", "format");

        JsonNode json = json(get(HERE + "discovery.json"), 200);
        assertThat(json.path("endpoints").path(0).path("formats").values())
                .extracting(JsonNode::asString)
                .containsExactly("text/xml", "application/json");
    }

    @Test
    void servicesAreThoseOfTheJurisdictionWithTheirDefinitions() throws Exception {
        String code = "frage-" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("""
            insert into report_category (municipality_id, code, grouping, name_de, name_en, name_leicht, keywords, active,
                in_public, similar_metres, answer_days, solution_days, needs_work, attributes)
            values (:here, :code, 'Gruppe', 'Name <&>', 'n', 'l', '{a,b}', true, true, 0, 1, 2, false, '[
                {"variable": true, "code": "F1", "datatype": "singlevaluelist", "required": true, "order": 1,
                 "description": "Welche?", "values": [{"key": "123", "name": "eins"}, {"key": "124", "name": "zwei"}]},
                {"variable": true, "code": "F2", "datatype": "multivaluelist", "required": false, "order": 2}]')\
            """).param("here", people.municipality()).param("code", code).update();
        try {
            List<Element> services = children(xml(get(HERE + "services.xml").param("jurisdiction_id", TOWN), 200));
            Element asking = services.stream()
                    .filter(one -> text(one, "service_code").equals(code))
                    .findFirst()
                    .orElseThrow();
            assertThat(names(asking))
                    .containsExactly(
                            "service_code", "service_name", "description", "metadata", "type", "keywords", "group");
            assertThat(text(asking, "service_name")).isEqualTo("Name <&>");
            assertThat(text(asking, "metadata")).isEqualTo("true");
            assertThat(services)
                    .filteredOn(one -> text(one, "service_code").equals("road"))
                    .allSatisfy(one -> assertThat(text(one, "metadata")).isEqualTo("false"))
                    .hasSize(1);

            JsonNode definition = json(get(HERE + "services/" + code + ".json").param("jurisdiction_id", TOWN), 200);
            JsonNode first = definition.path("attributes").path(0);
            assertThat(first.path("variable").isBoolean()).isTrue();
            assertThat(first.path("order").isInt()).isTrue();
            assertThat(first.path("values").path(1).path("key").asString()).isEqualTo("124");
            Element same = xml(get(HERE + "services/" + code + ".xml").param("jurisdiction_id", TOWN), 200);
            assertThat(same.getTagName()).isEqualTo("service_definition");
            assertThat(names(child(child(same, "attributes"), "attribute"))).startsWith("variable", "code", "datatype");
            error(get(HERE + "services/road.xml").param("jurisdiction_id", TOWN), 404);

            String key = people.key(Scope.WRITE_REPORTS);
            error(wish(key).param("service_code", code), 400);
            error(wish(key).param("service_code", code).param("attribute[F1]", "999"), 400);
            long number = number(wish(key)
                    .param("service_code", code)
                    .param("attribute[F1]", "123")
                    .param("attribute[F2][]", "x", "y"));
            assertThat(staff(() -> desk.get(number)).attributes()).isEqualTo(Map.of("F1", "123", "F2", "x, y"));
        } finally {
            jdbc.sql("update report_category set active = false, attributes = '[]' where code = :code")
                    .param("code", code)
                    .update();
        }
    }

    @Test
    void aReportIsTakenUnseenAndPublicAsReleased() throws Exception {
        Position place = somewhere();
        String key = people.key(Scope.WRITE_REPORTS);
        MockHttpServletRequestBuilder wish = post(HERE + "requests.json")
                .param("jurisdiction_id", TOWN)
                .param("api_key", key)
                .param("service_code", "road")
                .param("lat", Double.toString(place.lat()))
                .param("long", Double.toString(place.lon()))
                .param("description", word + " Frau Geheim")
                .param("media_url", "http://127.0.0.1/bild.jpg")
                .param("email", word + "@example.org")
                .param("first_name", "Erika")
                .param("last_name", "Muster")
                .param("phone", "0170");
        JsonNode taken = json(wish, 201);
        assertThat(taken.isArray()).isTrue();
        assertThat(taken.path(0).path("service_notice").asString()).isNotBlank();
        assertThat(taken.path(0).has("token")).isFalse();
        String id = taken.path(0).path("service_request_id").asString();
        long number = Long.parseLong(id);
        assertThat(json(wish, 201).path(0).path("service_request_id").asString())
                .isEqualTo(id);
        assertThat(number(wish(key).param("service_code", "road").param("description", word + " anders")))
                .isNotEqualTo(number);

        Report report = staff(() -> desk.get(number));
        assertThat(report.channel()).isEqualTo(Report.Channel.OPEN311);
        assertThat(report.description()).contains("Frau Geheim", "http://127.0.0.1/bild.jpg");
        assertThat(report.author().mail()).isEqualTo(word + "@example.org");
        assertThat(report.author().name()).isEqualTo("Erika Muster 0170");
        error(get(HERE + "requests/" + id + ".xml").param("jurisdiction_id", TOWN), 404);

        staff(() -> moderation.release(number, word));
        jdbc.sql("update report set released_text = :text where id = :number")
                .param("text", word + " <ohne Namen> & \u0001\uD83D\uDEB2")
                .param("number", number)
                .update();
        Element request = onlyChild(xml(get(HERE + "requests/" + id + ".xml").param("jurisdiction_id", TOWN), 200));
        assertThat(names(request))
                .containsExactly(
                        "service_request_id",
                        "status",
                        "status_notes",
                        "service_name",
                        "service_code",
                        "description",
                        "agency_responsible",
                        "requested_datetime",
                        "updated_datetime",
                        "expected_datetime",
                        "address",
                        "lat",
                        "long");
        assertThat(text(request, "description")).isEqualTo(word + " <ohne Namen> & \uD83D\uDEB2");
        assertThat(text(request, "status")).isEqualTo("open");
        assertThat(text(request, "requested_datetime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(Double.parseDouble(text(request, "lat"))).isBetween(place.lat() - 1e-4, place.lat() + 1e-4);
        assertThat(Double.parseDouble(text(request, "long"))).isBetween(place.lon() - 1e-4, place.lon() + 1e-4);

        JsonNode json = json(get(HERE + "requests/" + id + ".json").param("jurisdiction_id", TOWN), 200)
                .path(0);
        assertThat(json.path("service_request_id").isString()).isTrue();
        assertThat(json.path("service_code").isString()).isTrue();
        assertThat(json.path("lat").isNumber()).isTrue();
        assertThat(json.toString()).doesNotContain("Geheim", "Erika", "example.org", "127.0.0.1");

        staff(() -> moderation.block(number, "Beleidigung"));
        assertThat(listed(Map.of("service_request_id", id))).isEmpty();
        error(get(HERE + "requests/" + id + ".json").param("jurisdiction_id", TOWN), 404);
    }

    @Test
    void photosComeAsFormAndAreShownWhenReleased() throws Exception {
        Position place = somewhere();
        RequestBuilder form = multipart(HERE + "requests.xml")
                .file(new MockMultipartFile("media", "a.jpg", "image/jpeg", Reported.photo()))
                .param("jurisdiction_id", TOWN)
                .param("api_key", people.key(Scope.WRITE_REPORTS))
                .param("service_code", "waste")
                .param("lat", Double.toString(place.lat()))
                .param("long", Double.toString(place.lon()))
                .param("description", word);
        long number = Long.parseLong(text(onlyChild(xml(form, 201)), "service_request_id"));
        staff(() -> moderation.release(number, word));
        assertThat(only(number, "false").has("media_url")).isFalse();
        long photo = staff(() -> moderation.listPhotos(number)).getFirst().id();
        staff(() -> moderation.releasePhoto(photo, Reported.photo()));

        JsonNode request = only(number, "true");
        assertThat(request.path("media_url").asString()).endsWith("/reports/photos/" + photo + ".jpg");
        assertThat(request.path("extended_attributes").path("media_urls")).hasSize(1);
    }

    @Test
    void whatCitySdkAddsIsThereWhenAskedFor() throws Exception {
        long number = reported.released("light", somewhere(), word);
        staff(() -> desk.answer(number, State.NOT_POSSIBLE, "Gehört dem Land " + word));

        assertThat(only(number, "false").has("extended_attributes")).isFalse();
        JsonNode request = only(number, "true");
        assertThat(request.path("status").asString()).isEqualTo("closed");
        assertThat(request.path("status_notes").asString()).isEqualTo("Gehört dem Land " + word);
        assertThat(request.path("extended_attributes").propertyNames())
                .containsExactly(
                        "detailed_status", "detailed_status_datetime", "description_public", "votes", "media_urls");
        assertThat(request.path("extended_attributes").path("detailed_status").asString())
                .isEqualTo("REJECTED");
        String id = Long.toString(number);
        assertThat(listed(Map.of("detailed_status", "REJECTED,PROCESSED"))).contains(id);
        assertThat(listed(Map.of("detailed_status", "RECEIVED"))).doesNotContain(id);
        assertThat(listed(Map.of("detailed_status", "PENDING"))).isEmpty();
        assertThat(listed(Map.of("status", "open"))).doesNotContain(id);
        assertThat(listed(Map.of("status", "closed", "detailed_status", "RECEIVED")))
                .isEmpty();
        String soon = Instant.now().plusSeconds(3600).toString();
        String before = Instant.now().minusSeconds(3600).toString();
        assertThat(listed(Map.of("updated_after", before))).contains(id);
        assertThat(listed(Map.of("updated_after", soon))).isEmpty();
        assertThat(listed(Map.of("updated_before", before))).doesNotContain(id);
    }

    @Test
    void theRadiusIsInMetresFromLatAndLong() throws Exception {
        Position middle = somewhere();
        String near = Long.toString(reported.released("light", moved(middle, 10, 0), word));
        String east = Long.toString(reported.released("light", moved(middle, 99, 0), word));
        String north = Long.toString(reported.released("light", moved(middle, 0, -199), word));
        String beyond = Long.toString(reported.released("light", moved(middle, 150, 150), word));
        String far = Long.toString(reported.released("light", moved(middle, 900, 0), word));

        assertThat(around(middle, "100")).containsExactly(near, east);
        assertThat(around(middle, "200.5")).containsExactly(near, east, north);
        assertThat(around(middle, "214")).containsExactly(near, east, north, beyond);
        assertThat(around(middle, "898")).doesNotContain(far);
        assertThat(around(middle, "902")).endsWith(far);
        JsonNode count = json(at(middle, "902").param("just_count", "true").param("service_code", "light"), 200);
        assertThat(count.path(0).path("count").asInt()).isEqualTo(5);
        assertThat(json(at(middle, "902").param("max_requests", "2"), 200)).hasSize(2);
        error(get(HERE + "requests.xml").param("jurisdiction_id", TOWN).param("radius", "5"), 400);
    }

    @Test
    void moreThanNinetyDaysAreRefusedAndMoreThanAThousandNeedPages() throws Exception {
        String next = "nachbarstadt";
        xml(get(HERE + "services.xml").param("jurisdiction_id", next), 200);
        jdbc.sql("""
            insert into report (municipality_id, category_id, address, place, description, released_text, channel, state,
                moderation, created_at, updated_at, answer_by, solve_by)
            select c.municipality_id, c.id, '', '', '', :word, 'FORM', 'RECEIVED', 'RELEASED', t, t, t, t
            from report_category c, generate_series(1, 1001) n, lateral (select timestamptz '2021-03-01' + n * interval '1 minute' t) at
            where c.municipality_id = :there and c.code = 'other'\
            """)
                .param("word", word)
                .param("there", people.foreignMunicipality())
                .update();
        try {
            assertThat(json(in2021(next, "2021-05-30T00:00:00Z"), 200)).hasSize(1000);
            assertThat(json(in2021(next, "2021-05-30T00:00:00 02:00"), 200)).hasSize(1000);
            JsonNode second = json(in2021(next, "2021-05-30").param("page", "2").param("page_size", "1000"), 200);
            assertThat(second).hasSize(1);
            error(in2021(next, "2021-06-01T00:00:01Z"), 400);
            error(in2021(next, "2021-02-01T00:00:00Z"), 400);
            error(in2021(next, "2021-04-01T00:00:00"), 400);
            String old = second.path(0).path("service_request_id").asString();
            assertThat(json(get(HERE + "requests.json").param("jurisdiction_id", next), 200)
                            .values())
                    .noneMatch(one -> one.path("description").asString().equals(word));
            assertThat(json(
                            in2021(next, "2031-06-01T00:00:01Z").param("service_request_id", old + ", x,999999999999"),
                            200))
                    .hasSize(1);
            assertThat(listed(Map.of("service_request_id", old)))
                    .as("of another jurisdiction")
                    .isEmpty();
        } finally {
            jdbc.sql("delete from report where released_text = :word")
                    .param("word", word)
                    .update();
        }
    }

    @Test
    void updatesAreWhatWasSaidInPublicAndOthersAreNotesForStaff() throws Exception {
        long number = reported.released("light", somewhere(), word);
        staff(() -> desk.answer(number, State.IN_PROGRESS, "Begonnen " + word));
        staff(() -> desk.note(number, "intern " + word));
        staff(() -> desk.answer(number, null, "Dauert noch " + word));
        staff(() -> desk.answer(number, State.DONE, "Fertig " + word));

        Element root = xml(
                get(HERE + "servicerequestupdates.xml")
                        .param("jurisdiction_id", TOWN)
                        .param(
                                "start_date",
                                Instant.now().minus(Duration.ofHours(1)).toString())
                        .param("end_date", Instant.now().plusSeconds(60).toString()),
                200);
        assertThat(root.getTagName()).isEqualTo("service_request_updates");
        List<Element> mine = children(root).stream()
                .filter(one -> text(one, "service_request_id").equals(Long.toString(number)))
                .toList();
        assertThat(mine).extracting(one -> text(one, "status")).containsExactly("IN_PROGRESS", "IN_PROGRESS", "FIXED");
        assertThat(mine)
                .extracting(one -> text(one, "description"))
                .containsExactly("Begonnen " + word, "Dauert noch " + word, "Fertig " + word);
        assertThat(names(mine.getFirst()))
                .containsExactly("update_id", "service_request_id", "status", "updated_datetime", "description");

        MockHttpServletRequestBuilder update = post(HERE + "servicerequestupdates.xml")
                .param("jurisdiction_id", TOWN)
                .param("api_key", people.key(Scope.WRITE_REPORTS))
                .param("service_request_id", Long.toString(number))
                .param("update_id", "7")
                .param("status", "OPEN")
                .param("email", "leser@example.org")
                .param("description", "Ist wieder kaputt " + word);
        String id = text(onlyChild(xml(update, 201)), "update_id");
        assertThat(text(onlyChild(xml(update, 201)), "update_id")).isEqualTo(id);
        assertThat(staff(() -> desk.listNotes(number)))
                .filteredOn(note -> note.text().contains("wieder kaputt"))
                .hasSize(1)
                .allMatch(note -> note.kind() == ReportNote.Kind.INTERNAL)
                .noneMatch(note -> note.text().contains("leser@"));
    }

    @Test
    void everyErrorIsInTheFormOfTheStandard() throws Exception {
        String key = people.key(Scope.WRITE_REPORTS);
        for (String format : List.of("xml", "json")) {
            assertThat(error(get(HERE + "services." + format), 400)).contains("jurisdiction_id", TOWN);
            assertThat(error(get(HERE + "services." + format).param("jurisdiction_id", ""), 400))
                    .contains("not provided");
            error(get(HERE + "requests." + format).param("jurisdiction_id", "nirgends"), 404);
            error(
                    get(HERE + "requests." + format)
                            .param("jurisdiction_id", TOWN)
                            .param("service_code", "gibtesnicht"),
                    404);
            error(
                    get(HERE + "requests." + format)
                            .param("jurisdiction_id", TOWN)
                            .param("status", "halb"),
                    400);
            error(get(HERE + "requests/999999999999." + format).param("jurisdiction_id", TOWN), 404);
            error(get(HERE + "requests/abc." + format).param("jurisdiction_id", TOWN), 404);
            error(get(HERE + "tokens/abc." + format).param("jurisdiction_id", TOWN), 404);
            error(get(HERE + "gibtesnicht." + format), 404);
            error(put(HERE + "requests." + format), 400);
            error(report(format), 403);
            error(report(format).param("api_key", "sk_falsch"), 403);
            error(report(format).param("api_key", people.key(Scope.READ_ALARMS)), 403);
            error(
                    post(HERE + "requests." + format)
                            .param("jurisdiction_id", "nachbarstadt")
                            .param("api_key", key)
                            .param("service_code", "road"),
                    403);
            error(report(format).param("api_key", key), 400);
            error(report(format).param("api_key", key).param("service_code", ""), 400);
            error(report(format).param("api_key", key).param("service_code", "gibtesnicht"), 404);
            error(report(format).param("api_key", key).param("service_code", "road"), 400);
            error(
                    report(format)
                            .param("api_key", key)
                            .param("service_code", "road")
                            .param("address_id", "7"),
                    400);
            error(
                    report(format)
                            .param("api_key", key)
                            .param("service_code", "road")
                            .param("lat", "50"),
                    400);
            error(
                    report(format)
                            .param("api_key", key)
                            .param("service_code", "road")
                            .param("address_string", "Markt 1")
                            .param("email", "kein-mail"),
                    400);
            error(
                    report(format)
                            .param("api_key", key)
                            .param("service_code", "road")
                            .param("address_string", "Markt 1")
                            .param("description", "x".repeat(4001)),
                    400);
        }
        assertThat(http.perform(report("json")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void aFormThatIsTooLargeIsRefusedInTheSameForm() throws Exception {
        assertThat(error(
                        report("json")
                                .contentType("multipart/form-data; boundary=x")
                                .content(new byte[11_000_000]),
                        400))
                .contains("10 MB");
    }

    @Test
    void theJurisdictionMayStandInTheAddressOrInTheForm() throws Exception {
        String key = people.key(Scope.WRITE_REPORTS);
        String form = "api_key=" + key + "&service_code=other&address_string=Markt+1&description=" + word;
        for (MockHttpServletRequestBuilder one : List.of(
                post(HERE + "requests.xml?jurisdiction_id=" + TOWN).content(form + "1"),
                post(HERE + "requests.xml").content(form + "2&jurisdiction_id=" + TOWN),
                post(HERE + "requests.xml?jurisdiction_id=").content(form + "3&jurisdiction_id=Musterstadt"))) {
            xml(one.contentType(MediaType.APPLICATION_FORM_URLENCODED), 201);
        }
    }

    @Test
    void aKeyThatSendsTooMuchIsToldToWait() throws Exception {
        String key = people.key(Scope.WRITE_REPORTS);
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 301; i++) {
            answers.add(http.perform(report("xml").param("api_key", key))
                    .andReturn()
                    .getResponse()
                    .getStatus());
        }
        assertThat(answers.subList(0, 300)).containsOnly(400);
        assertThat(error(report("xml").param("api_key", key), 429)).contains("later");
    }

    @Test
    void whateverIsSentIsNeverAnErrorOfTheServer() throws Exception {
        String key = people.key(Scope.WRITE_REPORTS);
        Random random = new Random(311);
        List<String> names = List.of(
                "service_request_id",
                "service_code",
                "start_date",
                "end_date",
                "status",
                "lat",
                "long",
                "radius",
                "detailed_status",
                "extensions",
                "updated_after",
                "updated_before",
                "max_requests",
                "just_count",
                "page",
                "page_size",
                "description",
                "address_string",
                "email",
                "media_url",
                "attribute[x][]",
                "first_name");
        List<String> values = List.of(
                "",
                "\u0000",
                "NaN",
                "-1",
                "1e999",
                "99999999999999999999",
                "0",
                "1",
                "true",
                "road",
                "50.3",
                "11.9",
                "' or 1=1 --",
                "+999999999-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2026-02-30",
                "2026-02-03T04:05:06+25:00",
                "x".repeat(5000),
                "\uD800",
                "<![CDATA[",
                ",,,",
                "1,2,3",
                "a@b",
                "open",
                "RECEIVED",
                "\u202E",
                "180",
                "90.0000001");
        List<String> paths =
                List.of("requests", "services", "servicerequestupdates", "services/%00", "tokens/%25", "requests/1");
        for (int i = 0; i < 400; i++) {
            String format = random.nextBoolean() ? "xml" : "json";
            boolean writes = random.nextInt(3) == 0;
            String path = paths.get(random.nextInt(writes ? 3 : paths.size()));
            var request = writes
                    ? post(HERE + path + "." + format).param("api_key", key)
                    : get(URI.create(HERE + path + "." + format));
            request.param("jurisdiction_id", TOWN);
            IntStream.range(0, random.nextInt(5))
                    .forEach(n -> request.param(
                            names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size()))));
            MockHttpServletResponse answer = http.perform(request).andReturn().getResponse();
            assertThat(answer.getStatus()).as(path).isLessThan(500);
            assertThat(String.valueOf(answer.getContentType())).doesNotContain("problem");
            assertThat(answer.getContentAsString()).doesNotContain("This request cannot be answered");
        }
    }

    private MockHttpServletRequestBuilder report(String format) {
        return post(HERE + "requests." + format).param("jurisdiction_id", TOWN);
    }

    private MockHttpServletRequestBuilder wish(String key) {
        return report("xml").param("api_key", key).param("address_string", "Markt 1 " + word);
    }

    private MockHttpServletRequestBuilder in2021(String town, String end) {
        return get(HERE + "requests.json")
                .param("jurisdiction_id", town)
                .param("start_date", "2021-03-01T00:00:00Z")
                .param("end_date", end);
    }

    private MockHttpServletRequestBuilder at(Position middle, String metres) {
        return get(HERE + "requests.json")
                .param("jurisdiction_id", TOWN)
                .param("lat", Double.toString(middle.lat()))
                .param("long", Double.toString(middle.lon()))
                .param("radius", metres);
    }

    private List<String> around(Position middle, String metres) throws Exception {
        return ids(json(at(middle, metres), 200));
    }

    private List<String> listed(Map<String, String> parameters) throws Exception {
        MockHttpServletRequestBuilder request = get(HERE + "requests.json").param("jurisdiction_id", TOWN);
        parameters.forEach(request::param);
        return ids(json(request, 200));
    }

    private JsonNode only(long number, String extensions) throws Exception {
        return json(
                        get(HERE + "requests/" + number + ".json")
                                .param("jurisdiction_id", TOWN)
                                .param("extensions", extensions),
                        200)
                .path(0);
    }

    private long number(RequestBuilder wish) throws Exception {
        return Long.parseLong(text(onlyChild(xml(wish, 201)), "service_request_id"));
    }

    private static List<String> ids(JsonNode requests) {
        return requests.values().stream()
                .map(one -> one.path("service_request_id").asString())
                .toList();
    }

    /** What the description says. */
    private String error(RequestBuilder request, int status) throws Exception {
        MockHttpServletResponse answer = http.perform(request).andReturn().getResponse();
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(body).isEqualTo(status);
        if (String.valueOf(answer.getContentType()).startsWith("application/json")) {
            JsonNode errors = JSON.readTree(body);
            assertThat(errors.isArray()).isTrue();
            assertThat(errors.path(0).path("code").asInt()).isEqualTo(status);
            return errors.path(0).path("description").asString();
        }
        Element errors = xml(answer);
        assertThat(errors.getTagName()).isEqualTo("errors");
        Element error = onlyChild(errors);
        assertThat(names(error)).containsExactly("code", "description");
        assertThat(text(error, "code")).isEqualTo(Integer.toString(status));
        return text(error, "description");
    }

    private JsonNode json(RequestBuilder request, int status) throws Exception {
        MockHttpServletResponse answer = http.perform(request).andReturn().getResponse();
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(body).isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/json");
        return JSON.readTree(body);
    }

    private Element xml(RequestBuilder request, int status) throws Exception {
        MockHttpServletResponse answer = http.perform(request).andReturn().getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        return xml(answer);
    }

    private static Element xml(MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getContentType()).startsWith("text/xml").containsIgnoringCase("utf-8");
        assertThat(answer.getContentAsString()).startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.getContentAsByteArray()))
                .getDocumentElement();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static List<String> names(Element parent) {
        return children(parent).stream().map(Element::getTagName).toList();
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(one -> one.getTagName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Element onlyChild(Element parent) {
        assertThat(children(parent)).hasSize(1);
        return children(parent).getFirst();
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent();
    }

    private <T> T staff(Supplier<T> work) {
        return as(people.officer(), work);
    }

    private void staff(Runnable work) {
        as(people.officer(), () -> {
            work.run();
            return true;
        });
    }
}
