package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.basemap.BaseMap;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Deciding otherwise than proposed, by page and by JSON; and that no door leads to an order without a decision. */
@TownTest
class DecisionDoorsTest {

    private static final Path QUARTER = Path.of("src/test/resources/de/stadtkern/kernel/routing/quarter.osm");
    private static final String API = "/operations/api/proposals";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Proposals proposals;

    @Autowired
    Streets streets;

    @Autowired
    BaseMap map;

    @Autowired
    TestPeople people;

    @Autowired
    ApplicationEventMulticaster events;

    private ProposedThings thing;
    private List<Segment> around;
    private long id;

    @BeforeEach
    void propose() {
        map.importExtract(QUARTER, (count, step) -> {});
        around = streets.listWithin(new Position(10.5018, 48.1007), 300);
        jdbc.sql("update proposal set valid_until = now() where pt <-> point(10501800, 48100700) < 100000")
                .update();
        thing = ProposedThings.somewhere(people.municipality())
                .at(new Position(10.5018, 48.1007))
                .on(around.stream().map(Segment::id).toArray(Long[]::new));
        id = raise(thing);
    }

    @Test
    void anOfficerLeavesAStreetOutAndThatIsSaid() throws Exception {
        long first = around.stream()
                .filter(one -> one.name().equals("Hauptstraße"))
                .findFirst()
                .orElseThrow()
                .id();
        decide(Map.of("out-" + first, "true")).andExpect(status().is3xxRedirection());

        assertThat(decided("kind")).isEqualTo("CHANGED");
        assertThat(stops()).isNotEmpty().doesNotContain("Hauptstraße");
        http.perform(get("/operations/proposals/" + id)
                        .with(user(people.crew()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Ausgelassen")))
                .andExpect(content().string(containsString("Hauptstraße")));
    }

    @Test
    void nobodyLeavesOutAll() throws Exception {
        Map<String, String> all = new java.util.HashMap<>();
        around.forEach(one -> all.put("out-" + one.id(), "true"));
        decide(all).andExpect(status().isBadRequest()).andExpect(content().string(containsString("keine Straße")));

        assertThat(orders()).isZero();
    }

    @Test
    void anotherPlaceIsAddedAndAnotherMeasureOfTheListIsAChange() throws Exception {
        decide(Map.of(
                        "measure",
                        "other",
                        "otherMeasure",
                        "operations.measure.inspect",
                        "elsewhere",
                        "48.0981, 10.5040"))
                .andExpect(status().is3xxRedirection());

        assertThat(decided("kind")).isEqualTo("CHANGED");
        assertThat(decided("measure")).isEqualTo("operations.measure.inspect");
        assertThat(decided("changes")).contains("\"otherMeasure\": true");
    }

    @Test
    void withoutStreetsAnotherPlaceStandsInsteadOfTheProposed() throws Exception {
        id = raise(ProposedThings.somewhere(people.municipality()));
        decide(Map.of("elsewhere", "53.50, 13.50")).andExpect(status().is3xxRedirection());

        assertThat(decided("place")).isEqualTo("53.50000, 13.50000");
        assertThat(decided("kind")).isEqualTo("CHANGED");
        assertThat(decided("pt")).isEqualTo("(13500000,53500000)");
    }

    @Test
    void aRejectedProposalLeavesAProofAndNoOrder() throws Exception {
        decide(Map.of("measure", "operations.measure.reject")).andExpect(status().is3xxRedirection());

        assertThat(decided("kind")).isEqualTo("REJECTED");
        assertThat(orders()).isZero();
        assertThat(jdbc.sql(
                                "select count(*) from proof f join decision d on d.id = f.decision_id where d.proposal_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatWasDecidedAsProposedIsAccepted() throws Exception {
        decide(Map.of()).andExpect(status().is3xxRedirection());

        assertThat(decided("kind")).isEqualTo("ACCEPTED");
        assertThat(stops()).contains("Hauptstraße", "Mittelgasse");
    }

    @Test
    void programsOfPeopleListReadAndDecideAsJson() throws Exception {
        http.perform(get(API + "?source=test").with(user(people.officer())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.proposal.id == " + id + ")].state").value("OPEN"));
        http.perform(get(API + "/" + id).with(user(people.officer())))
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.proposal.alternatives[1].measure").value(Measure.NO_ACTION))
                .andExpect(jsonPath("$.seen[0].personName").value("Test leitung"));

        json(
                        "/decision",
                        body(
                                1,
                                ProposedThings.SALT,
                                ", \"segments\": [%d]"
                                        .formatted(around.getFirst().id())),
                        "a")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decision.kind").value("CHANGED"))
                .andExpect(jsonPath("$.decision.segmentIds[0]")
                        .value(around.getFirst().id()))
                .andExpect(jsonPath("$.state").value("DECIDED"));
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void aRepeatedRequestIsAnsweredAndChangesNothingASecondDecisionIsAConflict() throws Exception {
        String body = body(1, ProposedThings.SALT, "");
        json("/decision", body, "key-1").andExpect(status().isOk());
        json("/decision", body, "key-1").andExpect(status().isOk());
        json("/decision", body, "key-2")
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value(containsString("Test leitung")))
                .andExpect(jsonPath("$.detail").value(containsString("weil")));

        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void theSameRequestSentEightTimesAtOnceDecidesOnce() throws Exception {
        Callable<MockHttpServletResponse> attempt = () -> json("/decision", body(1, ProposedThings.SALT, ""), "same")
                .andReturn()
                .getResponse();
        try (var all = Executors.newFixedThreadPool(8)) {
            for (var answer : all.invokeAll(Collections.nCopies(8, attempt))) {
                assertThat(answer.get().getStatus()).isEqualTo(200);
            }
        }
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsNamedWithItsField() throws Exception {
        json("/decision", body(2, ProposedThings.SALT, ""), "a").andExpect(status().isBadRequest());
        json("/decision", body(1, "winter.measure.unknown", ""), "a")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("measure"));
        json("/decision", body(1, ProposedThings.SALT, ", \"segments\": [0]"), "a")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("segments"));
        json("/decision", body(1, ProposedThings.SALT, ", \"segments\": \"all\""), "a")
                .andExpect(status().isBadRequest());
        json("/decision", body(1, ProposedThings.SALT, ", \"more\": 1"), "a")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("more"));
        json("/decision", "{\"headline\": \"h\", \"measure\": \"m\", \"reason\": \"r\"}", "a")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("version"));
        json("/decision", body(1, ProposedThings.SALT, ""), "x".repeat(201)).andExpect(status().isBadRequest());
        json("/decision", "[1", "a").andExpect(status().isBadRequest());

        assertThat(orders()).isZero();
    }

    @Test
    void laterIsAlsoSaidAsJson() throws Exception {
        json(
                        "/postponement",
                        "{\"headline\": \"%s\", \"version\": 1, \"until\": \"%s\", \"reason\": \"Streife\"}"
                                .formatted(
                                        ProposedThings.HEADLINE, Instant.now().plusSeconds(60)),
                        "p")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("POSTPONED"))
                .andExpect(jsonPath("$.steps[1].note").value("Streife"));
        json("/care", "", "c")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.steps[2].kind").value("TAKEN"));
    }

    @Test
    void noDoorLeadsToAnOrderWithoutADecisionOfAnOfficerOfThisMunicipality() throws Exception {
        String body = body(1, ProposedThings.SALT, "");
        for (UserDetails who : List.of(people.crew(), people.administrator(), people.citizen())) {
            as(who, API + "/" + id + "/decision", body).andExpect(status().isForbidden());
            as(who, API + "/" + id + "/care", "").andExpect(status().isForbidden());
        }
        for (UserDetails who : List.of(people.foreignOfficer(), people.foreignAdministrator())) {
            for (String door : List.of("/decision", "/postponement", "/care")) {
                as(who, API + "/" + id + door, body).andExpect(status().isNotFound());
            }
            http.perform(get(API + "/" + id).with(user(who))).andExpect(status().isNotFound());
        }
        http.perform(post(API + "/" + id + "/decision")
                        .header("Authorization", "Bearer " + people.key(Scope.WRITE_OBSERVATIONS))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is(not(200)));
        http.perform(post(API + "/" + id + "/decision")
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is(not(200)));
        http.perform(post("/operations/orders/" + id)
                        .param("step", "START")
                        .with(user(people.crew()))
                        .with(csrf()))
                .andExpect(status().is4xxClientError());
        assertThatThrownBy(() -> jdbc.sql(
                                "insert into work_order (decision_id, municipality_id, stops) values (-1, :m, '[]')")
                        .param("m", people.municipality())
                        .update())
                .hasMessageContaining("foreign key");

        assertThat(orders()).isZero();
        assertThat(jdbc.sql("select count(*) from decision where proposal_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whereNobodyCanFollowTheOrderNothingIsDecided() throws Exception {
        ApplicationListener<PayloadApplicationEvent<?>> unable = event -> {
            if (event.getPayload() instanceof OrderMade) {
                throw de.stadtkern.kernel.problem.Refusal.conflict("operations.refusal.lapsed");
            }
        };
        events.addApplicationListener(unable);
        try {
            decide(Map.of()).andExpect(status().isConflict());
        } finally {
            events.removeApplicationListener(unable);
        }
        assertThat(orders()).isZero();
        decide(Map.of()).andExpect(status().is3xxRedirection());
        assertThat(orders()).isEqualTo(1);
    }

    private long raise(ProposedThings proposed) {
        return proposals.raise(proposed.proposal(), Duration.ofHours(1)).orElseThrow();
    }

    private static String body(int version, String measure, String more) {
        return "{\"headline\": \"%s\", \"version\": %d, \"measure\": \"%s\", \"reason\": \"weil\"%s}"
                .formatted(ProposedThings.HEADLINE, version, measure, more);
    }

    private ResultActions json(String door, String body, String key) throws Exception {
        return http.perform(post(API + "/" + id + door)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(user(people.officer()))
                .with(csrf()));
    }

    private ResultActions as(UserDetails who, String path, String body) throws Exception {
        return http.perform(post(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(user(who))
                .with(csrf()));
    }

    private ResultActions decide(Map<String, String> fields) throws Exception {
        var request = post("/operations/proposals/" + id)
                .param("headline", ProposedThings.HEADLINE)
                .param("version", "1")
                .param("reason", "weil")
                .with(user(people.officer()))
                .with(csrf())
                .accept(MediaType.TEXT_HTML);
        if (!fields.containsKey("measure")) {
            request.param("measure", ProposedThings.SALT);
        }
        fields.forEach(request::param);
        return http.perform(request);
    }

    private String decided(String column) {
        return jdbc.sql("select %s::text from decision where proposal_id = :id".formatted(column))
                .param("id", id)
                .query(String.class)
                .single();
    }

    private List<String> stops() {
        return jdbc.sql("""
                        select distinct stop ->> 'street' from work_order w join decision d on d.id = w.decision_id,
                            jsonb_array_elements(w.stops) stop where d.proposal_id = :id""").param("id", id).query((rs, row) -> rs.getString(1)).list();
    }

    private long orders() {
        return jdbc.sql(
                        "select count(*) from work_order w join decision d on d.id = w.decision_id where d.proposal_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
