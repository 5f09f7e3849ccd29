package de.stadtkern.kernel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.planning.Job;
import de.stadtkern.kernel.planning.TourPlans;
import de.stadtkern.kernel.planning.TourPlans.NewPlan;
import de.stadtkern.kernel.planning.Vehicle;
import de.stadtkern.kernel.routing.Routing;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

/** Orders that are driven by a plan which was made before them. */
@TownTest
class PlanInForceTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Proposals proposals;

    @Autowired
    TourPlans plans;

    @Autowired
    Routing routing;

    private final String name = "Winterplan " + UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private WinterOrder order;

    /** The streets here are nowhere near the roads that other tests bring in. */
    @BeforeEach
    void anOrderOverTwoStreets() throws Exception {
        jdbc.sql("delete from extract_piece").update();
        await().until(() -> !routing.ready());
        order = new WinterOrder(http, jdbc, people, proposals, null, null);
    }

    @AfterEach
    void outOfForce() {
        SecurityContextHolder.clearContext();
        jdbc.sql("update tour_plan set in_force = false where name = :name")
                .param("name", name)
                .update();
    }

    @Test
    void theOrderGetsTheToursOfThePlanAndWhatItServesBesidesAsStopsOfTheirOwn() throws Exception {
        long vehicle = order.vehicle("Plan", 0);
        long plan = inForce(
                vehicle,
                street(1, -101, 500, 800, false),
                street(2, -102, 1000, 1300, false),
                new Job(3, "Feuerwache", null, List.of(order.place(1500)), false, 0, 60, 0));

        assertThat(use(people.officer(), plan).getStatus()).isEqualTo(302);
        assertThat(order.order().path("planId").asLong()).as("a copy").isNotIn(0L, plan);
        order.act("/operations/api/orders/" + order.id() + "/dispatch", order.with());

        assertThat(order.tours())
                .hasSize(1)
                .allSatisfy(tour -> assertThat(tour.path("vehicleId").asLong()).isEqualTo(vehicle));
        assertThat(stops()).containsExactlyInAnyOrder("1 -101", "2 -102", "3 Feuerwache");
    }

    @Test
    void eachSideOfAStreetIsServedOnceInItsOwnDirection() throws Exception {
        bothSidesOfTheSecondStreet();
        long plan = inForce(
                order.vehicle("Seiten", 0),
                street(1, -101, 500, 800, false),
                street(2, -102, 1300, 1000, true),
                street(3, -102, 1000, 1300, true));

        assertThat(use(people.officer(), plan).getStatus()).isEqualTo(302);
        order.act("/operations/api/orders/" + order.id() + "/dispatch", order.with());

        assertThat(stops()).containsExactlyInAnyOrder("1 -101", "2 -102", "3 -102");
        assertThat(everyStop()).allSatisfy(stop -> {
            double first = stop.at("/course/0/lon").asDouble();
            double last = stop.at("/course/1/lon").asDouble();
            switch (stop.path("number").asInt()) {
                case 2 -> assertThat(first).isLessThan(last);
                case 3 -> assertThat(first).isGreaterThan(last);
                default -> assertThat(stop.path("segmentId").asLong()).isEqualTo(-101);
            }
        });
    }

    @Test
    void aSideThatThePlanDoesNotServeIsLeftOutAndNotDispatchedWithoutAReason() throws Exception {
        bothSidesOfTheSecondStreet();
        long plan =
                inForce(order.vehicle("Halb", 0), street(1, -101, 500, 800, false), street(2, -102, 1300, 1000, true));
        use(people.officer(), plan);
        String path = "/operations/api/orders/" + order.id() + "/dispatch";

        assertThat(order.send(people.officer(), path, order.with()).getStatus()).isEqualTo(409);
        order.act(path, order.with("reason", "Die Südseite räumt der Anlieger"));

        assertThat(stops()).containsExactlyInAnyOrder("1 -101", "3 -102");
    }

    @Test
    void thePlanOfAnotherTownOrOneOutOfForceIsRefused() throws Exception {
        long plan = inForce(order.vehicle("Fremd", 0), street(1, -101, 500, 800, false));
        assertThat(use(people.foreignOfficer(), plan).getStatus()).isIn(403, 404);

        outOfForce();

        assertThat(use(people.officer(), plan).getStatus()).isEqualTo(400);
        assertThat(order.order().path("planId").asLong()).isZero();
    }

    private Job street(long id, long segment, double from, double to, boolean oneWay) {
        List<Position> course = List.of(order.place(from), order.place(to));
        return new Job(id, "Straße", segment, course, oneWay, 300, 36, 0);
    }

    private long inForce(long vehicle, Job... jobs) {
        var officer = people.officer();
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(officer, null, officer.getAuthorities())));
        String driver = jdbc.sql("select name from fleet_vehicle where id = :id")
                .param("id", vehicle)
                .query(String.class)
                .single();
        long plan = plans.create(new NewPlan(
                people.municipality(),
                name,
                "/test/" + name,
                Arrays.asList(jobs),
                List.of(new Vehicle(1, driver, order.place(0), null, LocalTime.of(3, 0), null))));
        plans.search(plan, 1);
        await().pollInSameThread()
                .until(() -> plans.find(plan)
                        .filter(result -> !result.searching() && !result.tours().isEmpty())
                        .isPresent());
        plans.putInForce(plan);
        SecurityContextHolder.clearContext();
        return plan;
    }

    /** Stop 2 is the one side of its street, stop 3 the other. */
    private void bothSidesOfTheSecondStreet() {
        jdbc.sql("""
            update dispatch_tour set stops = jsonb_set(stops, '{1,directed}', 'true') || jsonb_build_array(
                stops -> 1 || jsonb_build_object('number', 3, 'directed', true, 'course',
                    jsonb_build_array(stops #> '{1,course,1}', stops #> '{1,course,0}')))
            where order_id = :order\
            """).param("order", order.id()).update();
    }

    private MockHttpServletResponse use(UserDetails who, long plan) throws Exception {
        return http.perform(post("/operations/orders/" + order.id() + "/plan/use")
                        .param("version", Integer.toString(order.version()))
                        .param("plan", Long.toString(plan))
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private List<JsonNode> everyStop() throws Exception {
        List<JsonNode> stops = new ArrayList<>();
        for (JsonNode tour : order.tours()) {
            tour.path("stops").forEach(stops::add);
        }
        return stops;
    }

    private List<String> stops() throws Exception {
        return everyStop().stream().map(PlanInForceTest::words).toList();
    }

    private static String words(JsonNode stop) {
        @Nullable
        Long segment =
                stop.path("segmentId").isNull() ? null : stop.path("segmentId").asLong();
        return stop.path("number").asInt() + " "
                + (segment == null ? stop.path("name").asString() : segment);
    }
}
