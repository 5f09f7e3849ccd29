package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/** What people see and do at the alarm desk, and what others do not. */
@TownTest
class AlarmPageTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    private AlarmDesk desk;
    private long series;
    private long rule;
    private long alarm;

    @BeforeEach
    void setUp() throws Exception {
        desk = new AlarmDesk(http, jdbc, devices);
        series = devices.station("Brücke " + UUID.randomUUID()).surface();
        rule = desk.rule(people.officer(), "\"datastream\": %d, \"raiseAt\": 0, \"clearAt\": 0.5".formatted(series));
        desk.observe(series, Instant.now().minusSeconds(60), -1.5);
        alarm = desk.alarms(rule, people.officer())
                .getFirst()
                .path("alarm")
                .path("id")
                .asLong();
    }

    @Test
    void theDeskShowsValueUnitTimeAndState() throws Exception {
        assertThat(page("/alarms", people.crew()).getContentAsString())
                .contains("/alarms/" + alarm, "−1,5 °C", "aktiv, nicht quittiert", "Noch niemand hat quittiert");
    }

    @Test
    void acknowledgingAndClearingDoNotDependOnEachOther() throws Exception {
        act("ACKNOWLEDGE", "Streuwagen ist unterwegs");
        assertThat(desk.states(rule, people.officer())).containsExactly("ACKNOWLEDGED");
        desk.observe(series, Instant.now(), 2);
        assertThat(desk.states(rule, people.officer())).containsExactly("DONE");

        desk.observe(series, Instant.now(), -2);
        desk.observe(series, Instant.now(), 2);
        assertThat(desk.states(rule, people.officer())).containsExactly("DONE", "CLEARED");
    }

    @Test
    void whoSawItDecidedWhatAndWhyStaysWithTheAlarm() throws Exception {
        act("ACKNOWLEDGE", "Streuwagen ist unterwegs");
        act("CLOSE", "Fühler defekt, Ersatz bestellt");
        assertThat(page("/alarms/" + alarm, people.crew()).getContentAsString())
                .contains("Test leitung", "Streuwagen ist unterwegs", "Fühler defekt, Ersatz bestellt");
        JsonNode done = desk.read("/alarms/api/" + alarm, people.officer()).path("done");
        assertThat(done.get(0).path("act").asString()).isEqualTo("ACKNOWLEDGE");
        assertThat(done.get(1).path("person").asString()).isEqualTo("Test leitung");
        // still below the limit: what a person has closed does not come again until it was over
        desk.observe(series, Instant.now(), -3);
        assertThat(desk.states(rule, people.officer())).containsExactly("DONE");
    }

    @Test
    void theSecondToAcknowledgeIsToldWhoWasFirst() throws Exception {
        act("ACKNOWLEDGE", "Ich");
        MockHttpServletResponse second = send(
                post("/alarms/{id}", alarm).param("act", "ACKNOWLEDGE").param("reason", "Auch ich"), people.officer());
        assertThat(second.getStatus()).isEqualTo(409);
        assertThat(second.getContentAsString()).contains("Test leitung hat schon quittiert");
    }

    @ParameterizedTest
    @CsvSource({
        "ACKNOWLEDGE,'',,reason",
        "SILENCE,Weil,0,hours",
        "SILENCE,Weil,169,hours",
        "SILENCE,Weil,,hours",
        "LAUNCH,Weil,,act"
    })
    void whatIsWrongIsSaidAtItsFieldAndNothingChanges(String act, String reason, String hours, String field)
            throws Exception {
        MockHttpServletResponse answer = send(
                post("/alarms/{id}", alarm)
                        .param("act", act)
                        .param("reason", reason)
                        .param("hours", hours == null ? "" : hours),
                people.officer());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("href=\"#" + field + "\"");
        assertThat(desk.read("/alarms/api/" + alarm, people.officer()).path("done"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "name,' '",
        "raiseAt,kalt",
        "raiseAt,NaN",
        "clearAt,-1",
        "dwellMinutes,1441",
        "dwellMinutes,-1",
        "needed,2",
        "window,21",
        "datastream,999999999",
        "datastream,x",
        "property,urn:measured-by-nobody",
        "severity,BAD",
        "from,25:00",
        "person1,999999999",
        "after1,x",
        "municipality,999999"
    })
    void aWrongFieldOfARuleIsNamedByPageAndApi(String field, String value) throws Exception {
        MockHttpServletRequestBuilder form = post("/alarms/rules/new");
        StringBuilder json = new StringBuilder();
        var fields = new LinkedHashMap<String, String>(Map.of(
                "name",
                "Neu " + UUID.randomUUID(),
                "severity",
                "MAJOR",
                "kind",
                "THRESHOLD",
                "datastream",
                Long.toString(series),
                "direction",
                "BELOW",
                "raiseAt",
                "0",
                "clearAt",
                "0,5",
                "from",
                "00:00",
                "until",
                "00:00"));
        fields.put("active", "true");
        fields.putAll(Map.of("day1", "true", "dwellMinutes", "0", "needed", "1", "window", "1"));
        if (field.equals("after1")) {
            fields.put("person1", Long.toString(people.add("leitung", Role.DUTY_OFFICER, people.municipality())));
        }
        if (field.equals("property")) {
            fields.put("datastream", "");
        }
        fields.put(field, value);
        fields.forEach(form::param);
        MockHttpServletResponse page = send(form, people.officer());
        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.getContentAsString()).contains("href=\"#" + field + "\"");

        fields.forEach((name, text) ->
                json.append(json.isEmpty() ? "{" : ", ").append("\"%s\": \"%s\"".formatted(name, text)));
        MockHttpServletResponse answer = desk.json("POST", "/alarms/api/rules", json + "}", people.officer());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(answer.getContentAsString()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void whatIsNoObjectOrHasUnknownFieldsIsRefused() throws Exception {
        for (String body : List.of("[]", "7", "{\"nix\": 1}", "{\"name\": []}", "{", "{\"name\": {}}")) {
            assertThat(desk.json("POST", "/alarms/api/rules", body, people.officer())
                            .getStatus())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void aRuleIsMadeAndChangedOnItsPage() throws Exception {
        String name = "Neu " + UUID.randomUUID();
        MockHttpServletRequestBuilder form = post("/alarms/rules/new")
                .param("name", name)
                .param("severity", "CRITICAL")
                .param("kind", "THRESHOLD")
                .param("datastream", Long.toString(series))
                .param("direction", "BELOW")
                .param("raiseAt", "−0,5")
                .param("clearAt", "0,5")
                .param("dwellMinutes", "10")
                .param("needed", "1")
                .param("window", "1")
                .param("day1", "true")
                .param("from", "06:00")
                .param("until", "20:00")
                .param("active", "true");
        MockHttpServletResponse made = send(form, people.officer());
        assertThat(made.getStatus()).isEqualTo(302);
        assertThat(page(String.valueOf(made.getRedirectedUrl()), people.officer())
                        .getContentAsString())
                .contains(name, "value=\"-0.5\"", "value=\"06:00\"");
        assertThat(send(form, people.officer()).getStatus()).isEqualTo(409);
    }

    @Test
    void othersSeeAndDoNothing() throws Exception {
        String acts = "{\"act\": \"CLOSE\", \"reason\": \"fremd\"}";
        for (UserDetails stranger : List.of(people.foreignOfficer(), people.foreignAdministrator(), people.citizen())) {
            assertThat(page("/alarms/" + alarm, stranger).getStatus()).isEqualTo(404);
            assertThat(page("/alarms/rules/" + rule, stranger).getStatus()).isEqualTo(404);
            assertThat(desk.json("GET", "/alarms/api/" + alarm, null, stranger).getStatus())
                    .isIn(403, 404);
            assertThat(desk.json("POST", "/alarms/api/" + alarm + "/acts", acts, stranger)
                            .getStatus())
                    .isEqualTo(404);
            assertThat(desk.json("PUT", "/alarms/api/rules/" + rule, "{\"active\": false}", stranger)
                            .getStatus())
                    .isEqualTo(404);
        }
        assertThat(desk.read("/alarms/api?state=ALL", people.foreignOfficer()).toString())
                .doesNotContain("\"ruleId\":" + rule + ",");
        assertThat(desk.json("POST", "/alarms/api/" + alarm + "/acts", acts, people.crew())
                        .getStatus())
                .isEqualTo(403);
        assertThat(desk.json("PUT", "/alarms/api/rules/" + rule, "{\"active\": false}", people.crew())
                        .getStatus())
                .isEqualTo(403);
        assertThat(desk.json("GET", "/alarms/api", null, null).getStatus()).isIn(401, 403);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
    }

    @Test
    void aRuleWatchesNothingOfTheTownNextDoor() throws Exception {
        MockHttpServletResponse answer = desk.json(
                "POST",
                "/alarms/api/rules",
                "{\"name\": \"Spion\", \"datastream\": %d, \"raiseAt\": 0, \"clearAt\": 1}".formatted(series),
                people.foreignOfficer());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("\"field\":\"datastream\"");
    }

    @Test
    void aKeyForReadingReadsAndDoesNothingElse() throws Exception {
        String reading = "Bearer " + people.key(Scope.READ_ALARMS);
        assertThat(http.perform(get("/alarms/api").header("Authorization", reading))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("\"id\":" + alarm + ",");
        assertThat(http.perform(post("/alarms/api/{id}/acts", alarm)
                                .with(csrf())
                                .header("Authorization", reading)
                                .contentType("application/json")
                                .content("{\"act\": \"CLOSE\", \"reason\": \"x\"}"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isIn(401, 403);
        String writing = "Bearer " + people.key(Scope.WRITE_OBSERVATIONS);
        assertThat(http.perform(get("/alarms/api").header("Authorization", writing))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isIn(401, 403);
    }

    private void act(String act, String reason) throws Exception {
        assertThat(send(post("/alarms/{id}", alarm).param("act", act).param("reason", reason), people.officer())
                        .getStatus())
                .isEqualTo(302);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, UserDetails who) throws Exception {
        return http.perform(request.with(csrf()).with(user(who)).accept("text/html"))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse page(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who)).accept("text/html"))
                .andReturn()
                .getResponse();
    }
}
