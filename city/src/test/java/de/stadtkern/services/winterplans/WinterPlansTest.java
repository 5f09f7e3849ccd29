package de.stadtkern.services.winterplans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** Winter plans from their wish to the plan in force. */
@TownTest
class WinterPlansTest {

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    private final String mark = UUID.randomUUID().toString();
    private long vehicle;

    @BeforeEach
    void haveASpreader() {
        long depot = jdbc.sql("""
            insert into fleet_depot (municipality_id, name, address, pt)
            values (:here, :mark, :mark, point(7.7, 49.44)) returning id\
            """)
                .param("here", people.municipality())
                .param("mark", mark)
                .query(Long.class)
                .single();
        vehicle = jdbc.sql("""
            insert into fleet_vehicle
                (municipality_id, name, kind, equipment, needs, depot_id, capacity, capacity_unit, energy)
            values (:here, :mark, 'SPREADER', '{}', '{}', :depot, 2, 't', 'DIESEL') returning id\
            """)
                .param("here", people.municipality())
                .param("mark", mark)
                .param("depot", depot)
                .query(Long.class)
                .single();
    }

    @Test
    void aPlanIsMadeAndSaysThatNoStreetHasAClassWhileThereIsNone() throws Exception {
        String path = created();
        assertThat(page(path)).contains(mark, "Touren rechnen");
        assertThat(page("/winterplans")).contains(mark, "2.000 kg", "noch nicht gerechnet");
        assertThat(send(post(path + "/in-force"), people.officer()).getStatus()).isEqualTo(409);
        assertThat(send(get(path + "/nights"), people.officer()).getStatus()).isEqualTo(404);
    }

    @Test
    void whatIsComputedIsPutInForceAndOrdersMayUseIt() throws Exception {
        String path = created();
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        long plan = jdbc.sql("""
            insert into tour_plan (municipality_id, name, created_by, goal, origin, jobs, vehicles)
            values (:here, :mark, :mark,
                '{"profile": "CAR", "perKilometre": 1, "perHour": 1, "seconds": 1}', :path,
                '[{"id": 1, "name": "Nordring", "course": [{"lon": 7.71, "lat": 49.44}], "oneWay": true,
                   "metres": 0, "seconds": 60, "demand": 1, "urgency": 1, "due": "07:00:00"},
                  {"id": 2, "name": "Fernweg", "course": [{"lon": 9.7, "lat": 49.44}], "oneWay": true,
                   "metres": 0, "seconds": 60, "demand": 1, "urgency": 1, "due": "07:00:00"}]',
                '[{"id": 1, "name": "Streuer", "depot": {"lon": 7.7, "lat": 49.44}, "begin": "03:30:00"}]')
            returning id\
            """)
                .param("here", people.municipality())
                .param("mark", mark)
                .param("path", path)
                .query(Long.class)
                .single();
        jdbc.sql("update winterplans_plan set plan_id = :plan where id = :id")
                .param("plan", plan)
                .param("id", id)
                .update();
        assertThat(send(
                                post("/planning/" + plan + "/solve")
                                        .param("profile", "CAR")
                                        .param("perKilometre", "1")
                                        .param("perHour", "1")
                                        .param("seconds", "1"),
                                people.officer())
                        .getStatus())
                .isEqualTo(302);
        await().atMost(Duration.ofSeconds(60)).until(() -> page(path).contains("Was der Plan schafft"));

        assertThat(page(path))
                .contains("Fernweg", "Kein Fahrzeug kann bis dahin dort fertig sein", "50,0", "Zum Vergleich");
        assertThat(send(post(path + "/in-force"), people.officer()).getStatus()).isEqualTo(302);
        assertThat(page(path)).contains("Dieser Plan gilt");
        assertThat(jdbc.sql("select in_force from tour_plan where id = :id")
                        .param("id", plan)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(page(path + "/nights")).contains("Nächte im Rückblick");
        assertThat(send(get(path + "/nights?from=gestern"), people.officer()).getStatus())
                .isEqualTo(400);
    }

    @Test
    void onlyTheDutyOfficerChangesAndNobodyElseSees() throws Exception {
        String path = created();
        assertThat(send(get(path), people.crew()).getStatus()).isEqualTo(200);
        assertThat(send(get(path), people.foreignOfficer()).getStatus()).isEqualTo(404);
        assertThat(send(get("/winterplans"), people.citizen()).getStatus()).isEqualTo(403);
        for (String step : List.of("/compute", "/in-force", "/delete")) {
            assertThat(send(post(path + step), people.crew()).getStatus())
                    .as(step)
                    .isEqualTo(403);
            assertThat(send(post(path + step), people.foreignOfficer()).getStatus())
                    .as(step)
                    .isEqualTo(404);
        }
        assertThat(send(wish(), people.crew()).getStatus()).isEqualTo(403);
        assertThat(send(post(path + "/delete"), people.officer()).getStatus()).isEqualTo(302);
        assertThat(send(get(path), people.officer()).getStatus()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | | Der Name fehlt",
                "alarm | früh | keine Uhrzeit",
                "speed | 200 | keine Zahl von 5 bis 60",
                "class-1 | | mindestens eine Dringlichkeit",
                "kind | DANCE | DANCE"
            })
    void badInputIsAnsweredAtItsField(String field, @Nullable String value, String answer) throws Exception {
        MockHttpServletResponse refused = send(wish(field, value == null ? "" : value), people.officer());
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains(answer);
    }

    @Test
    void theMunicipalitySetsItsDeadlines() throws Exception {
        MockHttpServletRequestBuilder wrong = post("/winterplans/deadlines");
        MockHttpServletRequestBuilder right = post("/winterplans/deadlines");
        for (String days : List.of("workday-", "weekend-")) {
            right.param(days + 1, "07:00").param(days + 2, "09:30").param(days + 3, "12:00");
            wrong.param(days + 1, "07:00").param(days + 2, "06:30").param(days + 3, "12:00");
        }
        assertThat(send(wrong, people.officer()).getStatus()).isEqualTo(400);
        assertThat(send(right, people.crew()).getStatus()).isEqualTo(403);
        assertThat(send(right, people.officer()).getStatus()).isEqualTo(302);
        assertThat(page("/winterplans")).contains("value=\"09:30\"");
    }

    private String created() throws Exception {
        MockHttpServletResponse made = send(wish(), people.officer());
        assertThat(made.getStatus()).as(made.getContentAsString()).isEqualTo(302);
        return made.getRedirectedUrl() == null ? "" : made.getRedirectedUrl().replaceAll("\\?.*", "");
    }

    private MockHttpServletRequestBuilder wish() {
        return wish("", "");
    }

    /** What is usual, but for one field. */
    private MockHttpServletRequestBuilder wish(String field, String value) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "name",
                mark,
                "kind",
                "SALT",
                "class-1",
                "true",
                "alarm",
                "03:30",
                "speed",
                "30",
                "grams",
                "15",
                "minutes",
                "10",
                "seconds",
                "1",
                "vehicle-" + vehicle,
                "true"));
        if (!field.isEmpty()) {
            fields.put(field, value);
        }
        MockHttpServletRequestBuilder wish = post("/winterplans");
        fields.forEach((name, text) -> wish.param(name, text));
        return wish;
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, UserDetails who) throws Exception {
        return http.perform(request.with(user(who)).with(csrf()).accept(MediaType.TEXT_HTML))
                .andReturn()
                .getResponse();
    }

    private String page(String path) throws Exception {
        MockHttpServletResponse response = send(get(path), people.officer());
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
