package de.stadtkern.services.sweeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is swept by plan as tours with tips, in a town of its own with one street of four segments. */
@TownTest
class SweepingToursTest {

    private static final double HOPPER = 1.2;

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Clock clock;

    @Autowired
    SweepingRows rows;

    @Autowired
    StormWatch storms;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String street = "Kippenweg " + mark;
    private final long lon = ThreadLocalRandom.current().nextLong(20_000_000, 30_000_000);
    private long town;
    private LocalDate monday;
    private UserDetails officer;

    @BeforeEach
    void aTownWithAStreet() {
        town = jdbc.sql("insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY')"
                        + " returning id")
                .param("name", "Kippstadt " + mark)
                .query(Long.class)
                .single();
        people.add("kippe-leitung" + mark, Role.DUTY_OFFICER, town);
        officer = people.of("kippe-leitung" + mark);
        long extract = jdbc.sql("""
            insert into segment_extract (file_name, bytes, sha256, segments, attribution, reading)
            values ('test', 1, 'test', 4, 'test', 2) returning id\
            """).query(Long.class).single();
        for (int part = 0; part < 4; part++) {
            long segment = jdbc.sql("""
                insert into segment (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres,
                    extract_id, quarter)
                values (1, 0, :name, 'residential', false, false, (:course)::path, 500, :extract, 'Altstadt')
                returning id\
                """)
                    .param("name", street)
                    .param(
                            "course",
                            "[(%d,61000000),(%d,61000000)]".formatted(lon + part * 9000L, lon + (part + 1) * 9000L))
                    .param("extract", extract)
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                insert into street_register (municipality_id, segment_id, sweeping_class, reason, person_name)
                values (:town, :segment, :class, 'Satzung', 'Amt')\
                """)
                    .param("town", town)
                    .param("segment", segment)
                    .param("class", "T" + mark)
                    .update();
        }
        monday = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    @Test
    void aPlanOfAnOrderTipsBeforeTheHopperIsFull() throws Exception {
        policy("0,5", "");
        station("Kippe Ost", SweepingRows.Station.Kind.TIP);
        station("Hydrant", SweepingRows.Station.Kind.WATER);

        long plan = solved(planOf(order()));

        assertThat(read("select stations::text from tour_plan where id = ?", plan))
                .as("water is not planned")
                .hasSize(1)
                .allSatisfy(one -> {
                    assertThat(one.path("name").asString()).isEqualTo("Kippe Ost");
                    assertThat(one.path("seconds").asDouble()).isEqualTo(20 * 60);
                });
        JsonNode tours = solution(plan).path("tours");
        assertThat(tours).hasSize(1);
        JsonNode stops = tours.path(0).path("stops");
        assertThat(stops).as("four segments, both sides").hasSize(8);
        assertThat(stops)
                .allSatisfy(stop -> assertThat(stop.path("load").asDouble()).isLessThanOrEqualTo(HOPPER + 1e-6));
        assertThat(stops)
                .as("2 m³ in a hopper of 1.2 m³")
                .anySatisfy(stop -> assertThat(stop.path("station").isNumber()).isTrue());
    }

    @Test
    void leavesFillTheHopperFasterWhileTheyFall() throws Exception {
        policy("0,1", "0,4");
        station("Kippe Ost", SweepingRows.Station.Kind.BOTH);
        assertThat(demand(planOf(order()))).isEqualTo(0.05);

        rows.insert(rule(Rule.Kind.LEAVES));
        assertThat(demand(planOf(anyOrder()))).isEqualTo(0.2);
    }

    @Test
    void whereNobodyHasSaidHowMuchComesTogetherNothingLimitsATour() throws Exception {
        station("Kippe Ost", SweepingRows.Station.Kind.TIP);
        long plan = planOf(order());
        assertThat(demand(plan)).isZero();
        assertThat(read("select stations::text from tour_plan where id = ?", plan))
                .isEmpty();
        policy("0,1", "");
        assertThat(send(people.foreignOfficer(), post("/operations/orders/" + anyOrder() + "/plan"))
                        .getStatus())
                .isEqualTo(404);
        assertThat(send(officer, post("/sweeping/rules/policy").param("sweepings", "viel"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aStormWarningRaisesOneProposalThatAPersonDecides() throws Exception {
        act(post("/sweeping/rules")
                .param("kind", "STORM")
                .param("target", "STREET")
                .param("name", street)
                .param("sides", "RIGHT")
                .param("every", "1")
                .param("unit", "WEEKS")
                .param("nth", "1")
                .param("anchor", monday.toString()));
        warn("w1-" + mark, "WINDBÖEN", 1);
        warn("w2-" + mark, "GLÄTTE", 3);
        storms.look();
        assertThat(proposals()).as("neither weak wind nor ice").isEmpty();

        warn("w3-" + mark, "STURMBÖEN", 2);
        storms.look();
        storms.look();
        warn("w4-" + mark, "SCHWERES GEWITTER mit ORKANBÖEN", 3);
        storms.look();

        assertThat(proposals())
                .singleElement()
                .asString()
                .startsWith("RULE sweeping.proposal.STORM Vorhersage, keine Messung. Deutscher Wetterdienst, ")
                .endsWith(": Warnung w4-" + mark);
        assertThat(jdbc.sql("select count(*) from work_order where municipality_id = ?")
                        .param(town)
                        .query(Integer.class)
                        .single())
                .as("nobody has decided")
                .isZero();
        assertThat(send(
                                people.foreignOfficer(),
                                post("/sweeping/rules")
                                        .param("municipality", Long.toString(town))
                                        .param("kind", "STORM"))
                        .getStatus())
                .isEqualTo(404);

        long order = decided();
        assertThat(jdbc.sql("select jsonb_array_length(stops) from dispatch_tour where order_id = ?")
                        .param(order)
                        .query(Integer.class)
                        .single())
                .as("one side of four segments")
                .isEqualTo(4);
        warn("w5-" + mark, "ORKANBÖEN", 4);
        storms.look();
        assertThat(proposals()).as("what was decided rests").hasSize(1);
    }

    private List<String> proposals() {
        return jdbc.sql("select raiser || ' ' || headline || ' ' || why from proposal where municipality_id = ?")
                .param(town)
                .query((rs, row) -> rs.getString(1))
                .list();
    }

    private void warn(String id, String event, int level) {
        jdbc.sql("""
            insert into forecast_warning (id, event, level, headline, description, instruction, starts_at, ends_at,
                issued_at, replaces)
            values (:id, :event, :level, 'Warnung ' || :id, '', '', now(), now() + interval '3 hours', now(), '{}')\
            """)
                .param("id", id)
                .param("event", event)
                .param("level", level)
                .update();
        jdbc.sql("insert into forecast_warning_ring values (:id, 0, false, (:ring)::polygon)")
                .param("id", id)
                .param(
                        "ring",
                        "((%1$d,60900000),(%2$d,60900000),(%2$d,61100000),(%1$d,61100000))"
                                .formatted(lon - 100_000, lon + 100_000))
                .update();
    }

    private double demand(long plan) {
        return read("select jobs::text from tour_plan where id = ?", plan)
                .path(0)
                .path("demand")
                .asDouble();
    }

    private void policy(String usual, String leaves) throws Exception {
        act(post("/sweeping/rules/policy")
                .param("onHoliday", "LEFT_OUT")
                .param("signHours", "72")
                .param("proration", "MONTHS")
                .param("metres", "STARTED")
                .param("sweepings", usual)
                .param("sweepingsLeaves", leaves)
                .param("tipMinutes", "20"));
    }

    private void station(String name, SweepingRows.Station.Kind kind) {
        rows.put(new SweepingRows.Station(0, town, name, kind, name, Position.ofMicrodegrees(lon, 61_001_000)));
    }

    private Rule rule(Rule.Kind kind) {
        return new Rule(
                0,
                town,
                kind,
                Rule.Target.CLASS,
                "T" + mark,
                Rule.Sides.BOTH,
                new Rule.Rhythm(1, Rule.Unit.WEEKS, Set.of(DayOfWeek.values()), 1, monday),
                Rule.Season.ALL_YEAR,
                null,
                false);
    }

    /** Of the first day of next week that is no holiday. */
    private long order() throws Exception {
        rows.insert(rule(Rule.Kind.REGULAR));
        act(post("/sweeping/week/release").param("week", monday.toString()));
        return decided();
    }

    private long decided() throws Exception {
        List<String> proposal = jdbc.sql(
                        "select id::text, headline, measures[1] from proposal where municipality_id = ? order by id")
                .param(town)
                .query((rs, row) -> List.of(rs.getString(1), rs.getString(2), rs.getString(3)))
                .list()
                .getFirst();
        act(post("/operations/proposals/" + proposal.get(0))
                .param("headline", proposal.get(1))
                .param("measure", proposal.get(2))
                .param("reason", "Nach Plan"));
        return anyOrder();
    }

    private long anyOrder() {
        return jdbc.sql("select id from work_order where municipality_id = ?")
                .param(town)
                .query(Long.class)
                .single();
    }

    private long planOf(long order) throws Exception {
        long depot = jdbc.sql("""
            insert into fleet_depot (municipality_id, name, address, pt)
            values (:town, :name, 'Hof', point(:lon, 61002000)) returning id\
            """)
                .param("town", town)
                .param("name", UUID.randomUUID().toString())
                .param("lon", lon)
                .query(Long.class)
                .single();
        long vehicle = jdbc.sql("""
            insert into fleet_vehicle
                (municipality_id, name, kind, equipment, needs, depot_id, capacity, capacity_unit, energy)
            values (:town, :name, 'SWEEPER', '{}', '{}', :depot, :hopper, 'm3', 'DIESEL') returning id\
            """)
                .param("town", town)
                .param("name", UUID.randomUUID().toString())
                .param("depot", depot)
                .param("hopper", HOPPER)
                .query(Long.class)
                .single();
        act(post("/operations/orders/" + order + "/plan")
                .param(
                        "version",
                        jdbc.sql("select version::text from dispatch_order where order_id = ?")
                                .param(order)
                                .query(String.class)
                                .single())
                .param("vehicle-" + vehicle, "true"));
        return jdbc.sql("select plan_id from dispatch_order where order_id = ?")
                .param(order)
                .query(Long.class)
                .single();
    }

    private long solved(long plan) throws Exception {
        act(post("/planning/" + plan + "/solve")
                .param("profile", "CAR")
                .param("perKilometre", "1")
                .param("perHour", "1")
                .param("seconds", "1"));
        await().atMost(Duration.ofSeconds(60)).until(() -> !solution(plan).isMissingNode());
        return plan;
    }

    private JsonNode solution(long plan) {
        return jdbc.sql("select solution::text from tour_plan_version where plan_id = ?")
                .param(plan)
                .query(String.class)
                .optional()
                .map(JsonMapper.shared()::readTree)
                .orElseGet(() -> JsonMapper.shared().missingNode());
    }

    private JsonNode read(String sql, long id) {
        return JsonMapper.shared()
                .readTree(jdbc.sql(sql).param(id).query(String.class).single());
    }

    private void act(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse answer = send(officer, request);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(302);
    }

    private MockHttpServletResponse send(UserDetails who, MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.with(user(who)).with(csrf()).accept(MediaType.TEXT_HTML))
                .andReturn()
                .getResponse();
    }
}
