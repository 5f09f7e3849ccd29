package de.stadtkern.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TestTopics;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.alarms.TestClock;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.People;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.Escalations.Step;
import de.stadtkern.kernel.notifications.OnCall.Position;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is called one after the other, by a clock of the test. Nothing is committed, so that the program's own clock does not
 * call besides; but where two nodes meet.
 */
@TownTest
class EscalationsTest {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    People accounts;

    @Autowired
    MessageRows messages;

    @Autowired
    DeliveryRows deliveries;

    @Autowired
    EscalationRows rows;

    @Autowired
    StandbyRows roster;

    @Autowired
    Standby standby;

    @Autowired
    Topics topics;

    @Autowired
    Choices choices;

    @Autowired
    AuditLog auditLog;

    @Autowired
    LiveUpdates liveUpdates;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    NotificationSettings settings;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Escalations real;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-01T20:00:00Z"));
    private final String subject = UUID.randomUUID().toString();
    private long town;
    private long first;
    private long second;
    private long lead;

    @BeforeEach
    void setUp() {
        jdbc.sql("update escalation set due_at = null").update();
        town = people.foreignMunicipality();
        first = people.add("ruf-1", Role.DUTY_OFFICER, town);
        second = people.add("ruf-2", Role.DUTY_OFFICER, town);
        lead = people.add("ruf-leitung", Role.DUTY_OFFICER, town);
    }

    @Test
    void oneAfterTheOtherIsToldToTheSecondAndAtLastEverybody() {
        undone(() -> {
            onCallAllNight();
            Instant begin = clock.instant();
            begin();
            assertThat(told()).containsExactly("Test ruf-1");
            pass(Duration.ofSeconds(299));
            assertThat(told()).hasSize(1);
            pass(Duration.ofSeconds(1));
            assertThat(told()).containsExactly("Test ruf-1", "Test ruf-2");
            pass(Duration.ofSeconds(300));
            assertThat(told()).containsExactly("Test ruf-1", "Test ruf-2", "Test ruf-leitung");
            pass(Duration.ofSeconds(300));
            assertThat(told())
                    .startsWith("Test ruf-1", "Test ruf-2", "Test ruf-leitung")
                    .contains("Test fremd");
            assertThat(told()).doesNotHaveDuplicates();
            assertThat(steps())
                    .extracting(Step::position)
                    .startsWith(Position.PRIMARY, Position.SECOND, Position.DUTY_LEAD, null);
            assertThat(steps())
                    .extracting(Step::toldAt)
                    .startsWith(begin, begin.plusSeconds(300), begin.plusSeconds(600), begin.plusSeconds(900));
            int all = told().size();
            pass(Duration.ofDays(1));
            assertThat(told()).hasSize(all);
        });
    }

    @Test
    void aLateLookOfASecondDoesNotAddUp() {
        undone(() -> {
            onCallAllNight();
            Instant begin = clock.instant();
            begin();
            pass(Duration.ofSeconds(301));
            pass(Duration.ofSeconds(299));
            assertThat(steps())
                    .extracting(Step::toldAt)
                    .containsExactly(begin, begin.plusSeconds(301), begin.plusSeconds(600));
        });
    }

    @Test
    void whoAcknowledgesByTheInboxEndsIt() {
        undone(() -> {
            onCallAllNight();
            begin();
            long message = messages.list(first, true, 1).getFirst().id();
            acknowledge(message, "ruf-2", 404);
            acknowledge(message, "ruf-1", 302);
            pass(Duration.ofHours(1));
            assertThat(told()).containsExactly("Test ruf-1");
            assertThat(steps().getFirst().seenAt()).isNotNull();
            assertThat(escalations().find("test", subject).orElseThrow().acknowledgedBy())
                    .isEqualTo("Test ruf-1");
            acknowledge(message, "ruf-1", 409);
        });
    }

    @Test
    void theFirstWhoAcknowledgesIsKept() {
        undone(() -> {
            begin();
            escalations()
                    .acknowledge("test", subject, accounts.findActive(first).orElseThrow());
            escalations()
                    .acknowledge("test", subject, accounts.findActive(second).orElseThrow());
            assertThat(escalations().find("test", subject).orElseThrow().acknowledgedBy())
                    .isEqualTo("Test ruf-1");
        });
    }

    @Test
    void whatIsSettledCallsNobodyAndMayBeginAgain() {
        undone(() -> {
            onCallAllNight();
            begin();
            escalations().end("test", subject);
            escalations().end("test", subject);
            pass(Duration.ofHours(1));
            assertThat(told()).containsExactly("Test ruf-1");
            begin();
            pass(Duration.ofMinutes(5));
            assertThat(told()).containsExactly("Test ruf-1", "Test ruf-2");
        });
    }

    @Test
    void beginningTwiceCallsOnce() {
        undone(() -> {
            onCallAllNight();
            begin();
            int unread = messages.list(first, true, 10).size();
            begin();
            assertThat(told()).containsExactly("Test ruf-1");
            assertThat(messages.list(first, true, 10)).hasSize(unread);
        });
    }

