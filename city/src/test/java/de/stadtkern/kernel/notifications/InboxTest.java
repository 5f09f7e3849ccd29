package de.stadtkern.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import de.stadtkern.Devices;
import de.stadtkern.TestTopics;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.alarms.TestClock;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What stands in an inbox, who reads it, and how long it is kept. */
@TownTest
class InboxTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Notifications notifications;

    @Autowired
    MessageRows messages;

    @Autowired
    EscalationRows escalations;

    @Autowired
    StandbyRows standby;

    @Autowired
    ReachRows reach;

    @Autowired
    NotificationSettings settings;

    @Autowired
    TransactionTemplate transaction;

    private final String login = "p" + UUID.randomUUID().toString().substring(0, 8);
    private long person;
    private UserDetails she;

    @BeforeEach
    void setUp() {
        person = people.add(login, Role.DUTY_OFFICER, people.municipality());
        she = people.of(login);
    }

    @Test
    void theNewestStandsFirstAndLeadsToTheThing() throws Exception {
        tell("erste");
        long second = tell("zweite");

        assertThat(inbox(she, ""))
                .extracting(one -> one.path("path").asString())
                .containsExactly("/zweite", "/erste");
        MockHttpServletResponse opened = get("/inbox/" + second, she);
        assertThat(opened.getRedirectedUrl()).isEqualTo("/zweite");
        assertThat(inbox(she, "?unread=true"))
                .extracting(one -> one.path("path").asString())
                .containsExactly("/erste");
        assertThat(get("/", she).getContentAsString()).contains("test.text").contains("/inbox/");
    }

    @Test
    void everythingIsMarkedAsReadAtOnce() throws Exception {
        tell("a");
        tell("b");
        assertThat(post("/inbox/read", she).getStatus()).isEqualTo(302);
        assertThat(inbox(she, "?unread=true")).isEmpty();
        assertThat(inbox(she, "")).hasSize(2);
    }

    @Test
    void nobodyReadsOrMarksWhatIsSomebodyElses() throws Exception {
        long message = tell("geheim");
        for (UserDetails other : List.of(people.officer(), people.administrator(), people.foreignOfficer())) {
            assertThat(get("/inbox/" + message, other).getStatus()).isEqualTo(404);
            assertThat(post("/inbox/" + message + "/read", other).getStatus()).isEqualTo(404);
            assertThat(post("/inbox/" + message + "/acknowledge", other).getStatus())
                    .isEqualTo(404);
            assertThat(get("/inbox/messages", other).getContentAsString()).doesNotContain("/geheim");
        }
        assertThat(inbox(she, "?unread=true")).hasSize(1);
    }

    @Test
    void whoLosesTheRightLosesTheMessages() throws Exception {
        notifications.tell(new Notice(person, people.municipality(), TestTopics.CALL, "test.text", List.of(), "/x"));
        assertThat(inbox(she, "")).hasSize(1);
        people.add(login, Role.CREW, people.municipality());
        assertThat(inbox(she, "")).isEmpty();
    }

    @Test
    void whatATransactionUndoesWasNeverTold() throws Exception {
        transaction.executeWithoutResult(undone -> {
            tell("nie");
            undone.setRollbackOnly();
        });
        assertThat(inbox(she, "")).isEmpty();
    }

    @Test
    void aTopicThatNobodyDeclaredIsRefused() {
        assertThatThrownBy(() -> notifications.tell(
                        new Notice(person, people.municipality(), "nix", "test.text", List.of(), "/x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readMessagesGoWhenTheirTimeIsOverAndUnreadOnesStay() throws Exception {
        long read = tell("gelesen");
        tell("ungelesen");
        post("/inbox/" + read + "/read", she);

        forgetAfter(settings.keepRead().minusDays(1));
        assertThat(inbox(she, "")).hasSize(2);
        forgetAfter(settings.keepRead().plusDays(1));
        assertThat(inbox(she, ""))
                .extracting(one -> one.path("path").asString())
                .containsExactly("/ungelesen");
    }

    @Test
    void whoClosesTheAccountIsForgotten() throws Exception {
        tell("weg");
        reach.setPhone(person, "+4915112345678");
        reach.choose(person, TestTopics.NEWS, Channel.EMAIL, false);
        Instant now = Instant.now();
        standby.insert(new Duty(
                0,
                people.municipality(),
                OnCall.Position.SECOND,
                person,
                now.plusSeconds(1000),
                now.plusSeconds(2000)));

        http.perform(MockMvcRequestBuilders.post("/account/close")
                .param("sure", "true")
                .with(csrf())
                .with(user(she)));

        for (String table : List.of("notification", "notification_choice", "notification_phone", "standby")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where person_id = :person")
                            .param("person", person)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    private void forgetAfter(Duration time) {
        new Forgetting(
                        messages,
                        escalations,
                        standby,
                        settings,
                        new TestClock(Instant.now().plus(time)))
                .forget();
    }

    private long tell(String name) {
        return notifications.tell(
                new Notice(person, people.municipality(), TestTopics.NEWS, "test.text", List.of(name), "/" + name));
    }

    private List<JsonNode> inbox(UserDetails who, String query) throws Exception {
        return Devices.json(get("/inbox/messages" + query, who)).valueStream().toList();
    }

    private MockHttpServletResponse get(String path, UserDetails who) throws Exception {
        return http.perform(MockMvcRequestBuilders.get(path)
                        .accept("text/html", "application/json")
                        .with(user(who)))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse post(String path, UserDetails who) throws Exception {
        return http.perform(MockMvcRequestBuilders.post(path).with(csrf()).with(user(who)))
                .andReturn()
                .getResponse();
    }
}
