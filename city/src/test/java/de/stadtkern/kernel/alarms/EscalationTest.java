package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

/** Who is told one after the other, by a clock of its own. */
@TownTest
class EscalationTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    AlarmRows alarms;

    @Autowired
    Notifications notifications;

    @Autowired
    LiveUpdates liveUpdates;

    private final TestClock clock = new TestClock(Instant.now());
    private AlarmDesk desk;
    private Escalation escalation;
    private long rule;
    private long alarm;

    @BeforeEach
    void setUp() throws Exception {
        desk = new AlarmDesk(http, jdbc, devices);
        escalation = new Escalation(alarms, notifications, liveUpdates, clock);
        rule = desk.rule(people.officer(), """
                "kind": "SILENCE", "person1": %d, "after1": 10, "person2": %d, "after2": 30""".formatted(person("leitung"), person("verwaltung")));
        alarm = test();
        clock.set(Instant.now());
    }

    @Test
    void oneAfterTheOtherIsToldOnceEach() throws Exception {
        assertThat(after(9)).isEmpty();
        assertThat(after(1)).containsExactly("Test leitung");
        assertThat(after(5)).containsExactly("Test leitung");
        assertThat(after(15)).containsExactly("Test leitung", "Test verwaltung");
        assertThat(after(600)).containsExactly("Test leitung", "Test verwaltung");
    }

    @Test
    void whoAcknowledgesEndsIt() throws Exception {
        assertThat(after(11)).containsExactly("Test leitung");
        act("ACKNOWLEDGE", null);
        assertThat(after(60)).containsExactly("Test leitung");
        assertThat(told().getFirst().path("seenAt").isNull()).isFalse();
        assertThat(desk.states(rule, people.officer())).containsExactly("DONE");
    }

    @Test
    void asLongAsAnAlarmIsSilentNobodyIsTold() throws Exception {
        act("SILENCE", 1);
        assertThat(after(45)).isEmpty();
        assertThat(after(20)).containsExactly("Test leitung", "Test verwaltung");
    }

    @Test
    void whatWasSentStandsInTheInboxUntilItIsMarkedAsReceived() throws Exception {
        assertThat(after(11)).containsExactly("Test leitung");
        assertThat(inbox()).contains("/alarms/" + alarm + "/seen");
        http.perform(post("/alarms/{id}/seen", alarm).with(csrf()).with(user(people.officer())))
                .andExpect(status().is3xxRedirection());
        assertThat(inbox()).doesNotContain("/alarms/" + alarm + "/seen");
        assertThat(told().getFirst().path("seenAt").isNull()).isFalse();
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
    }

    @Test
    void aSecondTestAlarmIsRefusedWhileOneIsRunning() throws Exception {
        assertThat(desk.json("POST", "/alarms/api/rules/" + rule + "/test", null, people.officer())
                        .getStatus())
                .isEqualTo(409);
    }

    private long test() throws Exception {
        assertThat(desk.json("POST", "/alarms/api/rules/" + rule + "/test", null, people.officer())
                        .getStatus())
                .isEqualTo(200);
        return desk.alarms(rule, people.officer())
                .getFirst()
                .path("alarm")
                .path("id")
                .asLong();
    }

    private List<String> after(int minutes) throws Exception {
        clock.pass(Duration.ofMinutes(minutes));
        escalation.tell();
        return told().stream().map(one -> one.path("person").asString()).toList();
    }

    private List<JsonNode> told() throws Exception {
        return desk.read("/alarms/api/" + alarm, people.officer())
                .path("told")
                .valueStream()
                .toList();
    }

    private void act(String act, @Nullable Integer hours) throws Exception {
        String more = hours == null ? "" : ", \"hours\": " + hours;
        assertThat(desk.json(
                                "POST",
                                "/alarms/api/" + alarm + "/acts",
                                "{\"act\": \"%s\", \"reason\": \"Probe\"%s}".formatted(act, more),
                                people.officer())
                        .getStatus())
                .isEqualTo(200);
    }

    private String inbox() throws Exception {
        return http.perform(get("/alarms").with(user(people.officer())))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private long person(String login) {
        return jdbc.sql("select id from person where login = :login")
                .param("login", login)
                .query(Long.class)
                .single();
    }
}