    @Test
    void anEmptyRosterCallsAllWhoMayDecideHereAtOnce() {
        undone(() -> {
            begin();
            assertThat(told())
                    .contains("Test fremd", "Test ruf-1", "Test ruf-2")
                    .doesNotContain("Test leitung", "Test fremde-verwaltung");
        });
    }

    @Test
    void whoLeftIsPassedOver() {
        undone(() -> {
            onCallAllNight();
            jdbc.sql("update person set deactivated_at = now() where id = :id")
                    .param("id", first)
                    .update();
            people.add("ruf-2", Role.CREW, town);
            begin();
            assertThat(told()).containsExactly("Test ruf-leitung");
        });
    }

    @Test
    void afterALongDowntimeTheNextHasTheWholeTimeToAnswer() {
        undone(() -> {
            onCallAllNight();
            Instant begin = clock.instant();
            begin();
            pass(Duration.ofHours(2));
            assertThat(told()).hasSize(2);
            pass(Duration.ofSeconds(299));
            assertThat(told()).hasSize(2);
            pass(Duration.ofSeconds(1));
            assertThat(steps().getLast().toldAt()).isEqualTo(begin.plusSeconds(2 * 3600 + 300));
        });
    }

    @Test
    void theNightWithAnHourTwiceCountsEveryMinute() {
        night(LocalDateTime.parse("2026-10-25T02:58:00"), "2026-10-25T00:58:00Z");
    }

    @Test
    void theNightWithoutAnHourCountsEveryMinute() {
        night(LocalDateTime.parse("2027-03-28T01:58:00"), "2027-03-28T00:58:00Z");
    }

    private void night(LocalDateTime begin, String expected) {
        undone(() -> {
            Instant at = begin.atZone(TOWN).toInstant();
            assertThat(at).isEqualTo(Instant.parse(expected));
            clock.set(at);
            onCallAllNight();
            begin();
            pass(Duration.ofSeconds(299));
            assertThat(told()).hasSize(1);
            pass(Duration.ofSeconds(1));
            assertThat(steps()).extracting(Step::toldAt).containsExactly(at, at.plusSeconds(300));
        });
    }

    @Test
    void ofTwoNodesOneCalls() throws Exception {
        clock.set(Instant.now().plus(Duration.ofDays(1)));
        onCallAllNight();
        escalations().begin(call(clock.instant().plusSeconds(10)));
        clock.pass(Duration.ofSeconds(10));
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8)
                    .forEach(node -> nodes.submit(() -> escalations().look()));
        }
        assertThat(told()).containsExactly("Test ruf-1");
        escalations().end("test", subject);
        jdbc.sql("delete from standby where municipality_id = :town")
                .param("town", town)
                .update();
    }

    @Test
    void theProgramItselfCallsWithinASecond() throws Exception {
        Instant at = Instant.now().plusMillis(1500);
        real.begin(call(at));
        assertThat(real.steps("test", subject)).isEmpty();
        Instant limit = at.plusSeconds(10);
        while (real.steps("test", subject).isEmpty() && Instant.now().isBefore(limit)) {
            Thread.onSpinWait();
        }
        assertThat(Duration.between(at, real.steps("test", subject).getFirst().toldAt()))
                .isBetween(Duration.ZERO, Duration.ofMillis(1500));
        real.end("test", subject);
    }

    private void acknowledge(long message, String login, int status) {
        try {
            assertThat(http.perform(post("/inbox/{id}/acknowledge", message)
                                    .with(csrf())
                                    .with(user(people.of(login))))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(status);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void onCallAllNight() {
        Instant from = clock.instant().minusSeconds(3600);
        Instant until = clock.instant().plusSeconds(12 * 3600);
        roster.insert(new Duty(0, town, Position.DUTY_LEAD, lead, from, until));
        roster.insert(new Duty(0, town, Position.PRIMARY, first, from, until));
        roster.insert(new Duty(0, town, Position.SECOND, second, from, until));
    }

    private void begin() {
        escalations().begin(call(clock.instant()));
    }

    private NewEscalation call(Instant at) {
        return new NewEscalation("test", subject, town, TestTopics.CALL, "test.text", List.of("Glätte"), "/x", at);
    }

    private void pass(Duration time) {
        clock.pass(time);
        escalations().look();
    }

    private List<String> told() {
        return steps().stream().map(Step::person).toList();
    }

    private List<Step> steps() {
        return escalations().steps("test", subject);
    }

    /** A program that has just started: it knows only what the database knows. */
    private Escalations escalations() {
        return new Escalations(
                rows,
                new Notifications(messages, deliveries, topics, choices, liveUpdates, events, clock),
                topics,
                standby,
                accounts,
                auditLog,
                liveUpdates,
                settings,
                transaction,
                clock);
    }

    private void undone(Runnable test) {
        transaction.executeWithoutResult(running -> {
            test.run();
            running.setRollbackOnly();
        });
    }
}
