package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@TownTest
class DecisionsTest {

    private static final String SALT = "winter.measure.salt";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Proposals proposals;

    @Autowired
    TestPeople people;

    private long proposal;

    @BeforeEach
    void raise() {
        proposal = raise(UUID.randomUUID().toString());
    }

    @Test
    void aDutyOfficerDecidesAndTheOrderExists() throws Exception {
        decide(people.officer(), SALT, "Reif bis 7 Uhr").andExpect(redirectedUrl("/operations/proposals/" + proposal));

        assertThat(count("work_order")).isEqualTo(1);
        assertThat(count("proof")).isZero();
        long order = jdbc.sql("""
                        select w.id from work_order w join decision d on d.id = w.decision_id
                        where d.proposal_id = :id""").param("id", proposal).query(Long.class).single();
        http.perform(get("/operations/proposals/" + proposal).with(user(people.officer())))
                .andExpect(content().string(containsString("/operations/orders/" + order + "\"")));
    }

    @Test
    void toDoNothingIsADecisionWithAProof() throws Exception {
        decide(people.officer(), Measure.NO_ACTION, "Straße gesperrt").andExpect(status().is3xxRedirection());

        assertThat(count("work_order")).isZero();
        assertThat(count("proof")).isEqualTo(1);
    }

    @Test
    void noReasonNoDecisionAndTheChoiceIsKept() throws Exception {
        decide(people.officer(), SALT, "  ")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Die Begründung fehlt")))
                .andExpect(content().string(containsString("value=\"winter.measure.salt\"")));

        assertThat(count("decision")).isZero();
    }

    @Test
    void aReasonThatNobodyCanReadIsRefused() throws Exception {
        decide(people.officer(), SALT, "\u00a0\u202e").andExpect(status().isBadRequest());
        decide(people.officer(), SALT, "a\u0000b").andExpect(status().isBadRequest());

        assertThat(count("decision")).isZero();
    }

    @Test
    void whenTheDangerHasChangedSinceThePageWasOpenedItIsShownAnew() throws Exception {
        jdbc.sql("update proposal set headline = 'winter.danger.freezing-wetness' where id = :id")
                .param("id", proposal)
                .update();

        decide(people.officer(), SALT, "Reif")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Die Lage hat sich geändert")));
    }

    @Test
    void aReadingThatComesLateNeverReplacesNewerEvidence() {
        String subject = UUID.randomUUID().toString();
        proposal = raise(subject);
        jdbc.sql(
                        "update proposal set valid_until = valid_until + interval '1 hour', latest_evidence = '[]' where id = :id")
                .param("id", proposal)
                .update();

        assertThat(raise(subject)).isEqualTo(proposal);
        assertThat(proposalsLatestEvidence()).isEqualTo("[]");
    }

    @Test
    void aMeasureThatWasNotOfferedIsRefused() throws Exception {
        decide(people.officer(), "winter.measure.sprengen", "weil").andExpect(status().isBadRequest());

        assertThat(count("decision")).isZero();
    }

    @Test
    void crewAndAdministratorMayNotDecide() throws Exception {
        decide(people.crew(), SALT, "weil").andExpect(status().isForbidden());
        decide(people.administrator(), SALT, "weil").andExpect(status().isForbidden());

        assertThat(count("decision")).isZero();
    }

