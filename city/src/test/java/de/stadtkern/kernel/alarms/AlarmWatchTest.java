package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.observations.ObservationsRecorded;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From the value that a device sends to the alarm that stands on the desk. */
@TownTest
class AlarmWatchTest {

    private static final double[] NIGHT = {1.0, 0.4, -0.1, 0.2, -0.3, -0.4, 0.3, 0.6};

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    CoveredSeries covered;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private AlarmDesk desk;
    private Devices.Station station;
    private long series;
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(3));

    @BeforeEach
    void setUp() throws Exception {
        desk = new AlarmDesk(http, jdbc, devices);
        station = devices.station("Brücke");
        series = station.surface();
    }

    @Test
    void theNightRaisesOnceAtTheSixthValueAndClearsAtTheEighthAlsoWithARestartAndALateValue() throws Exception {
        long rule = frost("\"dwellMinutes\": 10");
        for (int number = 0; number < 5; number++) {
            desk.observe(series, at(number * 10), NIGHT[number]);
            assertThat(desk.states(rule, people.officer())).isEmpty();
        }
        // the only thing that a program remembers
        covered.forget();
        desk.observe(series, at(50), NIGHT[5]);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
        JsonNode alarm = desk.alarms(rule, people.officer()).getFirst().path("alarm");
        assertThat(alarm.path("value").asDouble()).isEqualTo(-0.4);
        assertThat(alarm.path("unit").asString()).isEqualTo("Cel");
        assertThat(alarm.path("happenedAt").asString()).isEqualTo(at(50).toString());

        desk.observe(series, at(45), -0.2);
        desk.observe(series, at(60), NIGHT[6]);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
        desk.observe(series, at(70), NIGHT[7]);
        assertThat(desk.states(rule, people.officer())).containsExactly("CLEARED");
        desk.observe(series, at(55), -0.5);
        assertThat(desk.states(rule, people.officer())).containsExactly("CLEARED");
    }

    @Test
    void inWhateverOrderTheNightArrivesThereIsOneAlarm() throws Exception {
        long rule = frost("\"dwellMinutes\": 10");
        for (int number : new int[] {0, 2, 1, 3, 5, 4, 6, 7}) {
            desk.observe(series, at(number * 10), NIGHT[number]);
        }
        assertThat(desk.states(rule, people.officer())).containsExactly("CLEARED");
    }

    @Test
    void anEventThatIsDeliveredAgainChangesNothing() throws Exception {
        long rule = frost("\"dwellMinutes\": 0");
        desk.observe(series, at(0), -1);
        desk.observe(series, at(10), 1);
        transaction.executeWithoutResult(status -> events.publishEvent(new ObservationsRecorded(
                List.of(new Recorded(station.thing(), series, at(0)), new Recorded(station.thing(), series, at(10))))));
        desk.awaitDelivery();
        assertThat(desk.states(rule, people.officer())).containsExactly("CLEARED");
    }

    @Test
    void whatIsTooOldOrOfTheFutureRaisesNothing() throws Exception {
        long rule = frost("\"dwellMinutes\": 0");
        desk.observe(series, Instant.now().minus(Duration.ofHours(30)), -1);
        desk.observe(series, Instant.now().plus(Duration.ofDays(400)), -1);
        assertThat(desk.states(rule, people.officer())).isEmpty();
    }

    @Test
    void outsideItsHoursARuleRaisesNothing() throws Exception {
        int other = start.atZone(ZoneId.of("Europe/Berlin"))
                .plusDays(3)
                .getDayOfWeek()
                .getValue();
        StringBuilder days = new StringBuilder("\"dwellMinutes\": 0");
        for (int day = 1; day <= 7; day++) {
            days.append(", \"day%d\": %s".formatted(day, day == other));
        }
        long rule = frost(days.toString());
        desk.observe(series, at(0), -1);
        assertThat(desk.states(rule, people.officer())).isEmpty();
    }

    @Test
    void duringMaintenanceNothingIsRaisedAndAfterItIs() throws Exception {
        long rule = frost("\"dwellMinutes\": 0");
        http.perform(post("/alarms/maintenance")
                        .with(csrf())
                        .with(user(people.officer()))
                        .param("thing", Long.toString(station.thing()))
                        .param("starts", local(at(-10)))
                        .param("ends", local(Instant.now().plusSeconds(3600)))
                        .param("reason", "Fühler wird getauscht"))
                .andExpect(status().is3xxRedirection());
        desk.observe(series, at(0), -1);
        assertThat(desk.states(rule, people.officer())).isEmpty();

        long window = jdbc.sql("select max(id) from alarm_maintenance where thing = :thing")
                .param("thing", station.thing())
                .query(Long.class)
                .single();
        http.perform(post("/alarms/maintenance/{id}/end", window).with(csrf()).with(user(people.officer())))
                .andExpect(status().is3xxRedirection());
        desk.observe(series, Instant.now(), -1);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
    }

    @Test
    void aRuleForAQuantityHoldsForEverySeriesOfIt() throws Exception {
        String property = "quantity-" + System.nanoTime();
        long one = devices.datastream(station.thing(), property, "Cel");
        long other = devices.datastream(devices.station("Markt").thing(), property, "Cel");
        long rule = desk.rule(people.officer(), """
                "property": "http://vocab.nerc.ac.uk/standard_name/%s/", "direction": "ABOVE", "raiseAt": 30, "clearAt": 29""".formatted(property));
        desk.observe(one, at(0), 31);
        desk.observe(other, at(0), 32);
        desk.observe(one, at(10), 33);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE", "ACTIVE");
    }

    @Test
    void aChangedRuleHoldsAtOnceAndOneThatIsOffRaisesNothing() throws Exception {
        long rule = frost("\"dwellMinutes\": 0, \"active\": false");
        desk.observe(series, at(0), -1);
        assertThat(desk.states(rule, people.officer())).isEmpty();
        assertThat(desk.json("PUT", "/alarms/api/rules/" + rule, "{\"active\": true}", people.officer())
                        .getStatus())
                .isEqualTo(200);
        desk.observe(series, at(10), -1);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
    }

    @Test
    void aRuleThatAnotherNodeSwitchesOffHoldsHereNoMore() throws Exception {
        long rule = frost("\"dwellMinutes\": 0");
        assertThat(covered.rulesOf(series)).containsExactly(rule);
        jdbc.sql("update alarm_rule set active = false where id = :id")
                .param("id", rule)
                .update();
        jdbc.sql("select pg_notify('portal_live', 'alarm-rules')").query(nothing -> {});
        await().until(() -> covered.rulesOf(series).isEmpty());
    }

    @Test
    void aRuleWhoseSeriesIsGoneCanBeSwitchedOff() throws Exception {
        long rule = frost("\"dwellMinutes\": 0");
        devices.delete("Datastreams(%d)".formatted(series));
        assertThat(desk.json("PUT", "/alarms/api/rules/" + rule, "{\"name\": \"Weg\"}", people.officer())
                        .getStatus())
                .isEqualTo(400);
        assertThat(desk.json("PUT", "/alarms/api/rules/" + rule, "{\"active\": false}", people.officer())
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void anAlarmBecomesAProposalThatAPersonDecides() throws Exception {
        long rule = frost("\"dwellMinutes\": 0, \"proposes\": true");
        desk.observe(series, Instant.now(), -1);
        long proposal = jdbc.sql(
                        "select id from proposal where source = 'alarms' and subject = :subject and state = 'OPEN'")
                .param("subject", rule + "/" + series)
                .query(Long.class)
                .single();
        http.perform(post("/operations/proposals/{id}", proposal)
                        .with(csrf())
                        .with(user(people.officer()))
                        .param("headline", "alarms.proposal")
                        .param("measure", "alarms.measure.inspect")
                        .param("reason", "Jemand fährt hin"))
                .andExpect(status().is3xxRedirection());
        assertThat(jdbc.sql("""
                                select count(*) from work_order w join decision d on d.id = w.decision_id
                                where d.proposal_id = :id""").param("id", proposal).query(Long.class).single())
                .isOne();
    }

    private long frost(String more) throws Exception {
        return desk.rule(
                people.officer(),
                "\"datastream\": %d, \"direction\": \"BELOW\", \"raiseAt\": 0, \"clearAt\": 0.5, %s"
                        .formatted(series, more));
    }

    private Instant at(int minutes) {
        return start.plus(Duration.ofMinutes(minutes));
    }

    private static String local(Instant moment) {
        return moment.atZone(ZoneId.of("Europe/Berlin"))
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
