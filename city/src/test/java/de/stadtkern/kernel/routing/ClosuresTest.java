package de.stadtkern.kernel.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.basemap.BaseMap;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What the program answers about ways and closed roads, from outside. */
@TownTest
class ClosuresTest {

    private static final String MIDDLE = "[[[10.5020, 48.1000], [10.5020, 48.1014]]]";
    private static final String QUESTION = "?from=48.1000, 10.5035&to=48.1022, 10.5020&profile=car";

    @Autowired
    MockMvc http;

    @Autowired
    BaseMap map;

    @Autowired
    CurrentRoads roads;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void quarter() {
        map.importExtract(Quarter.FILE, (count, step) -> {});
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            roads.look();
            return roads.find()
                    .filter(graph -> !graph.streetParts("Mittelgasse").isEmpty())
                    .isPresent();
        });
    }

    @AfterEach
    void openAllRoads() {
        jdbc.sql("delete from routing_closure").update();
        roads.lookAtClosures();
    }

    @Test
    void everybodyFindsTheWay() throws Exception {
        http.perform(get("/route" + QUESTION))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Rechts abbiegen auf Mittelgasse")));
        http.perform(get("/route/api/routes" + QUESTION))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.attribution").value("Wegdorf, invented"))
                .andExpect(jsonPath("$.routes.length()").value(1))
                .andExpect(jsonPath("$.routes[0].steps[1].street").value("Mittelgasse"));
        http.perform(get("/route/route.geojson" + QUESTION))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.features[0].geometry.type").value("LineString"));
    }

    @Test
    void theWheelchairIsToldWhatIsNotKnown() throws Exception {
        http.perform(get("/route?from=48.1000, 10.5035&to=48.0981, 10.5040&profile=wheelchair"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Nicht bekannt, ob es Bordsteine gibt")));
    }

    @Test
    void everybodySeesHowFarOneGets() throws Exception {
        http.perform(get("/route/reach?from=48.1000, 10.5035&minutes=1,3&profile=foot"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("In 3 Minuten")));
        http.perform(get("/route/reach.geojson?from=48.1000, 10.5035&minutes=1,3&profile=foot"))
                .andExpect(jsonPath("$.features[0].geometry.type").value("MultiPolygon"))
                .andExpect(jsonPath("$.features[0].properties.minutes").value(3));
    }

    @Test
    void nonsenseIsAnsweredClearly() throws Exception {
        for (String wrong : List.of(
                "?from=here&to=48.1, 10.5&profile=car",
                "?from=48.1, 10.5&to=99, 10.5&profile=car",
                "?from=48.1, 10.5&to=48.1, 10.5&profile=horse",
                "?from=48.1, 10.5&to=48.1, 10.5&profile=car&alternatives=3",
                "?from=48.1, 10.5&to=&profile=car")) {
            http.perform(get("/route/api/routes" + wrong)).andExpect(status().isBadRequest());
        }
        http.perform(get("/route/reach.geojson?from=48.1, 10.5&minutes=600&profile=foot"))
                .andExpect(status().isBadRequest());
        http.perform(get("/route?from=here&to=there&profile=car"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("ist hier nicht bekannt")));
    }

    @Test
    void aClosureCountsAtOnceAndUntilItIsEnded() throws Exception {
        long id = close("{\"name\": \"Mittelgasse\", \"reason\": \"Rohrbruch\", \"lines\": " + MIDDLE + "}");

        http.perform(get("/route/api/routes" + QUESTION))
                .andExpect(jsonPath("$.routes[0].steps[1].street").value(not("Mittelgasse")));
        http.perform(get("/closures"))
                .andExpect(content().string(containsString("Rohrbruch")))
                .andExpect(content().string(not(containsString("Eingetragen von"))));
        http.perform(get("/closures/api"))
                .andExpect(jsonPath("$[0].inForce").value(true))
                .andExpect(jsonPath("$[0].lines[0].length()").value(2));

        http.perform(post("/closures/api/" + id + "/end")
                        .with(user(people.officer()))
                        .with(csrf()))
                .andExpect(status().isNoContent());

        http.perform(get("/route/api/routes" + QUESTION))
                .andExpect(jsonPath("$.routes[0].steps[1].street").value("Mittelgasse"));
    }

    @Test
    void matricesFollowTheClosures() throws Exception {
        List<End> ends = List.of(End.of(Quarter.HAUPT_EAST), End.of(Quarter.DEAD_END));
        double open = roads.matrix(Profile.CAR, ends).seconds(0, 1);
        Matrix known = roads.matrix(Profile.CAR, ends);
        close("{\"name\": \"n\", \"reason\": \"r\", \"lines\": " + MIDDLE + "}");

        assertThat(roads.matrix(Profile.CAR, ends).seconds(0, 1)).isGreaterThan(open);
        assertThat(roads.matrix(Profile.CAR, ends)).isNotSameAs(known);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> roads.find().orElseThrow().isPrepared());
        assertThat(roads.find().orElseThrow().matrix(Profile.CAR, ends).seconds(0, 1))
                .isGreaterThan(open);
    }

    @Test
    void whatHasNotBegunDoesNotCount() throws Exception {
        close("{\"name\": \"n\", \"reason\": \"r\", \"starts\": \"2099-01-01T00:00\", \"lines\": " + MIDDLE + "}");

        http.perform(get("/route/api/routes" + QUESTION))
                .andExpect(jsonPath("$.routes[0].steps[1].street").value("Mittelgasse"));
        http.perform(get("/closures")).andExpect(content().string(containsString("Geplant")));
    }

    @Test
    void partsOfAStreetAreChosenOnThePage() throws Exception {
        int part =
                roads.find().orElseThrow().streetParts("Mittelgasse").getFirst().edge();

        http.perform(get("/closures/new?street=mittelgasse").with(user(people.officer())))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(containsString("1: von Hauptstraße, Lindenweg bis Ringstraße, Sackgasse, 156 m")));
        http.perform(post("/closures/new")
                        .with(user(people.officer()))
                        .with(csrf())
                        .param("street", "mittelgasse")
                        .param("part-" + part, "true")
                        .param("name", "Mittelgasse")
                        .param("reason", "Baum"))
                .andExpect(status().is3xxRedirection());

        http.perform(get("/closures/closures.geojson"))
                .andExpect(
                        jsonPath("$.features[0].geometry.coordinates.length()").value(2));
    }

    @Test
    void wrongClosuresAreRefused() throws Exception {
        for (String wrong : List.of(
                "{}",
                "{\"name\": \"n\", \"reason\": \"r\"}",
                "{\"name\": \"n\", \"reason\": \"\", \"lines\": " + MIDDLE + "}",
                "{\"name\": \"n\", \"reason\": \"r\", \"ends\": \"yesterday\", \"lines\": " + MIDDLE + "}",
                "{\"name\": \"n\", \"reason\": \"r\", \"ends\": \"2001-01-01T00:00Z\", \"lines\": " + MIDDLE + "}",
                "{\"name\": \"n\", \"reason\": \"r\", \"lines\": [[[10.5020, 48.1000]]]}",
                "{\"name\": \"n\", \"reason\": \"r\", \"lines\": [[[10.5020, 148.1000], [\"a\", 1]]]}",
                "{\"name\": \"n\", \"reason\": \"r\", \"lines\": [[[10.6, 48.2], [10.6, 48.21]]]}")) {
            http.perform(post("/closures/api")
                            .with(user(people.officer()))
                            .with(csrf())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(wrong))
                    .andExpect(status().isBadRequest());
        }
        http.perform(get("/closures/api")).andExpect(jsonPath("$.length()").value(0));
    }

    @Test
    void onlyWhoMayClosesRoads() throws Exception {
        for (var person : List.of(people.crew(), people.citizen())) {
            http.perform(post("/closures/api")
                            .with(user(person))
                            .with(csrf())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"name\": \"n\", \"reason\": \"r\", \"lines\": " + MIDDLE + "}"))
                    .andExpect(status().isForbidden());
            http.perform(get("/closures/new").with(user(person))).andExpect(status().isForbidden());
        }
    }

    @Test
    void programsGetMatrices() throws Exception {
        String body = "{\"profile\": \"truck\", \"ends\": [[10.5035, 48.1], [10.5020, 48.1022], [2.35, 48.86]]}";

        http.perform(post("/route/api/matrix")
                        .with(user(people.officer()))
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.seconds[0][0]").value(0.0))
                .andExpect(jsonPath("$.metres[0][1]").isNumber())
                .andExpect(jsonPath("$.seconds[0][2]").doesNotExist());
        for (String wrong :
                List.of("{}", "{\"profile\": \"car\", \"ends\": [[1]]}", "{\"profile\": \"car\", \"ends\": 7}")) {
            http.perform(post("/route/api/matrix")
                            .with(user(people.officer()))
                            .with(csrf())
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(wrong))
                    .andExpect(status().isBadRequest());
        }
    }

    private long close(String closure) throws Exception {
        String answer = http.perform(post("/closures/api")
                        .with(user(people.officer()))
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(closure))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return ((Number) JsonPath.read(answer, "$.id")).longValue();
    }
}
