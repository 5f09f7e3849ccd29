package de.stadtkern.kernel.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TownTest
class MonitoringTest {

    private static final Path BOARD = Path.of("../deploy/grafana/stadtkern.json");
    private static final Pattern FIGURE =
            Pattern.compile("\\b(?:stadtkern|http|hikaricp|jvm|process|system|up)_[a-z_]+");

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Test
    void everyFigureOfTheBoardIsOneThatTheProgramGives() throws Exception {
        body(get("/winter"));
        String figures = body(get("/actuator/prometheus"), people.administrator());
        var asked = new TreeSet<String>();
        for (JsonNode panel : new JsonMapper().readTree(Files.readString(BOARD)).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                FIGURE.matcher(target.path("expr").asString()).results().forEach(name -> asked.add(name.group()));
            }
        }
        assertThat(asked)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(figures).contains("\n" + name));
    }

    @Test
    void figuresAreNotForEverybody() throws Exception {
        assertThat(http.perform(get("/actuator/prometheus"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isNotEqualTo(200);
        assertThat(http.perform(get("/actuator/prometheus").with(user(people.crew())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void livenessAndReadinessAreForEverybody() throws Exception {
        for (String probe : List.of("", "/liveness", "/readiness")) {
            assertThat(body(get("/actuator/health" + probe))).contains("\"UP\"");
        }
    }

    @Test
    void everybodyLearnsTheVersionAndAdministratorsWhatItRunsOn() throws Exception {
        assertThat(body(get("/version"))).contains("\"commit\"").doesNotContain("postgresql");
        assertThat(body(get("/version"), people.administrator()))
                .containsPattern("\"schema\":\"[0-9]{8}")
                .contains("\"postgresql\":\"");
    }

    @Test
    void administratorsSeeTheSettingsButNoSecret() throws Exception {
        String page = body(get("/administration/settings"), people.administrator());
        assertThat(page)
                .contains("stadtkern.roadweather.reach-metres", "700", "how far around a station")
                .contains("stadtkern.db", "gesetzt (wird nicht gezeigt)")
                .doesNotContain("jdbc:");
    }

    @Test
    void otherPeopleDoNotSeeTheSettings() throws Exception {
        for (UserDetails other : List.of(people.crew(), people.officer())) {
            assertThat(http.perform(get("/administration/settings").with(user(other)))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(403);
        }
    }

    @Test
    void everybodySeesWhatOthersMade() throws Exception {
        assertThat(body(get("/third-party"))).contains("Apache-2.0", "EUPL-1.2");
    }

    private String body(MockHttpServletRequestBuilder request, UserDetails person) throws Exception {
        return body(request.with(user(person)));
    }

    private String body(MockHttpServletRequestBuilder request) throws Exception {
        var answer = http.perform(request.header("Accept", "text/html, */*"))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return answer.getContentAsString();
    }
}
