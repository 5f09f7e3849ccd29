package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dose table as people change it, and what proposals say of it. Each test has a place of its own. */
@TownTest
class DosesTest {

    private static final double STREET_METRES = 200;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Devices devices;

    private final String name = "Dosis " + UUID.randomUUID();
    private final Position place = nightPlace();

    @BeforeEach
    void aStreet() {
        jdbc.sql("""
            with e as (insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading)
                values ('test', 1, 'test', 1, 'test', 2) returning id)
            insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres, from_node,
                to_node, extract_id)
            select 900000000 + id, 0, :name, 'primary', false, false, (:course)::path, :metres, 1, 2, id from e\
            """)
                .param("name", name)
                .param(
                        "course",
                        "[(%d,%d),(%d,%d)]"
                                .formatted(
                                        place.microLon(), place.microLat(), place.microLon() + 1000, place.microLat()))
                .param("metres", STREET_METRES)
                .update();
    }

    @AfterEach
    void theTableToBeginWith() {
        jdbc.sql("delete from winter_dose_table").update();
    }

    @Test
    void aRowIsSetForOneMunicipalityAndItsHistoryNamesWhoAndWhy() throws Exception {
        MockHttpServletResponse answer = put(people.officer(), "HOARFROST", "-5", "FS30", "7,5", name);

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(page(people.officer()))
                .contains("7,5 g/m²", name, "Test leitung", "HOARFROST &gt; -5.0 °C: FS30 7.5 g/m2");
        assertThat(page(people.foreignAdministrator())).doesNotContain("7,5 g/m²", name);
    }

    @Test
    void whatIsNoDoseIsRefusedWithItsField() throws Exception {
        assertRefused("above", put(people.officer(), "SNOW", "warm", "FS30", "10", name));
        assertRefused("above", put(people.officer(), "SNOW", "-61", "FS30", "10", name));
        assertRefused("amount", put(people.officer(), "SNOW", "-5", "FS30", "501", name));
        assertRefused("agent", put(people.officer(), "SNOW", "-5", "ZUCKER", "10", name));
        assertRefused("when", put(people.officer(), "HITZE", "-5", "FS30", "10", name));
        assertRefused("reason", put(people.officer(), "SNOW", "-5", "FS30", "10", ""));
        assertThat(jdbc.sql("select count(*) from winter_dose_table")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theNeighbourAndTheCrewChangeNothing() throws Exception {
        assertThat(put(people.foreignAdministrator(), "SNOW", "-5", "FS30", "10", name)
                        .getStatus())
                .isEqualTo(404);
        assertThat(put(people.crew(), "SNOW", "-5", "FS30", "10", name).getStatus())
                .isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from winter_dose_table")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aProposalSaysTheDoseOfTheTableItsRowTheTotalAndWhatPhysicsAsksFor() throws Exception {
        JsonNode evidence = proposed(95, -3.1);

        assertThat(value(evidence, "winter.dose.agent.fs30")).isEqualTo(10);
        assertThat(value(evidence, "winter.dose.row-above")).isEqualTo(-10);
        // 200 m, 6 m wide, 10 g on each square metre
        assertThat(value(evidence, "winter.dose.total")).isEqualTo(12, within(1e-9));
        assertThat(value(evidence, "winter.dose.needed")).isEqualTo(Dose.gramsPerSquareMetre(0.1, -3.1), within(1e-9));
    }

    @Test
    void whereItIsTooColdForSaltGritIsProposedFirstAndSaltWithAWarning() throws Exception {
        JsonNode evidence = proposed(95, -11);

        assertThat(evidence.findValuesAsString("quantity")).doesNotContain("winter.dose.agent.fs30");
        assertThat(jdbc.sql("select measures[1] from proposal where source = 'winter' and place = :name")
                        .param("name", name)
                        .query(String.class)
                        .single())
                .isEqualTo("winter.measure.grit");
        assertThat(jdbc.sql("""
            select expectations -> 'winter.measure.salt' ->> 'effect' from proposal
            where source = 'winter' and place = :name\
            """).param("name", name).query(String.class).single())
                .isEqualTo("winter.effect.salt.too-cold");
    }

    @Test
    void whatIsForeseenIsProposedWithThePreventiveRow() throws Exception {
        Instant now = Instant.now();
        String past = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> "{\"phenomenonTime\": \"%s\", \"result\": %s}"
                        .formatted(now.minus(Duration.ofMinutes(10L * i)), 0.8 + 0.5 * i))
                .collect(Collectors.joining(", "));

        devices.report(station(past), now, 1.5, 98, 0.8);

        assertThat(value(raised(), "winter.dose.agent.fs100")).isEqualTo(10);
        assertThat(jdbc.sql("select headline from proposal where source = 'winter' and place = :name")
                        .param("name", name)
                        .query(String.class)
                        .single())
                .isEqualTo("winter.foreseen.hoarfrost");
    }

    /** Where the sun is far below the horizon now, so that it warms no road. */
    private static Position nightPlace() {
        double hour = LocalTime.now(ZoneOffset.UTC).toSecondOfDay() / 3600.0;
        double midnight = hour < 12 ? -15 * hour : 15 * (24 - hour);
        double lon = midnight + ThreadLocalRandom.current().nextDouble(-5, 5);
        return new Position(
                lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon,
                ThreadLocalRandom.current().nextDouble(30, 40));
    }

    private JsonNode proposed(double humidity, double surface) throws Exception {
        devices.report(station(""), Instant.now(), surface + 1, humidity, surface);
        return raised();
    }

    /** The evidence of the proposal. */
    private JsonNode raised() {
        String sql = "select raised_evidence::text from proposal where source = 'winter' and place = :name";
        return JsonMapper.shared()
                .readTree(await().until(
                                () -> jdbc.sql(sql)
                                        .param("name", name)
                                        .query(String.class)
                                        .optional()
                                        .orElse(""),
                                found -> !found.isEmpty()));
    }

    private static double value(JsonNode evidence, String quantity) {
        for (JsonNode one : evidence) {
            if (one.path("quantity").asString().equals(quantity)) {
                return one.path("value").asDouble();
            }
        }
        throw new AssertionError(quantity + " is not in " + evidence);
    }

    /** @param past observations of the surface, as JSON */
    private Devices.Station station(String past) throws Exception {
        long thing = devices.create("Things", String.format(Locale.ROOT, """
            {"name": "%s", "description": "Station", "Locations": [{"name": "Ort", "description": "Ort",
             "encodingType": "application/geo+json",
             "location": {"type": "Point", "coordinates": [%f, %f]}}]}\
            """, name, place.lon(), place.lat()));
        return new Devices.Station(
                thing,
                devices.datastream(thing, "air_temperature", "Cel"),
                devices.datastream(thing, "relative_humidity", "%"),
                devices.datastream(thing, "surface_temperature", "Cel", past));
    }

    private void assertRefused(String field, MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getStatus()).as(field).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("id=\"" + field + "-error\"");
    }

    private String page(UserDetails who) throws Exception {
        return http.perform(get("/winter/doses").with(user(who)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private MockHttpServletResponse put(
            UserDetails who, String when, String above, String agent, String amount, String reason) throws Exception {
        return http.perform(post("/winter/doses")
                        .param("municipality", Long.toString(people.municipality()))
                        .param("when", when)
                        .param("above", above)
                        .param("agent", agent)
                        .param("amount", amount)
                        .param("reason", reason)
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }
}
