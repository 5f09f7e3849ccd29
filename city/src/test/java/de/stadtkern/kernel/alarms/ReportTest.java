package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.notifications.Notifications;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What becomes of alarms afterwards: the monthly report, those that come and go, and forgetting. */
@TownTest
class ReportTest {

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
    AlarmSettings settings;

    @Autowired
    Notifications notifications;

    @Autowired
    LiveUpdates liveUpdates;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(3));
    private AlarmDesk desk;
    private long rule;
    private long series;

    @BeforeEach
    void setUp() throws Exception {
        desk = new AlarmDesk(http, jdbc, devices);
        series = devices.station("Bericht").surface();
        rule = desk.rule(people.officer(), """
                "datastream": %d, "direction": "BELOW", "raiseAt": 0, "clearAt": 1, "person1": %d, "after1": 0""".formatted(series, officer()));
    }

    @Test
    void theReportCountsWhatCameWhoActedAndWhatNobodySaw() throws Exception {
        comeAndGo(1);
        comeAndGo(2);
        desk.observe(series, start.plus(Duration.ofMinutes(30)), -1);
        long last =
                desk.alarms(rule, people.officer()).getLast().at("/alarm/id").asLong();
        desk.json(
                "POST",
                "/alarms/api/" + last + "/acts",
                "{\"act\": \"ACKNOWLEDGE\", \"reason\": \"ja\"}",
                people.officer());
        desk.json("POST", "/alarms/api/rules/" + rule + "/test", null, people.officer());

        JsonNode line = line("");
        assertThat(line.path("raised").asInt()).isEqualTo(3);
        assertThat(line.path("acted").asInt()).isEqualTo(1);
        assertThat(line.path("missed").asInt()).isEqualTo(2);
        assertThat(line.path("open").asInt()).isZero();
        assertThat(line.path("tests").asInt()).isEqualTo(1);
        assertThat(line.path("minutes").asDouble(-1)).isBetween(0.0, 1.0);
        assertThat(line("?month=2020-01").isMissingNode()).isTrue();
    }

    @Test
    void aMonthThatIsNoneIsRefusedAndForeignersSeeNothing() throws Exception {
        assertThat(desk.json("GET", "/alarms/api/report?month=nie", null, people.officer())
                        .getStatus())
                .isEqualTo(400);
        assertThat(http.perform(get("/alarms/report?month=nie").with(user(people.officer())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("id=\"month-error\"");
        comeAndGo(1);
        assertThat(desk.json("GET", "/alarms/api/report", null, people.foreignAdministrator())
                        .getContentAsString())
                .doesNotContain("\"ruleId\":" + rule + ",");
        assertThat(desk.json("GET", "/alarms/api/report", null, null).getStatus())
                .isIn(401, 403);
    }

    @Test
    void whatComesAndGoesIsToldOnlyWhenItStays() throws Exception {
        comeAndGo(1);
        comeAndGo(2);
        comeAndGo(3);
        desk.observe(series, start.plus(Duration.ofMinutes(40)), -1);
        JsonNode fourth = desk.alarms(rule, people.officer()).getLast().path("alarm");
        assertThat(fourth.path("before").asInt()).isEqualTo(3);

        TestClock clock = new TestClock(Instant.now().plusSeconds(60));
        Escalation escalation = new Escalation(alarms, notifications, liveUpdates, clock);
        escalation.tell();
        assertThat(told(fourth)).isZero();
        clock.pass(Duration.ofMinutes(Alarm.STEADY_MINUTES));
        escalation.tell();
        assertThat(told(fourth)).isEqualTo(1);
        assertThat(http.perform(get("/alarms/" + fourth.path("id").asLong()).with(user(people.officer())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("kommt und geht: 3-mal");
    }

    @Test
    void anAlarmIsForgottenWithTheNamesWhenItsTimeIsOver() throws Exception {
        comeAndGo(1);
        long over =
                desk.alarms(rule, people.officer()).getLast().at("/alarm/id").asLong();
        desk.json(
                "POST",
                "/alarms/api/" + over + "/acts",
                "{\"act\": \"ACKNOWLEDGE\", \"reason\": \"ja\"}",
                people.officer());
        desk.observe(series, start.plus(Duration.ofMinutes(20)), -1);

        forgetAt(Instant.now().plus(settings.keep()).minus(Duration.ofHours(1)));
        assertThat(desk.alarms(rule, people.officer())).hasSize(2);
        forgetAt(Instant.now().plus(settings.keep()).plusSeconds(60));
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
        assertThat(jdbc.sql("select count(*) from alarm_act where alarm_id = :id")
                        .param("id", over)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void forgetAt(Instant now) {
        new AlarmRetention(alarms, notifications, settings, new TestClock(now)).forget();
    }

    private void comeAndGo(int time) throws Exception {
        desk.observe(series, start.plus(Duration.ofMinutes(4L * time)), -1);
        desk.observe(series, start.plus(Duration.ofMinutes(4L * time + 2)), 2);
    }

    private int told(JsonNode alarm) throws Exception {
        return desk.read("/alarms/api/" + alarm.path("id").asLong(), people.officer())
                .path("told")
                .size();
    }

    private JsonNode line(String query) throws Exception {
        for (JsonNode line :
                desk.read("/alarms/api/report" + query, people.officer()).path("rules")) {
            if (line.path("ruleId").asLong() == rule) {
                return line;
            }
        }
        return MissingNode.getInstance();
    }

    private long officer() {
        return jdbc.sql("select id from person where login = :login")
                .param("login", people.officer().getUsername())
                .query(Long.class)
                .single();
    }
}
