package de.stadtkern.kernel.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.portal.LiveUpdates;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;

/** Devices that report no more, by a clock of its own. */
@TownTest
class WatchdogTest {

    private static final int SENSORS = 137;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Devices devices;

    @Autowired
    TestPeople people;

    @Autowired
    RuleRows rules;

    @Autowired
    AlarmRows alarms;

    @Autowired
    Maintenance maintenance;

    @Autowired
    Observations observations;

    @Autowired
    LiveUpdates liveUpdates;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    AlarmSettings settings;

    /** When everybody reports for the last time. */
    private final Instant last = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(3));

    private final TestClock clock = new TestClock(last.minus(Duration.ofHours(1)));
    private final String property = "urn:pulse:" + System.nanoTime();
    private AlarmDesk desk;
    private Watchdog watchdog;

    @BeforeEach
    void setUp() {
        desk = new AlarmDesk(http, jdbc, devices);
        watchdog = new Watchdog(rules, alarms, maintenance, observations, liveUpdates, transactions, settings, clock);
    }

    @Test
    void aSensorThatMissesThreeOfItsIntervalsIsSilentUntilItReports() throws Exception {
        long series = sensor("Pegel", null, last);
        long rule = silence();
        lookAt(29);
        assertThat(desk.states(rule, people.officer())).isEmpty();
        lookAt(30);
        lookAt(31);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
        JsonNode alarm = desk.alarms(rule, people.officer()).getFirst().path("alarm");
        assertThat(alarm.path("place").asString()).isEqualTo("Pegel");
        assertThat(alarm.path("happenedAt").asString()).isEqualTo(last.toString());

        desk.observe(series, last.plus(Duration.ofMinutes(40)), 1);
        lookAt(41);
        assertThat(desk.states(rule, people.officer())).containsExactly("CLEARED");
    }

    @Test
    void oneHundredAndThirtySevenSensorsBehindADeadGatewayAreOneAlarm() throws Exception {
        List<Long> series = new ArrayList<>();
        for (int number = 0; number < SENSORS; number++) {
            series.add(sensor("Sensor " + number, "gw-rathaus", last.minusSeconds(number * 600L / SENSORS)));
        }
        long rule = silence();
        for (int minute = 15; minute <= 60; minute += 5) {
            lookAt(minute);
        }
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
        JsonNode alarm = desk.alarms(rule, people.officer()).getFirst().path("alarm");
        assertThat(alarm.path("place").asString()).isEqualTo("gw-rathaus");
        assertThat(alarm.path("devices").asInt()).isEqualTo(SENSORS);

        report(series.getFirst(), "gw-rathaus", last.plus(Duration.ofMinutes(61)));
        lookAt(62);
        assertThat(desk.states(rule, people.officer())).containsExactly("CLEARED");
        for (long one : series.subList(1, 10)) {
            report(one, "gw-rathaus", last.plus(Duration.ofMinutes(64)));
        }
        report(series.getFirst(), "gw-rathaus", last.plus(Duration.ofMinutes(71)));
        lookAt(75);
        assertThat(desk.states(rule, people.officer())).containsExactly("CLEARED");
    }

    @Test
    void afterAStartEverybodyHasTheirTimeAgain() throws Exception {
        sensor("Pegel", null, last);
        long rule = silence();
        clock.set(last.plus(Duration.ofMinutes(50)));
        watchdog = new Watchdog(rules, alarms, maintenance, observations, liveUpdates, transactions, settings, clock);
        lookAt(79);
        assertThat(desk.states(rule, people.officer())).isEmpty();
        lookAt(80);
        assertThat(desk.states(rule, people.officer())).containsExactly("ACTIVE");
    }

    private void lookAt(int minutes) {
        clock.set(last.plus(Duration.ofMinutes(minutes)));
        watchdog.look();
    }

    private long silence() throws Exception {
        return desk.rule(people.officer(), "\"kind\": \"SILENCE\", \"property\": \"%s\"".formatted(property));
    }

    /** A device that has reported every ten minutes, six times; returns its datastream. */
    private long sensor(String name, @Nullable String gateway, Instant newest) throws Exception {
        String reports = IntStream.range(0, 6)
                .mapToObj(back -> observation(gateway, newest.minus(Duration.ofMinutes(10L * back))))
                .collect(Collectors.joining(", "));
        long thing = devices.create("Things", """
                {"name": "%s", "description": "Sensor", "Datastreams": [{"name": "Wert", "description": "Wert",
                 "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                 "unitOfMeasurement": {"name": "m", "symbol": "m", "definition": "https://ucum.org"},
                 "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
                 "ObservedProperty": {"name": "Pegel", "definition": "%s", "description": "p"},
                 "Observations": [%s]}], "Locations": [{"name": "Ort", "description": "Ort",
                 "encodingType": "application/geo+json",
                 "location": {"type": "Point", "coordinates": [11.9, 50.3]}}]}""".formatted(name, property, reports));
        return jdbc.sql("select id from datastream where thing_id = :thing")
                .param("thing", thing)
                .query(Long.class)
                .single();
    }

    private void report(long series, String gateway, Instant time) throws Exception {
        devices.create("Datastreams(%d)/Observations".formatted(series), observation(gateway, time));
    }

    private static String observation(@Nullable String gateway, Instant time) {
        String parameters = gateway == null ? "" : ", \"parameters\": {\"gateway\": \"%s\"}".formatted(gateway);
        return "{\"phenomenonTime\": \"%s\", \"result\": 1%s}".formatted(time, parameters);
    }
}
