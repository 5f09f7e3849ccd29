package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** From the uplink of an ultrasonic sensor to the level that people see. */
@TownTest
class LevelWatchTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Devices devices;

    @Autowired
    Fillings fillings;

    private final Instant start = Instant.now().minus(Duration.ofHours(10)).truncatedTo(ChronoUnit.SECONDS);
    private Bin bin;
    private long distance;
    private long tilted;
    private long fire;

    @BeforeEach
    void aBinWithASensor() throws Exception {
        long thing = devices.create("Things", """
            {"name": "%s", "description": "Füllstand", "Locations": [{"name": "Ort", "description": "Ort",
             "encodingType": "application/geo+json",
             "location": {"type": "Point", "coordinates": [7.769, 49.4447]}}]}\
            """.formatted(Bins.unique("UDL")));
        distance = datastream(thing, Samples.DISTANCE, "OM_Measurement", "\"cm\"");
        tilted = datastream(thing, Samples.TILTED, "OM_TruthObservation", "null");
        fire = datastream(thing, Samples.FIRE, "OM_TruthObservation", "null");
        bin = new Bins(http, jdbc)
                .add(
                        people.officer(),
                        Map.of(
                                "sensor",
                                Long.toString(thing),
                                "emptyMm",
                                "1000",
                                "fullMm",
                                "300",
                                "blindMm",
                                "250",
                                "place",
                                Bins.unique("Platz")));
    }

    @Test
    void distancesBecomeALevelAndAnEmptyingThatOnlyTheSensorSaw() throws Exception {
        observe(0, 50);
        observe(1, 40);
        observe(2, 98);
        await().until(() -> level().doubt() == Doubt.UNCONFIRMED);
        assertThat(level().state()).isEqualTo(Level.State.IMPLAUSIBLE);
        observe(3, 97);
        await().until(() -> level().state() == Level.State.LIVE);

        assertThat(level().share()).isBetween(0.0, 0.1);
        assertThat(level().at()).isEqualTo(start.plus(Duration.ofHours(3)));
        assertThat(emptyings()).singleElement().satisfies(one -> {
            assertThat(one.at()).isEqualTo(start.plus(Duration.ofHours(2)));
            assertThat(one.levelBefore()).isBetween(0.85, 0.86);
            assertThat(one.source()).isEqualTo(Level.Source.SENSOR);
            assertThat(one.onTour()).isFalse();
        });
        assertThat(new Bins(http, jdbc).page("/containers/" + bin.id(), people.crew()))
                .contains("nur vom Sensor gesehen", "gemessen");
    }

    @Test
    void whatTheCrewTellsLaterIsTheSameEmptying() throws Exception {
        observe(0, 50);
        observe(1, 40);
        observe(2, 98);
        observe(3, 97);
        await().until(() -> level().state() == Level.State.LIVE && emptyings().size() == 1);
        new Bins(http, jdbc)
                .act(
                        "/containers/" + bin.id() + "/emptyings",
                        Map.of(
                                "level",
                                "0.75",
                                "at",
                                start.plus(Duration.ofMinutes(110)).toString(),
                                "damaged",
                                "true"),
                        people.crew());

        assertThat(emptyings()).singleElement().satisfies(one -> {
            assertThat(one.onTour()).isTrue();
            assertThat(one.damaged()).isTrue();
            assertThat(one.levelBefore()).as("measured").isBetween(0.85, 0.86);
        });
        assertThat(level().state()).as("the sensor knows better").isEqualTo(Level.State.LIVE);
    }

    @Test
    void lateReadingsChangeNothing() throws Exception {
        observe(0, 60);
        observe(4, 50);
        await().until(() -> start.plus(Duration.ofHours(4)).equals(level().at()));
        Level before = level();
        observe(1, 99);
        observe(2, 99);
        observe(3, 99);
        await().until(this::delivered);

        assertThat(level()).isEqualTo(before);
        assertThat(emptyings()).isEmpty();
    }

    @Test
    void aTiltedBinIsProposedToTheDutyOfficer() throws Exception {
        observe(0, 60);
        await().until(() -> level().state() == Level.State.LIVE);
        devices.create(
                "Datastreams(%d)/Observations".formatted(tilted),
                "{\"phenomenonTime\": \"%s\", \"result\": true}".formatted(start.plus(Duration.ofHours(1))));

        await().until(() -> level().doubt() == Doubt.TILTED);
        assertThat(level().share()).as("the last that was believed").isBetween(0.57, 0.58);
        await().until(() -> jdbc.sql("select count(*) from proposal where source = 'waste' and subject = :subject")
                        .param("subject", bin.id() + "/TILTED")
                        .query(Long.class)
                        .single()
                == 1);
    }

    @Test
    void aFireThatIsOverBeforeAnybodyLooksIsProposedAsUrgent() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        devices.send(HttpMethod.POST, "CreateObservations", """
            [{"Datastream": {"@iot.id": %d}, "components": ["phenomenonTime", "result"],
              "dataArray": [["%s", true], ["%s", false]]},
             {"Datastream": {"@iot.id": %d}, "components": ["phenomenonTime", "result"], "dataArray": [["%s", 60]]}]\
            """.formatted(
                        fire, now.minusSeconds(600), now.minusSeconds(300), distance, now.minusSeconds(300)));

        await().until(() -> level().state() == Level.State.LIVE);
        await().until(() -> jdbc.sql("""
            select count(*) from proposal where source = 'waste' and subject = :subject and urgency = 'URGENT'\
            """)
                        .param("subject", bin.id() + "/HOT")
                        .query(Long.class)
                        .single()
                == 1);
    }

    private long datastream(long thing, String property, String type, String unit) throws Exception {
        return devices.create("Things(%d)/Datastreams".formatted(thing), """
            {"name": "%1$s", "description": "%1$s",
             "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/%2$s",
             "unitOfMeasurement": {"name": %3$s, "symbol": %3$s, "definition": null},
             "Sensor": {"name": "s", "description": "s", "encodingType": "text/plain", "metadata": "m"},
             "ObservedProperty": {"name": "%1$s", "definition": "%1$s", "description": "%1$s"}}\
            """.formatted(property, type, unit));
    }

    private void observe(int hours, double centimetres) throws Exception {
        devices.create(
                "Datastreams(%d)/Observations".formatted(distance),
                "{\"phenomenonTime\": \"%s\", \"result\": %s}"
                        .formatted(start.plus(Duration.ofHours(hours)), centimetres));
    }

    private Level level() {
        return Objects.requireNonNull(fillings.levels(List.of(bin.id())).get(bin.id()));
    }

    private List<Emptying> emptyings() {
        return fillings.emptyings(List.of(bin.id()), Instant.EPOCH, Instant.now())
                .getOrDefault(bin.id(), List.of());
    }

    private boolean delivered() {
        return jdbc.sql("select count(*) from event_publication")
                        .query(Long.class)
                        .single()
                == 0;
    }
}
