package de.stadtkern.kernel.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Scope;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.streets.Streets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@TownTest
class TracksTest {

    /** A road of 724 m from west to east in two segments, another 12 m beside it, and one across. */
    private static final String STREETS = """
            <osm version="0.6">
              <node id="1" lat="49.5" lon="8.00"/><node id="2" lat="49.5" lon="8.005"/><node id="3" lat="49.5" lon="8.01"/>
              <node id="4" lat="49.51" lon="8.005"/>
              <node id="5" lat="49.500108" lon="8.0005"/><node id="6" lat="49.500108" lon="8.0045"/>
              <way id="900001"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
                <tag k="highway" v="residential"/><tag k="name" v="Spurgasse"/></way>
              <way id="900002"><nd ref="2"/><nd ref="4"/><tag k="highway" v="service"/></way>
              <way id="900003"><nd ref="5"/><nd ref="6"/><tag k="highway" v="service"/><tag k="name" v="Nebenher"/></way>
            </osm>""";

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Streets streets;

    @Autowired
    Tracks tracks;

    @Autowired
    TrackRetention retention;

    @Autowired
    FixDays days;

    @Value("${local.mqtt.port}")
    int mqttPort;

    private final Instant start = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    private final String telematics = UUID.randomUUID().toString();
    private final String name = "Streuer " + telematics.substring(0, 8);
    private final long tour = Math.abs(UUID.randomUUID().getMostSignificantBits());
    private long vehicle;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        streets.importExtract(Files.writeString(folder.resolve("spur.osm"), STREETS), (count, step) -> {});
        long depot = insert(
                "insert into fleet_depot (municipality_id, name, address, pt) values (%d, '%s', '', point(8000000, 49500000))"
                        .formatted(people.municipality(), name));
        vehicle = insert("""
                insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity_unit, energy,
                    telematics_key) values (%d, '%s', 'SPREADER', '{}', '{}', %d, 'kg', 'DIESEL', '%s')""".formatted(people.municipality(), name, depot, telematics));
        jdbc.sql("delete from track_agreement").update();
    }

    @Test
    void telematicsSendByHttpAndNothingComesTwice() throws Exception {
        send(telematics, "[" + json(0) + "," + json(10) + "," + json(5) + "]")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.added").value(3))
                .andExpect(jsonPath("$.known").value(0));
        send(telematics, "[" + json(5) + "," + json(15) + "]")
                .andExpect(jsonPath("$.added").value(1))
                .andExpect(jsonPath("$.known").value(1));
        send(telematics, json(-40 * 86_400)).andExpect(jsonPath("$.leftOut").value(1));
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void whatNobodyUnderstandsIsRefusedWithItsPlace() throws Exception {
        refused("{", "neither a JSON object");
        refused("[" + json(0) + ",{\"time\":\"gestern\",\"lon\":8,\"lat\":49}]", "Position 2: “gestern”");
        refused("{\"time\":\"2026-01-01T00:00:00Z\",\"lon\":800,\"lat\":49}", "lon");
        refused("{\"time\":\"2026-01-01T00:00:00Z\",\"lon\":8,\"lat\":49,\"mode\":\"DANCE\"}", "DANCE");
        assertThat(count()).isZero();
    }

    @Test
    void anotherMunicipalitysKeyKnowsNoSuchVehicleAndNoKeyNothing() throws Exception {
        jdbc.sql("update fleet_vehicle set municipality_id = :there where id = :id")
                .param("there", people.foreignMunicipality())
                .param("id", vehicle)
                .update();
        start(telematics, json(0)).andExpect(status().isNotFound());
        http.perform(post("/tracks/api/vehicles/" + telematics + "/fixes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json(0)))
                .andExpect(status().isUnauthorized());
        http.perform(post("/tracks/api/vehicles/" + telematics + "/fixes")
                        .header("Authorization", "Bearer " + people.key(Scope.READ_METRICS))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json(0)))
                .andExpect(status().isForbidden());
    }

    @Test
    void telematicsSendByMqttAndAreAnsweredAfterTheCommit() {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(mqttPort)
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username("any")
                .password(people.key(Scope.WRITE_OBSERVATIONS).getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        client.publishWith()
                .topic("tracks/" + telematics)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(("[" + json(0) + "," + json(1) + "]").getBytes(StandardCharsets.UTF_8))
                .send();

        assertThat(count()).isEqualTo(2);
        client.disconnect();
    }

    @Test
    void fixesOfAPhoneComeInAnyOrderAndTwice() {
        List<Fix> fixes = new ArrayList<>(drive(100, 0, null));
        Collections.shuffle(fixes, new Random(1));

        assertThat(tracks.record(people.municipality(), vehicle, tour, fixes.subList(0, 60)))
                .isEqualTo(60);
        assertThat(tracks.record(people.municipality(), vehicle, tour, fixes)).isEqualTo(40);
        assertThat(tracks.record(people.municipality(), vehicle, tour, fixes)).isZero();
    }

    @Test
    void coverageIsRightWithinThreePointsAndTheRoadBesideGetsNothing() {
        tracks.record(people.municipality(), null, tour, drive(145, 4, Mode.SPREAD));

        List<Coverage> coverage = tracks.coverage(tour, start, start.plusSeconds(800));
        List<Long> own = ids("Spurgasse");
        assertThat(coverage)
                .filteredOn(one -> own.contains(one.segmentId()) && one.forward())
                .hasSize(2)
                .allSatisfy(one -> {
                    assertThat(one.share()).isEqualTo(1, within(0.03));
                    assertThat(one.gramsPerSquareMetre()).isEqualTo(20, within(0.01));
                });
        assertThat(coverage)
                .filteredOn(one -> ids("Nebenher").contains(one.segmentId()))
                .isEmpty();
        assertThat(tracks.coverage(tour, start.minusSeconds(60), start)).isEmpty();
    }

    @Test
    void aGapOfMoreThanAMinuteAtWorkIsUnproven() {
        List<Fix> fixes = new ArrayList<>(drive(145, 0, Mode.SPREAD));
        fixes.removeIf(
                fix -> fix.time().isAfter(start.plusSeconds(30)) && fix.time().isBefore(start.plusSeconds(100)));
        tracks.record(people.municipality(), null, tour, fixes);

        Evaluation evaluation = tracks.evaluate(tour, vehicle, start, start.plusSeconds(800));
        assertThat(evaluation.unproven()).hasSize(1);
        assertThat(evaluation.coverage()).anySatisfy(one -> {
            assertThat(one.share()).isEqualTo(150 / 361.0, within(0.05));
            assertThat(one.unprovenShare()).isEqualTo(1 - 150 / 361.0, within(0.05));
        });
        assertThat(evaluation.samplingSeconds()).isEqualTo(5);
    }

    @Test
    void theVehiclesOwnTelematicsCountBeforeThePhone() throws Exception {
        tracks.record(people.municipality(), vehicle, tour, drive(145, 0, null));
        tracks.record(people.municipality(), vehicle, null, drive(145, 0, Mode.TRANSPORT));

        assertThat(tracks.coverage(tour, start, start.plusSeconds(800))).isNotEmpty();
        assertThat(tracks.evaluate(tour, vehicle, start, start.plusSeconds(800)).coverage())
                .isEmpty();
    }

    @Test
    void aFileWithTheNamesOfTheStandardIsReadAndKeptOnce() throws Exception {
        agree();
        String file = "time;GeoLat;GeoLon;VehSpd;SprMode;SprDosSet;SprWidth;SprSimSpd;DrivenLen\n"
                + IntStream.range(0, 30)
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "%s;4930,0000N;00800,%04dE;18,0;%d;20;5;0;%d",
                                start.plusSeconds(5 * i),
                                300 + 207 * i,
                                i < 20 ? 1 : 2,
                                7000 + 25 * i))
                        .collect(Collectors.joining("\n"));
        upload(people.officer(), file).andExpect(status().is3xxRedirection());
        upload(people.officer(), file).andExpect(status().is3xxRedirection());
        assertThat(count()).isEqualTo(30);

        Evaluation evaluation = tracks.evaluate(tour, vehicle, start, start.plusSeconds(800));
        Coverage first = evaluation.coverage().getFirst();
        assertThat(first.kilograms()).isEqualTo(first.share() * 361 * 20 * 5 / 1000, within(0.5));
        assertThat(first.grade()).isEqualTo(Grade.COUNTER_AND_GPS);
        assertThat(evaluation.treatedMetres()).isEqualTo(487, within(15.0));
    }

    @Test
    void aBrokenFileOrAForeignVehicleIsRefused() throws Exception {
        upload(people.officer(), "time;lat;lon;SprMode\n" + start + ";49.5;8.0;9\n")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Zeile 2: „9“")));
        upload(people.officer(), "time;lat;lon\n2020-01-01T00:00:00Z;49.5;8.0\n")
                .andExpect(content().string(containsString("letzten 30 Tagen")));
        upload(people.foreignOfficer(), "time;lat;lon\n" + start + ";49.5;8.0\n")
                .andExpect(status().isBadRequest());
        upload(people.crew(), "time;lat;lon\n" + start + ";49.5;8.0\n").andExpect(status().isForbidden());
        assertThat(count()).isZero();
    }

    @Test
    void withoutTheWorksCouncilNothingIsShownAndNothingOutlivesTheProof() throws Exception {
        tracks.record(people.municipality(), vehicle, tour, drive(20, 0, null));
        tracks.record(people.municipality(), vehicle, null, drive(20, 0, Mode.SPREAD));

        assertThat(tracks.newest(vehicle)).isEmpty();
        assertThat(tracks.newestOf(List.of(people.municipality()))).isEmpty();
        open(people.officer(), "/tracks").andExpect(content().string(containsString("nicht zugestimmt")));
        open(people.officer(), "/tracks/" + track()).andExpect(status().isForbidden());
        open(people.officer(), "/tracks/positions.geojson").andExpect(content().string(not(containsString(name))));

        tracks.proven(tour, vehicle, start, start.plusSeconds(50));
        assertThat(count()).isEqualTo(10);

        days.ensure(Set.of(FixDays.of(start.minus(Duration.ofHours(23)))));
        jdbc.sql("update track_fix set at = at - interval '23 hours' where track_id = :track")
                .param("track", track())
                .update();
        retention.forget();
        assertThat(count()).isZero();
    }

    @Test
    void withTheWorksCouncilOfficersSeeWhoIsOutAndEveryReadingIsNoted() throws Exception {
        agree();
        tracks.record(people.municipality(), vehicle, null, drive(145, 0, Mode.SPREAD));

        assertThat(tracks.newest(vehicle).orElseThrow().time()).isEqualTo(start.plusSeconds(720));
        open(people.officer(), "/tracks")
                .andExpect(content().string(containsString(name)))
                .andExpect(content().string(containsString("streut")));
        open(people.officer(), "/tracks/positions.geojson").andExpect(content().string(containsString(name)));
        open(people.officer(), "/tracks/" + track())
                .andExpect(content().string(containsString("Spurgasse")))
                .andExpect(content().string(containsString("im Mittel 5,0 s")));
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'track.read' and detail like :detail")
                        .param("detail", track() + " %")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        open(people.foreignOfficer(), "/tracks").andExpect(content().string(not(containsString(name))));
        open(people.foreignOfficer(), "/tracks/" + track()).andExpect(status().isNotFound());
        open(people.crew(), "/tracks").andExpect(status().isForbidden());
        open(people.administrator(), "/tracks/" + track()).andExpect(status().isForbidden());
        tracks.proven(tour, vehicle, start, start.plusSeconds(1000));
        assertThat(count()).isEqualTo(145);
    }

    @Test
    void onlyAnAdministratorSaysWhetherTheWorksCouncilAgreed() throws Exception {
        answer(people.officer(), people.municipality(), "YES", "Dienstvereinbarung")
                .andExpect(status().isForbidden());
        answer(people.foreignAdministrator(), people.municipality(), "YES", "Dienstvereinbarung")
                .andExpect(status().isNotFound());
        answer(people.administrator(), people.municipality(), "YES", " ").andExpect(status().isBadRequest());
        answer(people.administrator(), people.municipality(), "YES", "Dienstvereinbarung vom 1.11.")
                .andExpect(status().is3xxRedirection());
        open(people.officer(), "/tracks/privacy")
                .andExpect(content().string(containsString("Dienstvereinbarung vom 1.11.")))
                .andExpect(content().string(containsString("30 Tage")));
        open(people.crew(), "/tracks/privacy").andExpect(status().isForbidden());
    }

    @Test
    void daysGoWhenTheirTimeIsOver() throws Exception {
        agree();
        Instant old = Instant.now().minus(Duration.ofDays(29));
        tracks.record(people.municipality(), vehicle, null, List.of(Fix.at(old, new Position(8, 49.5))));
        days.ensure(Set.of(FixDays.of(old.minus(Duration.ofDays(5)))));

        retention.forget();

        assertThat(days.list())
                .contains(FixDays.of(old))
                .noneMatch(day -> day.isBefore(Instant.now()
                        .minus(Duration.ofDays(30))
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()));
        assertThat(count()).isEqualTo(1);
    }

    /** From west to east at 5 m/s, a fix each 5 s; noise in metres. */
    private List<Fix> drive(int fixes, double noise, @Nullable Mode mode) {
        Random random = new Random(7);
        double degree = 111_195;
        double[] off = new double[2];
        return IntStream.range(0, fixes)
                .mapToObj(i -> {
                    for (int axis = 0; axis < 2; axis++) {
                        off[axis] = 0.95 * off[axis] + Math.sqrt(1 - 0.95 * 0.95) * noise * random.nextGaussian();
                    }
                    double east = 5 * 5 * i + off[0];
                    return new Fix(
                            start.plusSeconds(5L * i),
                            new Position(
                                    8.0 + Math.min(east, 724) / (degree * Math.cos(Math.toRadians(49.5))),
                                    49.5 + off[1] / degree),
                            18.0,
                            90.0,
                            mode,
                            mode == Mode.SPREAD ? 20.0 : null,
                            mode == Mode.SPREAD ? 5.0 : null,
                            null,
                            false);
                })
                .toList();
    }

    private String json(int second) {
        return String.format(
                Locale.ROOT,
                "{\"time\":\"%s\",\"lon\":%.5f,\"lat\":49.5,\"mode\":\"SPREAD\",\"doseGramsPerSquareMetre\":20,\"widthMetres\":5}",
                start.plusSeconds(second),
                8.001 + second * 1e-5);
    }

    private ResultActions start(String key, String body) throws Exception {
        return http.perform(post("/tracks/api/vehicles/" + key + "/fixes")
                .header("Authorization", "Bearer " + people.key(Scope.WRITE_OBSERVATIONS))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions send(String key, String body) throws Exception {
        return start(key, body);
    }

    private void refused(String body, String words) throws Exception {
        start(telematics, body)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(words)));
    }

    private ResultActions upload(UserDetails who, String file) throws Exception {
        return http.perform(multipart("/tracks")
                .file(new MockMultipartFile("file", "spur.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)))
                .param("vehicle", Long.toString(vehicle))
                .with(user(who))
                .with(csrf())
                .accept(MediaType.TEXT_HTML));
    }

    private ResultActions answer(UserDetails who, long municipality, String agreed, String agreement) throws Exception {
        return http.perform(post("/tracks/privacy")
                .param("municipality", Long.toString(municipality))
                .param("agreed", agreed)
                .param("agreement", agreement)
                .with(user(who))
                .with(csrf())
                .accept(MediaType.TEXT_HTML));
    }

    private ResultActions open(UserDetails who, String address) throws Exception {
        return http.perform(get(address).with(user(who)).accept(MediaType.ALL));
    }

    private void agree() throws Exception {
        answer(people.administrator(), people.municipality(), "YES", "Dienstvereinbarung");
    }

    private List<Long> ids(String street) {
        return jdbc.sql("select id from segment where name = :name and removed_at is null")
                .param("name", street)
                .query((rs, row) -> rs.getLong(1))
                .list();
    }

    private long track() {
        return jdbc.sql("select id from track where vehicle_id = :vehicle and tour_id is null")
                .param("vehicle", vehicle)
                .query(Long.class)
                .single();
    }

    private long count() {
        return jdbc.sql(
                        "select count(*) from track_fix f join track t on t.id = f.track_id where t.vehicle_id = :vehicle")
                .param("vehicle", vehicle)
                .query(Long.class)
                .single();
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