    @Test
    void anOfficerOfAnotherMunicipalitySeesNothing() throws Exception {
        decide(people.foreignOfficer(), SALT, "weil").andExpect(status().isNotFound());
        for (String path : List.of("", "/map.geojson")) {
            http.perform(get("/operations/proposals/" + proposal + path).with(user(people.foreignOfficer())))
                    .andExpect(status().isNotFound());
        }
        http.perform(get("/operations").with(user(people.foreignOfficer())).accept(MediaType.TEXT_HTML))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString("/proposals/" + proposal))));

        assertThat(count("decision")).isZero();
    }

    @Test
    void nobodyDecidesWithoutSigningInOrFromAnotherSite() throws Exception {
        http.perform(post("/operations/proposals/" + proposal).with(csrf())).andExpect(redirectedUrl("/sign-in"));
        http.perform(post("/operations/proposals/" + proposal).with(user(people.officer())))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void ofSeveralOfficersAtOnceOneDecidesAndTheOthersAreTold(int officers) throws Exception {
        Callable<MockHttpServletResponse> attempt =
                () -> decide(people.officer(), SALT, "gleichzeitig").andReturn().getResponse();
        try (var all = Executors.newFixedThreadPool(officers)) {
            int decided = 0;
            for (var answer : all.invokeAll(Collections.nCopies(officers, attempt))) {
                if (answer.get().getStatus() == 302) {
                    decided++;
                } else {
                    assertThat(answer.get().getStatus()).isEqualTo(409);
                    assertThat(answer.get().getContentAsString())
                            .contains("hat schon", "Test leitung", "gleichzeitig", "Salz streuen");
                }
            }
            assertThat(decided).isEqualTo(1);
        }
        decide(people.officer(), SALT, "zu spät")
                .andExpect(content().string(containsString("hat schon")))
                .andExpect(status().isConflict());
        assertThat(count("work_order")).isEqualTo(1);
    }

    @Test
    void anOrderIsStartedAndFinishedOnceAndLeavesOneProof() throws Exception {
        decide(people.officer(), SALT, "Reif");
        long order = id("work_order");

        crew(order, "FINISH").andExpect(status().isConflict());
        crew(order, "START").andExpect(redirectedUrl("/operations/orders/" + order));
        crew(order, "START").andExpect(status().isConflict());
        crew(order, "FINISH").andExpect(redirectedUrl("/operations/orders/" + order));
        crew(order, "FINISH").andExpect(status().isConflict());

        assertThat(count("proof")).isEqualTo(1);
    }

    @Test
    void officersDoNotMarkOrdersAndForeignCrewsDoNotSeeThem() throws Exception {
        decide(people.officer(), SALT, "Reif");
        long order = id("work_order");

        http.perform(post("/operations/orders/" + order)
                        .param("step", "START")
                        .with(user(people.officer()))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        http.perform(get("/operations/orders/" + order).with(user(people.foreignOfficer())))
                .andExpect(status().isNotFound());
    }

    @Test
    void aProofIsNeverChangedNotEvenInTheDatabase() throws Exception {
        decide(people.officer(), Measure.NO_ACTION, "Kontrolle genügt");

        for (String change : List.of("update proof set content = '{}'", "delete from proof", "delete from decision")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("only ever added to");
        }
        http.perform(get("/operations/proofs/" + id("proof")).with(user(people.foreignOfficer())))
                .andExpect(status().isNotFound());
    }

    @Test
    void aProposalIsConfirmedNotDoubledAndRestsAfterTheDecision() throws Exception {
        String subject = UUID.randomUUID().toString();
        proposal = raise(subject);

        assertThat(raise(subject)).isEqualTo(proposal);
        decide(people.officer(), SALT, "Reif");
        assertThat(raise(subject)).isEqualTo(proposal);
    }

    @Test
    void aLapsedProposalIsNotDecided() throws Exception {
        jdbc.sql("update proposal set valid_until = now() - interval '1 minute' where id = :id")
                .param("id", proposal)
                .update();

        decide(people.officer(), SALT, "zu spät")
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("abgelaufen")));
    }

    private String proposalsLatestEvidence() {
        return jdbc.sql("select latest_evidence::text from proposal where id = :id")
                .param("id", proposal)
                .query(String.class)
                .single();
    }

    private long raise(String subject) {
        Evidence frostPoint = new Evidence("roadweather.quantity.frost-point", -1.2, "Cel", Instant.now(), null, null);
        proposals.raise(
                new NewProposal(
                        people.municipality(),
                        "test",
                        subject,
                        "test/1",
                        "winter.danger.hoarfrost",
                        "Prüfplatz",
                        null,
                        somewhere(),
                        List.of(SALT),
                        List.of(),
                        Instant.now().plusSeconds(3600),
                        List.of(frostPoint)),
                Duration.ofHours(1));
        return jdbc.sql("select max(id) from proposal where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    /** Far from all others: what lies together would be merged. */
    private static Position somewhere() {
        return new Position(
                ThreadLocalRandom.current().nextDouble(12, 14),
                ThreadLocalRandom.current().nextDouble(48, 54));
    }

    private ResultActions decide(UserDetails who, String measure, String reason) throws Exception {
        return http.perform(post("/operations/proposals/" + proposal)
                .param("headline", "winter.danger.hoarfrost")
                .param("measure", measure)
                .param("reason", reason)
                .with(user(who))
                .with(csrf())
                .accept(MediaType.TEXT_HTML));
    }

    private ResultActions crew(long order, String step) throws Exception {
        return http.perform(post("/operations/orders/" + order)
                .param("step", step)
                .with(user(people.crew()))
                .with(csrf())
                .accept(MediaType.TEXT_HTML));
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from %s t join decision d on d.id = %s where d.proposal_id = :proposal"
                        .formatted(table, table.equals("decision") ? "t.id" : "t.decision_id"))
                .param("proposal", proposal)
                .query(Long.class)
                .single();
    }

    private long id(String table) {
        return jdbc.sql("select t.id from %s t join decision d on d.id = t.decision_id where d.proposal_id = :proposal"
                        .formatted(table))
                .param("proposal", proposal)
                .query(Long.class)
                .single();
    }
}
