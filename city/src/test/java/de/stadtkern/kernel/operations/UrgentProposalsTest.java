package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Whom an undecided urgent proposal calls, and what ends the call. */
@TownTest
class UrgentProposalsTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Proposals proposals;

    @Autowired
    UrgentProposals urgent;

    @Autowired
    TestPeople people;

    @Test
    void anUrgentOneCallsThoseWhoMayDecideAndTheOthersDoNot() throws Exception {
        long id = raise(Urgency.URGENT);

        assertThat(call(id).told()).extracting("person").contains("Test leitung");
        http.perform(get("/operations/proposals/" + id)
                        .with(user(people.officer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Rufbereitschaft")))
                .andExpect(content().string(containsString("Benachrichtigt wird seit")));
        assertThat(urgent.findCall(raise(Urgency.SOON))).isEmpty();
    }

    @Test
    void itBecomesUrgentLaterAndIsCalledThenAndNotAnyMoreWhenItIsNot() {
        ProposedThings thing = ProposedThings.somewhere(people.municipality());
        long id = raise(thing);
        raise(thing.with(Urgency.URGENT));
        assertThat(call(id).chain().endedAt()).isNull();

        raise(thing.with(Urgency.ROUTINE));
        assertThat(call(id).chain().endedAt()).isNotNull();
    }

    @Test
    void whoTakesCareEndsTheCallsAndItIsNotTakenUpAgainByNewValues() throws Exception {
        ProposedThings thing = ProposedThings.somewhere(people.municipality()).with(Urgency.URGENT);
        long id = raise(thing);
        act(id, "/care", Map.of());
        raise(thing);

        assertThat(call(id).chain().acknowledgedBy()).isEqualTo("Test leitung");
        http.perform(get("/operations/proposals/" + id)
                        .with(user(people.officer()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Test leitung hat am")));
    }

    @Test
    void theDecisionEndsTheCall() throws Exception {
        long id = raise(Urgency.URGENT);
        act(id, "", Map.of("headline", ProposedThings.HEADLINE, "measure", Measure.NO_ACTION, "reason", "weil"));

        assertThat(call(id).chain().endedAt()).isNotNull();
    }

    @Test
    void lapsingEndsTheCall() {
        long id = raise(Urgency.URGENT);
        jdbc.sql("update proposal set valid_until = now() where id = :id")
                .param("id", id)
                .update();

        await().until(() -> call(id).chain().endedAt() != null);
    }

    @Test
    void whatWasPostponedCallsAgainWhenItComesBack() throws Exception {
        long id = raise(Urgency.URGENT);
        Instant first = call(id).chain().begunAt();
        act(
                id,
                "/postponement",
                Map.of(
                        "headline",
                        ProposedThings.HEADLINE,
                        "until",
                        Instant.now().plusSeconds(600).toString(),
                        "laterReason",
                        "später"));
        assertThat(call(id).chain().endedAt()).isNotNull();

        jdbc.sql("update proposal set postponed_until = now() where id = :id")
                .param("id", id)
                .update();
        await().until(() -> call(id).chain().endedAt() == null);
        assertThat(call(id).chain().begunAt()).isAfter(first);
    }

    private UrgentProposals.Call call(long id) {
        return urgent.findCall(id).orElseThrow();
    }

    private long raise(Urgency urgency) {
        return raise(ProposedThings.somewhere(people.municipality()).with(urgency));
    }

    private long raise(ProposedThings thing) {
        return proposals.raise(thing.proposal(), Duration.ZERO).orElseThrow();
    }

    private void act(long id, String path, Map<String, String> fields) throws Exception {
        var request = post("/operations/proposals/" + id + path)
                .with(user(people.officer()))
                .with(csrf())
                .accept(MediaType.TEXT_HTML);
        fields.forEach(request::param);
        http.perform(request).andExpect(status().is3xxRedirection());
    }
}
