package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** What becomes of proposals before they are decided: merged, split, postponed, seen, lapsed. */
@TownTest
class ProposalsTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Proposals proposals;

    @Autowired
    TestPeople people;

    private ProposedThings thing;

    @BeforeEach
    void findAPlace() {
        thing = ProposedThings.somewhere(people.municipality());
    }

    @Test
    void whatLiesWithinFiftyMetresAndWantsTheSameIsDecidedTogetherAndNothingIsLost() throws Exception {
        long base = Math.abs((long) thing.subject().hashCode()) * 1000;
        long first = raise(thing.on(base + 1, base + 2));
        ProposedThings near = thing.at(moved(40)).on(base + 3).with(Urgency.URGENT);
        assertThat(raise(near)).isEqualTo(first);

        page(people.officer(), first)
                .andExpect(content().string(containsString("Prüfplatz " + thing.subject())))
                .andExpect(content().string(containsString("Prüfplatz " + near.subject())))
                .andExpect(content().string(containsString("dringend")));
        decide(first, ProposedThings.SALT, Map.of("version", "2")).andExpect(status().is3xxRedirection());

        assertThat(states()).containsExactly("DECIDED", "DECIDED");
        assertThat(jdbc.sql("select segment_ids from decision where proposal_id = :id")
                        .param("id", first)
                        .query((rs, n) -> (Object[]) rs.getArray(1).getArray())
                        .single())
                .containsExactlyInAnyOrder(base + 1, base + 2, base + 3);
        assertThat(raise(near)).as("the part rests with the decision").isZero();
    }

    @Test
    void whatIsFurtherAwayOrWantsSomethingElseOrBelongsToOthersStandsByItself() {
        long first = raise(thing);

        assertThat(raise(thing.at(moved(60)))).isNotEqualTo(first);
        assertThat(raise(thing.at(thing.position()).of("winter.measure.control-drive")))
                .isNotEqualTo(first);
        assertThat(raise(new ProposedThings(
                        people.foreignMunicipality(),
                        "neighbour",
                        thing.position(),
                        thing.measures(),
                        List.of(),
                        Urgency.SOON,
                        thing.validUntil())))
                .isNotEqualTo(first);
    }

    @Test
    void halfOfTheStreetsInCommonIsTheSamePlaceAndAChainOfNeighboursIsNot() {
        long base = Math.abs((long) thing.subject().hashCode()) * 1000;
        long first = raise(thing.on(base + 1, base + 2, base + 3, base + 4));

        assertThat(raise(thing.at(moved(5000)).on(base + 3, base + 4, base + 5, base + 6)))
                .isEqualTo(first);
        assertThat(raise(thing.at(moved(9000)).on(base + 5, base + 6, base + 7, base + 8)))
                .as("the neighbour of the neighbour")
                .isNotEqualTo(first);
    }

    @Test
    void aPartRenewsUnderTheOneWithWhichItIsDecidedAndKeepsThatAlive() {
        long first = raise(thing.until(Instant.now().plusSeconds(60)));
        ProposedThings near = thing.at(thing.position());
        raise(near);

        Instant later = Instant.now().plusSeconds(7200);
        assertThat(raise(near.until(later))).isEqualTo(first);
        assertThat(jdbc.sql("select valid_until > now() + interval '1 hour' from proposal_whole where id = :id")
                        .param("id", first)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void anOfficerMergesByHandAndSplitsAgainAndBothHaveTheirHistory() throws Exception {
        long first = raise(thing);
        ProposedThings far = thing.at(moved(3000)).of("winter.measure.control-drive");
        long second = raise(far);

        act(people.officer(), first, "/merge", Map.of("other", Long.toString(second)))
                .andExpect(redirectedUrl("/operations/proposals/" + first));
        assertThat(state(second)).isEqualTo("MERGED");
        page(people.officer(), first).andExpect(content().string(containsString("Kontrollfahrt")));
        page(people.officer(), second).andExpect(content().string(containsString("Dort wird entschieden")));
        decide(second, "winter.measure.control-drive", Map.of("version", "1"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("zusammengeführt")));

        act(people.officer(), first, "/parts/" + second + "/split", Map.of())
                .andExpect(redirectedUrl("/operations/proposals/" + first));
        assertThat(state(second)).isEqualTo("OPEN");
        assertThat(kinds(first)).containsExactly("RAISED", "MERGED", "SPLIT");
        assertThat(kinds(second)).containsExactly("RAISED", "MERGED", "SPLIT");
        page(people.officer(), first).andExpect(content().string(not(containsString("Mit hier entschieden"))));
    }

    @Test
    void onlyOfficersOfTheMunicipalityMergeSplitPostponeAndTakeCare() throws Exception {
        long first = raise(thing);
        long second = raise(thing.at(moved(3000)));
        for (String act : List.of("/merge", "/parts/" + second + "/split", "/postponement", "/care")) {
            Map<String, String> fields = Map.of("other", Long.toString(second), "until", "2100-01-01T00:00");
            act(people.crew(), first, act, fields).andExpect(status().isForbidden());
            act(people.administrator(), first, act, fields).andExpect(status().isForbidden());
            act(people.foreignOfficer(), first, act, fields).andExpect(status().isNotFound());
        }
        assertThat(kinds(first)).containsExactly("RAISED");

        long foreign = raise(ProposedThings.somewhere(people.foreignMunicipality()));
        act(people.officer(), first, "/merge", Map.of("other", Long.toString(foreign)))
                .andExpect(status().isNotFound());
    }

    @Test
    void whatIsPostponedComesBackAsUrgentAsBeforeAndNothingIsDecided() throws Exception {
        long id = raise(thing.with(Urgency.URGENT));
        String until = Instant.now().plusSeconds(600).toString();
        Map<String, String> fields =
                Map.of("headline", ProposedThings.HEADLINE, "version", "1", "until", until, "laterReason", "Streife");

        act(people.officer(), id, "/postponement", fields).andExpect(redirectedUrl("/operations/proposals/" + id));
        assertThat(state(id)).isEqualTo("POSTPONED");
        http.perform(get("/operations/proposals").with(user(people.officer())).accept(MediaType.TEXT_HTML))
                .andExpect(content().string(not(containsString("Prüfplatz " + thing.subject()))));
        http.perform(get("/operations/proposals?state=POSTPONED")
                        .with(user(people.officer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Prüfplatz " + thing.subject())));

        jdbc.sql("update proposal set postponed_until = now() - interval '3 seconds' where id = :id")
                .param("id", id)
                .update();
        await().until(() -> state(id).equals("OPEN"));
        assertThat(kinds(id)).containsExactly("RAISED", "POSTPONED", "RETURNED");
        page(people.officer(), id)
                .andExpect(content().string(containsString("dringend")))
                .andExpect(content().string(containsString("Streife")));
        assertThat(jdbc.sql("select count(*) from decision where proposal_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyPostponesIntoThePastOrBeyondTheEvidence() throws Exception {
        long id = raise(thing);
        for (Instant until :
                List.of(Instant.now().minusSeconds(5), thing.validUntil().plusSeconds(5))) {
            act(
                            people.officer(),
                            id,
                            "/postponement",
                            Map.of(
                                    "headline",
                                    ProposedThings.HEADLINE,
                                    "version",
                                    "1",
                                    "until",
                                    until.toString(),
                                    "laterReason",
                                    "später"))
                    .andExpect(status().isBadRequest());
        }
        assertThat(state(id)).isEqualTo("OPEN");
    }

    @Test
    void whatNobodyDecidesLapsesAtItsTimeAndThatIsSaid() throws Exception {
        long id = raise(thing);
        jdbc.sql("update proposal set valid_until = now() - interval '10 seconds' where id = :id")
                .param("id", id)
                .update();

        page(people.officer(), id).andExpect(content().string(containsString("Niemand hat entschieden")));
        await().until(() -> state(id).equals("LAPSED"));
        assertThat(jdbc.sql("""
                        select p.lapsed_at = p.valid_until and s.at = p.valid_until
                        from proposal p join proposal_step s on s.proposal_id = p.id and s.kind = 'LAPSED'
                        where p.id = :id""").param("id", id).query(Boolean.class).single()).isTrue();
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'proposal.lapsed' and detail like :id")
                        .param("id", id + " undecided%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        http.perform(get("/operations/proposals?state=LAPSED")
                        .with(user(people.officer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Prüfplatz " + thing.subject())))
                .andExpect(content().string(containsString("ohne Entscheidung abgelaufen")));
        assertThat(raise(thing)).as("found again: a new one").isNotEqualTo(id);
    }

    @Test
    void aPageThatIsNotTheNewestDecidesNothing() throws Exception {
        long id = raise(thing);
        proposals.raise(thing.proposal("winter.danger.freezing-wetness", null), Duration.ZERO);

        decide(id, ProposedThings.SALT, Map.of("version", "1"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Die Lage hat sich geändert")))
                .andExpect(content().string(containsString("name=\"version\" value=\"2\"")));
        decide(id, ProposedThings.SALT, Map.of("headline", "winter.danger.freezing-wetness", "version", "1"))
                .andExpect(status().isBadRequest());
        decide(id, ProposedThings.SALT, Map.of("headline", "winter.danger.freezing-wetness", "version", "2"))
                .andExpect(status().is3xxRedirection());
    }

    @Test
    void newValuesAloneChangeNothingThatPeopleHaveToReadAgain() throws Exception {
        long id = raise(thing);
        assertThat(raise(thing.until(Instant.now().plusSeconds(5000)))).isEqualTo(id);

        decide(id, ProposedThings.SALT, Map.of("version", "1")).andExpect(status().is3xxRedirection());
    }

    @Test
    void whoOpensItIsKeptTheFirstTimeOnlyAndTheTimeToTheDecisionIsSaid() throws Exception {
        people.add("leitung-2", Role.DUTY_OFFICER, people.municipality());
        long id = raise(thing);
        page(people.officer(), id);
        Instant first = seenAt(id, "Test leitung");
        page(people.of("leitung-2"), id).andExpect(content().string(containsString("Test leitung,")));
        page(people.officer(), id);
        assertThat(seenAt(id, "Test leitung")).isEqualTo(first);

        jdbc.sql("update proposal set raised_at = raised_at - interval '12 minutes' where id = :id")
                .param("id", id)
                .update();
        decide(id, ProposedThings.SALT, Map.of()).andExpect(status().is3xxRedirection());
        page(people.administrator(), id).andExpect(content().string(containsString("12 min")));
        assertThat(jdbc.sql("select count(*) from proposal_seen where proposal_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .as("after the decision nobody is noted")
                .isEqualTo(2);
    }

    @Test
    void whoSawWhatIsForgottenAfterItsTime(@Autowired Deadlines deadlines) throws Exception {
        long id = raise(thing);
        page(people.officer(), id);
        deadlines.forgetWhoSaw();
        assertThat(seenAt(id, "Test leitung")).isNotNull();

        jdbc.sql("update proposal_seen set seen_at = seen_at - interval '1096 days' where proposal_id = :id")
                .param("id", id)
                .update();
        deadlines.forgetWhoSaw();
        assertThat(jdbc.sql("select count(*) from proposal_seen where proposal_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoTakesCareIsShownAndTheSecondIsTold() throws Exception {
        people.add("leitung-2", Role.DUTY_OFFICER, people.municipality());
        long id = raise(thing);
        act(people.officer(), id, "/care", Map.of()).andExpect(status().is3xxRedirection());

        page(people.of("leitung-2"), id).andExpect(content().string(containsString("Test leitung kümmert sich")));
        act(people.of("leitung-2"), id, "/care", Map.of())
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Test leitung kümmert sich schon")));
    }

    @Test
    void theHistoryIsNeverChanged() {
        raise(thing);
        for (String change : List.of("update proposal_step set note = ''", "delete from proposal_step")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("only ever added to");
        }
    }

    @Test
    void theListIsAlsoAFileAndHoldsNothingOfOthers() throws Exception {
        raise(thing);
        http.perform(get("/operations/proposals?proposals-csv=plain&urgency=SOON&source=test")
                        .with(user(people.officer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andExpect(content().string(containsString("Prüfplatz " + thing.subject())));
        for (String filter : List.of("?source=winter", "?urgency=URGENT", "?state=DECIDED")) {
            http.perform(get("/operations/proposals" + filter + (filter.contains("urgency") ? "&source=test" : ""))
                            .with(user(people.officer()))
                            .accept(MediaType.TEXT_HTML))
                    .andExpect(content().string(not(containsString("Prüfplatz " + thing.subject()))));
        }
        http.perform(get("/operations/proposals")
                        .with(user(people.foreignOfficer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(content().string(not(containsString("Prüfplatz " + thing.subject()))));
        http.perform(get("/operations/proposals?municipality=" + people.municipality())
                        .with(user(people.foreignOfficer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(status().isNotFound());
    }

    /** So many metres to the north. */
    private Position moved(double metres) {
        return new Position(thing.position().lon(), thing.position().lat() + metres / 111_195);
    }

    /** Under which id it is decided; 0 when it rests. */
    private long raise(ProposedThings proposed) {
        return proposals.raise(proposed.proposal(), Duration.ofHours(1)).orElse(0L);
    }

    private List<String> states() {
        return jdbc.sql("select state from proposal where pt <-> point(:lon, :lat) < 1000 order by id")
                .param("lon", thing.position().microLon())
                .param("lat", thing.position().microLat())
                .query((rs, row) -> rs.getString(1))
                .list();
    }

    private String state(long id) {
        return jdbc.sql("select state from proposal where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private List<String> kinds(long id) {
        return jdbc.sql("select kind from proposal_step where proposal_id = :id order by id")
                .param("id", id)
                .query((rs, row) -> rs.getString(1))
                .list();
    }

    private Instant seenAt(long id, String name) {
        return jdbc.sql("select seen_at from proposal_seen where proposal_id = :id and person_name = :name")
                .param("id", id)
                .param("name", name)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private ResultActions page(UserDetails who, long id) throws Exception {
        return http.perform(get("/operations/proposals/" + id).with(user(who)).accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk());
    }

    private ResultActions decide(long id, String measure, Map<String, String> more) throws Exception {
        var request = post("/operations/proposals/" + id)
                .param("measure", measure)
                .param("reason", "weil")
                .with(user(people.officer()))
                .with(csrf())
                .accept(MediaType.TEXT_HTML);
        if (!more.containsKey("headline")) {
            request.param("headline", ProposedThings.HEADLINE);
        }
        more.forEach(request::param);
        return http.perform(request);
    }

    private ResultActions act(UserDetails who, long id, String path, Map<String, String> fields) throws Exception {
        var request = post("/operations/proposals/" + id + path)
                .with(user(who))
                .with(csrf())
                .accept(MediaType.TEXT_HTML);
        fields.forEach(request::param);
        return http.perform(request);
    }
}
