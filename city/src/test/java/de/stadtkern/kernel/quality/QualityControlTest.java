package de.stadtkern.kernel.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the value that a device sends to the flag beside it. */
@TownTest
class QualityControlTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    Quality quality;

    @Autowired
    RunSchedule history;

    @Autowired
    FlagRows flagRows;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    private long series;

    @BeforeEach
    void setUp() throws Exception {
        series = devices.station("Güte " + UUID.randomUUID()).air();
    }

    @Test
    void aValueOutsideOfItsSpanIsFlaggedAndItsRawValueStays() throws Exception {
        check(series, "\"suspectTo\": 35, \"failTo\": 50");
        observe(0, 20, 40, 60, 21);
        assertThat(flags()).containsExactly("10-10 SUSPECT range", "20-20 FAIL range");
        assertThat(jdbc.sql("select count(*) from observation where datastream_id = :id")
                        .param("id", series)
                        .query(Long.class)
                        .single())
                .isEqualTo(4);
        assertThat(flagOf(30)).isEqualTo(1);
    }

    @Test
    void neighboursWithTheSameFlagAreOneSpan() throws Exception {
        check(series, "\"suspectTo\": 35");
        observe(0, 20, 40, 41, 42, 21, 40);
        assertThat(flags()).containsExactly("10-30 SUSPECT range", "50-50 SUSPECT range");
    }

    @Test
    void aLateValueIsJudgedAtItsPlaceWithItsNeighbours() throws Exception {
        check(series, "\"spikeSuspect\": 5");
        observe(0, 20, 30);
        assertThat(flags()).isEmpty();
        observe(20, 20);
        assertThat(flags()).containsExactly("10-10 SUSPECT spike");
        // between the two it turns out to have been a real rise
        observe(15, 30);
        observe(5, 30);
        assertThat(flags()).isEmpty();
    }

    @Test
    void theCollapseOfATensiometerIsSeenWithWhatIsSuggested() throws Exception {
        Suggestion tension = Suggestion.find("urn:soil_water_tension").orElseThrow();
        check(
                series,
                "\"rateSuspect\": %s, \"failTo\": %s"
                        .formatted(
                                tension.settings().get("rateSuspect"),
                                tension.settings().get("failTo")));
        observe(0, 80, 82, 84, 0, 0);
        assertThat(flags()).containsExactly("30-30 SUSPECT rate");
    }

    @Test
    void theCheckOfTheDatastreamComesBeforeThatOfItsProperty() throws Exception {
        String property = jdbc.sql("""
                        select p.definition from datastream d join observed_property p on p.id = d.observed_property_id
                        where d.id = :id""").param("id", series).query(String.class).single();
        jdbc.sql("delete from quality_check where property = :p")
                .param("p", property)
                .update();
        long wide = id(json(
                "POST",
                "/quality/api/checks",
                "{\"property\": \"%s\", \"suspectTo\": 35}".formatted(property),
                people.officer()));
        check(series, "\"suspectTo\": 45");
        observe(0, 40, 50);
        assertThat(flags()).containsExactly("10-10 SUSPECT range");
        assertThat(json("DELETE", "/quality/api/checks/" + wide, null, people.officer())
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void withoutACheckNothingIsEvaluated() throws Exception {
        observe(0, 999);
        assertThat(flags()).isEmpty();
        assertThat(flagOf(0)).isEqualTo(2);
    }

    @Test
    void aPersonMarksASpanWithAReasonAndMayTakeItBack() throws Exception {
        check(series, "\"suspectTo\": 35");
        observe(0, 20, 40, 21);
        long good = id(mark(10, 15, "GOOD", "Grillfest am Rathaus", people.officer()));
        assertThat(flags()).containsExactly("10-15 GOOD manual");
        assertThat(flagOf(10)).isEqualTo(1);
        JsonNode flag = read("/quality/api/datastreams/%d/flags".formatted(series), people.crew())
                .get(0);
        assertThat(flag.path("by").asString()).isEqualTo("Test leitung");
        assertThat(flag.path("reason").asString()).isEqualTo("Grillfest am Rathaus");

        json("POST", "/quality/api/marks/" + good + "/take-back", null, people.officer());
        assertThat(flags()).containsExactly("10-10 SUSPECT range");
        assertThat(json("POST", "/quality/api/marks/" + good + "/take-back", null, people.officer())
                        .getStatus())
                .isEqualTo(409);
        assertThat(jdbc.sql("select count(*) from audit_entry where action in ('quality.marked', 'quality.taken-back')"
                                + " and detail like :id")
                        .param("id", good + "%")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
        assertThat(page("/quality/datastreams/" + series, people.crew()))
                .contains("Grillfest am Rathaus", "zurückgenommen von Test leitung");
    }

    @Test
    void aggregatesLeaveBadValuesOutAndSayTheirShare() throws Exception {
        check(series, "\"failTo\": 50");
        observe(0, 10, 99, 20, 30, 99, 40);
        observe(60, 10, 10, 10, 10, 10, 99);
        JsonNode hours = read(
                "/quality/api/datastreams/%d/aggregates?width=HOUR&from=%s&until=%s".formatted(series, start, at(120)),
                people.crew());
        assertThat(hours).hasSize(2);
        assertThat(hours.get(0).path("validShare").asDouble()).isEqualTo(4 / 6.0);
        assertThat(hours.get(0).path("mean").isNull()).isTrue();
        assertThat(hours.get(0).path("max").asDouble()).isEqualTo(40);
        assertThat(hours.get(1).path("expected").asLong()).isEqualTo(6);
        assertThat(hours.get(1).path("valid").asLong()).isEqualTo(5);
        assertThat(hours.get(1).path("mean").asDouble()).isEqualTo(10);
        assertThat(page("/quality/datastreams/%d?width=HOUR".formatted(series), people.crew()))
                .contains("zu wenig gültig");
    }

    @Test
    void aDayOfTheTownIsTheDayOnItsClocks() throws Exception {
        Instant midnight = Instant.now()
                .atZone(TOWN)
                .toLocalDate()
                .minusDays(2)
                .atStartOfDay(TOWN)
                .toInstant();
        for (int hour = -2; hour < 24; hour++) {
            send(midnight.plus(Duration.ofHours(hour)), 5);
        }
        JsonNode days = read("/quality/api/datastreams/%d/aggregates".formatted(series), people.crew());
        assertThat(days).hasSize(2);
        assertThat(days.get(0).path("mean").isNull()).isTrue();
        assertThat(Instant.parse(days.get(1).path("start").asString())).isEqualTo(midnight);
        assertThat(days.get(1).path("values").asLong()).isEqualTo(24);
        assertThat(days.get(1).path("mean").asDouble()).isEqualTo(5);
    }

    @Test
    void historyIsJudgedAgainWithTheChecksOfNow() throws Exception {
        observe(0, 20, 40, 21);
        send(start.minus(Duration.ofDays(70)), 90);
        check(series, "\"suspectTo\": 35");
        assertThat(flags()).isEmpty();
        Instant since = start.minus(Duration.ofDays(100));
        MockHttpServletResponse begun =
                json("POST", "/quality/api/runs", "{\"since\": \"%s\"}".formatted(since), people.officer());
        long run = id(begun);
        assertThat(json("POST", "/quality/api/runs", "{\"since\": \"%s\"}".formatted(since), people.officer())
                        .getStatus())
                .isIn(200, 409);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            history.work();
            return read("/quality/api/runs/" + run, people.crew())
                    .path("state")
                    .asString()
                    .equals("DONE");
        });
        JsonNode line = read("/quality/api/runs/" + run, people.crew());
        assertThat(line.path("percent").asInt()).isEqualTo(100);
        assertThat(line.path("done").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(flags()).containsExactly("10-10 SUSPECT range");
        assertThat(quality.flags(series, since, start)).hasSize(1);
        assertThat(flagOf(0)).isEqualTo(1);
        assertThat(page("/quality/runs", people.crew())).contains("100 %", "Test leitung");
    }

    @Test
    void flagsGoWhenTheirValuesAreOver() throws Exception {
        check(series, "\"suspectTo\": 35");
        observe(0, 40, 20, 40);
        jdbc.sql(
                        "insert into datastream_keeping (datastream_id, keep_days, raw_since) values (:id, 1, :since::timestamptz)")
                .param("id", series)
                .param("since", at(10).toString())
                .update();
        flagRows.removeWhatIsOver();
        assertThat(flags()).containsExactly("20-20 SUSPECT range");
    }

    @Test
    void aRunCanBeCancelled() throws Exception {
        long run = jdbc.sql("""
                        insert into quality_run (municipality_id, since, state, total, person_name, started_at)
                        values (:m, now(), 'RUNNING', 5, 'x', now()) returning id""")
                .param("m", people.foreignMunicipality())
                .query(Long.class)
                .single();
        assertThat(json("POST", "/quality/api/runs/%d/cancel".formatted(run), null, people.officer())
                        .getStatus())
                .isEqualTo(404);
        json("POST", "/quality/api/runs/%d/cancel".formatted(run), null, people.foreignOfficer());
        assertThat(read("/quality/api/runs/" + run, people.foreignOfficer())
                        .path("state")
                        .asString())
                .isIn("CANCELLED", "DONE");
    }

    @Test
    void theWorstComesFirst() throws Exception {
        check(series, "\"suspectTo\": 35");
        observe(0, 20, 40, 41, 42);
        JsonNode lines = read("/quality/api?period=WEEK", people.crew());
        double before = 1;
        for (JsonNode line : lines) {
            assertThat(line.path("share").asDouble()).isLessThanOrEqualTo(before);
            before = line.path("share").asDouble();
        }
        assertThat(lines.toString()).contains("\"datastream\":%d,".formatted(series));
        assertThat(page("/quality?period=WEEK", people.crew())).contains("75,0 %");
    }

    @ParameterizedTest
    @CsvSource({
        "failTo,warm",
        "suspectTo,NaN",
        "spikeSuspect,-1",
        "rateFail,0",
        "flatSuspect,0",
        "flatFail,10081",
        "quietSuspect,1e400",
        "seasons,13-2 0 1",
        "seasons,1-2 5 1",
        "datastream,999999999",
        "property,urn:measured-by-nobody",
        "nosuchfield,1"
    })
    void whatIsWrongIsSaidAtItsField(String field, String value) throws Exception {
        String target =
                field.equals("datastream") || field.equals("property") ? "" : "\"datastream\": %d, ".formatted(series);
        MockHttpServletResponse answer = json(
                "POST",
                "/quality/api/checks",
                "{%s\"flatTolerance\": 1, \"quietMinutes\": 60, \"quietFewest\": 1, \"%s\": \"%s\"}"
                        .formatted(target, field, value)
                        .replace("\"flatTolerance\": 1, \"flatTolerance\"", "\"flatTolerance\""),
                people.officer());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(JSON.readTree(answer.getContentAsString()).path("field").asString())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "flags?from=x,400",
        "flags?from=%2B999999999-01-01T00:00,400",
        "flags?from=2000-01-01T00:00,400",
        "flags?from=2026-01-02T00:00&until=2026-01-01T00:00,400",
        "aggregates?width=YEAR,400",
        "aggregates?width=MONTH,200"
    })
    void aSpanThatIsNoneIsRefused(String query, int status) throws Exception {
        assertThat(http.perform(MockMvcRequestBuilders.get(
                                        java.net.URI.create("/quality/api/datastreams/%d/%s".formatted(series, query)))
                                .with(user(people.crew())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(status);
    }

    @Test
    void othersSeeAndChangeNothing() throws Exception {
        long check = check(series, "\"suspectTo\": 35");
        observe(0, 40);
        for (String path : List.of("/quality/api/datastreams/%d/flags", "/quality/datastreams/%d")) {
            assertThat(json("GET", path.formatted(series), null, people.foreignOfficer())
                            .getStatus())
                    .isEqualTo(404);
        }
        assertThat(json("GET", "/quality/api/checks/" + check, null, people.foreignOfficer())
                        .getStatus())
                .isEqualTo(404);
        assertThat(mark(0, 10, "GOOD", "Weil", people.foreignOfficer()).getStatus())
                .isEqualTo(404);
        assertThat(mark(0, 10, "GOOD", "Weil", people.crew()).getStatus()).isEqualTo(403);
        assertThat(mark(0, 10, "GOOD", " ", people.officer()).getStatus()).isEqualTo(400);
        assertThat(mark(10, 0, "GOOD", "Weil", people.officer()).getStatus()).isEqualTo(400);
        assertThat(mark(0, 10, "MISSING", "Weil", people.officer()).getStatus()).isEqualTo(400);
        assertThat(json("GET", "/quality/api", null, people.citizen()).getStatus())
                .isEqualTo(403);
        assertThat(read("/quality/api?period=WEEK", people.foreignOfficer()).toString())
                .doesNotContain("\"datastream\":%d,".formatted(series));
        String key = people.key(Scope.READ_INTERNAL_OBSERVATIONS);
        assertThat(http.perform(MockMvcRequestBuilders.get("/quality/api/datastreams/{id}/flags", series)
                                .header("Authorization", "Bearer " + key))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("SUSPECT");
    }

    @Test
    void theFormOffersWhatIsSuggestedAndKeepsWhatIsTyped() throws Exception {
        assertThat(page("/quality/checks/new?property=urn:air_temperature", people.officer()))
                .contains("value=\"85\"", "value=\"-40\"");
        MockHttpServletResponse wrong = http.perform(MockMvcRequestBuilders.post("/quality/checks/new")
                        .param("datastream", Long.toString(series))
                        .param("failTo", "heiß")
                        .with(csrf())
                        .with(user(people.officer())))
                .andReturn()
                .getResponse();
        assertThat(wrong.getStatus()).isEqualTo(400);
        assertThat(wrong.getContentAsString()).contains("href=\"#failTo\"", "value=\"heiß\"");
        long check = check(series, "\"seasons\": \"11-2 -25 20\"");
        assertThat(page("/quality/checks/" + check, people.officer())).contains("11-2 -25 20");
        assertThat(page("/quality/checks/" + check, people.crew())).contains("11-2 -25 20");
        assertThat(page("/quality/checks", people.crew())).contains("Jahreszeit");
    }

    private long check(long datastream, String fields) throws Exception {
        return id(json(
                "POST",
                "/quality/api/checks",
                "{\"datastream\": %d, %s}".formatted(datastream, fields),
                people.officer()));
    }

    /** Values ten minutes apart, from so many minutes after the start; everything that listens has dealt with them. */
    private void observe(int minutes, double... values) throws Exception {
        for (int i = 0; i < values.length; i++) {
            send(at(minutes + i * 10), values[i]);
        }
    }

    private void send(Instant time, double value) throws Exception {
        devices.create(
                "Datastreams(%d)/Observations".formatted(series),
                "{\"phenomenonTime\": \"%s\", \"result\": %s}".formatted(time, value));
        await().until(() -> jdbc.sql("""
                                select count(*) from event_publication
                                where status in ('PUBLISHED', 'PROCESSING')
                                    and publication_date > now() - interval '1 minute'""").query(Long.class).single() == 0);
    }

    /** As minutes after the start, flag and test. */
    private List<String> flags() {
        List<String> flags = new ArrayList<>();
        for (Flagged one : quality.flags(series, start, at(120))) {
            flags.add("%d-%d %s %s"
                    .formatted(
                            Duration.between(start, one.from()).toMinutes(),
                            Duration.between(start, one.until()).toMinutes(),
                            one.flag(),
                            one.test()));
        }
        return flags;
    }

    private int flagOf(int minutes) {
        return jdbc.sql("select quality_flag_of(:series, :time::timestamptz)")
                .param("series", series)
                .param("time", at(minutes).toString())
                .query(Integer.class)
                .single();
    }

    private MockHttpServletResponse mark(int from, int until, String flag, String reason, UserDetails who)
            throws Exception {
        return json(
                "POST",
                "/quality/api/datastreams/%d/marks".formatted(series),
                "{\"from\": \"%s\", \"until\": \"%s\", \"flag\": \"%s\", \"reason\": \"%s\"}"
                        .formatted(at(from), at(until), flag, reason),
                who);
    }

    private Instant at(int minutes) {
        return start.plus(Duration.ofMinutes(minutes));
    }

    private long id(MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return JSON.readTree(answer.getContentAsString()).path("id").asLong();
    }

    private JsonNode read(String path, UserDetails who) throws Exception {
        MockHttpServletResponse answer = json("GET", path, null, who);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return JSON.readTree(answer.getContentAsString());
    }

    private String page(String path, UserDetails who) throws Exception {
        MockHttpServletResponse answer = http.perform(MockMvcRequestBuilders.get(path)
                        .accept(MediaType.TEXT_HTML)
                        .with(user(who)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse json(String method, String path, @Nullable String body, UserDetails who)
            throws Exception {
        var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path)
                .accept(MediaType.APPLICATION_JSON)
                .with(csrf())
                .with(user(who));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        return http.perform(request).andReturn().getResponse();
    }
}
