package de.stadtkern.kernel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.dispatch.TourEvent.Kind;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.routing.TestRoads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

/** Orders over several vehicles: by a plan, in stages, and otherwise than planned when something happens. */
@TownTest
class ReplanTest {

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Proposals proposals;

    @Autowired
    DispatchedTours tours;

    @Autowired
    TestRoads roads;

    @SuppressWarnings("NullAway.Init")
    private WinterOrder order;

    @BeforeEach
    void noRoads() {
        roads.forget();
    }

    @AfterEach
    void signOutAndOpenTheRoads() {
        jdbc.sql("delete from routing_closure where name like 'Kanalbau %'").update();
        SecurityContextHolder.clearContext();
    }

    @Test
    void aPlanOfTheOrderIsWorkedOnAndItsToursAreDispatchedInsteadOfTheFirst() throws Exception {
        decide(null, null, null, null);
        long first = order.onlyTour();
        long west = order.vehicle("West", 0);
        long east = order.vehicle("Ost", 2500);
        String path = "/operations/api/orders/" + order.id();
        order.act(path + "/plan", order.with("vehicle-" + west, true, "vehicle-" + east, true));
        long plan = order.order().path("planId").asLong();
        assertThat(order.answer(people.officer(), "/planning/" + plan).getContentAsString())
                .contains("/operations/orders/" + order.id() + "/plan");
        assertThat(order.send(people.officer(), path + "/dispatch", order.with())
                        .getStatus())
                .isEqualTo(409);

        order.act("/planning/api/plans/" + plan + "/solve", Map.of("seconds", 1));
        awaitResult(plan);
        order.act(path + "/dispatch", order.with());

        assertThat(order.tours()).isNotEmpty().allSatisfy(tour -> {
            assertThat(tour.path("state").asString()).isEqualTo("DISPATCHED");
            assertThat(tour.path("vehicleId").asLong()).isIn(west, east);
        });
        assertThat(everyStop()).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(order.get(people.officer(), "/dispatch/api/tours/" + first)
                        .path("state")
                        .asString())
                .isEqualTo("BROKEN_OFF");
    }

    @Test
    void aTourOfStageTwoDoesNotStartBeforeStageOneIsDoneUnlessAnOfficerSaysWhy() throws Exception {
        decide(1, 1, 2, 2);
        long two = order.split("Stufe 2", List.of(3, 4));
        long one = order.tours().getFirst().path("id").asLong();
        String path = "/dispatch/api/tours/" + two;
        assertThat(order.get(people.officer(), path).path("waits").asBoolean()).isTrue();

        Instant begin = Instant.now().minusSeconds(7200);
        record(two, event(begin, Kind.START, null));
        assertThat(order.get(people.officer(), path).path("state").asString()).isEqualTo("DISPATCHED");
        assertThat(order.get(people.officer(), path).at("/events/0/refusal").asString())
                .isEqualTo("dispatch.event.refusal.stage");

        record(one, event(begin, Kind.START, null), event(begin.plusSeconds(600), Kind.STOP_DONE, 1));
        record(two, event(begin.plusSeconds(700), Kind.START, null));
        assertThat(order.get(people.officer(), path).path("state").asString()).isEqualTo("DISPATCHED");
        record(one, event(begin.plusSeconds(900), Kind.STOP_DONE, 2));
        record(two, event(begin.plusSeconds(1000), Kind.START, null));
        assertThat(order.get(people.officer(), path).path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void anOfficerLetsATourOfStageTwoStartEarlyOnlyWithAReason() throws Exception {
        decide(1, 2);
        long two = order.split("Stufe 2", List.of(2));
        String path = "/dispatch/api/tours/" + two;

        assertThat(order.send(people.officer(), path + "/early", order.with()).getStatus())
                .isEqualTo(400);
        order.act(path + "/early", order.with("reason", "Schulbus fährt dort zuerst"));
        record(two, event(Instant.now(), Kind.START, null));

        assertThat(order.get(people.officer(), path).path("state").asString()).isEqualTo("RUNNING");
        assertThat(audited()).contains("tour.early");
    }

    @Test
    void afterABreakdownTheOthersTakeOverAndNothingDoneMoves() throws Exception {
        decide(null, null, null, null, null, null);
        long east = order.split("Ost", List.of(4, 5, 6));
        long west = order.tours().getFirst().path("id").asLong();
        WinterOrder other = order;
        decide(null, null);
        WinterOrder untouched = order;
        JsonNode before = untouched.order();
        order = other;
        Instant begin = Instant.now().minusSeconds(3600);
        record(west, event(begin, Kind.START, null), event(begin.plusSeconds(300), Kind.STOP_DONE, 1));
        record(east, event(begin, Kind.START, null), event(begin.plusSeconds(300), Kind.STOP_DONE, 4));

        JsonNode proposal = propose("ends-" + east, true, "reason", "Getriebe defekt");
        assertThat(order.tours()).hasSize(2);
        assertThat(WinterOrder.numbers(tour(east))).containsExactly(4, 5, 6);
        accept(proposal);

        assertThat(tour(east).path("state").asString()).isEqualTo("BROKEN_OFF");
        assertThat(WinterOrder.numbers(tour(east))).containsExactly(4);
        assertThat(WinterOrder.numbers(tour(west))).startsWith(1, 2).containsExactlyInAnyOrder(1, 2, 3, 5, 6);
        assertThat(tour(west).path("state").asString()).isEqualTo("RUNNING");
        assertThat(everyStop()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(untouched.order()).isEqualTo(before);

        record(
                west,
                event(begin.plusSeconds(600), Kind.STOP_DONE, 2),
                event(begin.plusSeconds(700), Kind.STOP_DONE, 3),
                event(begin.plusSeconds(800), Kind.STOP_DONE, 5),
                event(begin.plusSeconds(900), Kind.STOP_DONE, 6),
                event(Instant.now(), Kind.FINISH, null));
        assertThat(order.order().path("state").asString()).isEqualTo("DONE");
    }

    @Test
    void aProposalIsNotAcceptedWhenItsStopsHaveGoneOnAndAcceptedOnce() throws Exception {
        decide(null, null, null);
        long tour = order.onlyTour();
        long help = order.vehicle("Hilfe", 1500);
        record(tour, event(Instant.now().minusSeconds(600), Kind.START, null));
        JsonNode stale = propose("vehicle-" + help, true, "reason", "Es wird knapp");
        record(tour, event(Instant.now().minusSeconds(300), Kind.STOP_DONE, 1));

        String path = "/dispatch/api/replans/";
        assertThat(order.send(people.officer(), path + stale.path("id").asLong() + "/accept", Map.of("reason", "ja"))
                        .getStatus())
                .isEqualTo(409);

        JsonNode fresh = propose("vehicle-" + help, true, "reason", "Es wird knapp");
        accept(fresh);
        assertThat(order.send(
                                people.officer(),
                                path + fresh.path("id").asLong() + "/reject",
                                Map.of("reason", "doch nicht"))
                        .getStatus())
                .isEqualTo(409);
        assertThat(everyStop()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aNewUrgentTaskComesOnTopAndAStreetThatIsClosedIsNamedAndStays() throws Exception {
        decide(null, null, null);
        long tour = order.onlyTour();
        close(3, "Kanalbau " + order.id());
        Position place = order.place(700);

        JsonNode proposal = propose(
                "place", place.lat() + ", " + place.lon(), "placeName", "Unfallstelle", "reason", "Glätteunfall");
        assertThat(proposal.at("/content/closed/3").asString()).isEqualTo("Kanalbau " + order.id());
        assertThat(order.answer(
                                people.officer(),
                                "/dispatch/replans/" + proposal.path("id").asLong())
                        .getContentAsString())
                .contains("gesperrt: Kanalbau " + order.id(), "Unfallstelle", "neu");
        accept(proposal);

        assertThat(WinterOrder.numbers(tour(tour)))
                .containsExactlyInAnyOrder(1, 2, 3, 4)
                .endsWith(3);
    }

    @Test
    void whateverHasHappenedAProposalKeepsWhatIsDoneAndLosesNothing() throws Exception {
        Random random = new Random(8);
        for (int round = 0; round < 4; round++) {
            decide(new Integer[6]);
            long east = order.split("Ost", List.of(4, 5, 6));
            long west = order.tours().getFirst().path("id").asLong();
            Set<Integer> done = new HashSet<>();
            for (long tour : List.of(west, east)) {
                List<TourEvent> events =
                        new ArrayList<>(List.of(event(Instant.now().minusSeconds(600), Kind.START, null)));
                IntStream.rangeClosed(tour == west ? 1 : 4, tour == west ? 3 : 6)
                        .filter(number -> random.nextBoolean())
                        .forEach(number -> {
                            done.add(number);
                            events.add(event(Instant.now().minusSeconds(500), Kind.STOP_DONE, number));
                        });
                record(tour, events.toArray(TourEvent[]::new));
            }
            List<JsonNode> before = List.of(tour(west), tour(east));
            accept(propose("ends-" + (random.nextBoolean() ? west : east), true, "reason", "krank"));

            assertThat(everyStop()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
            for (int i = 0; i < 2; i++) {
                Set<Integer> mine = new HashSet<>(WinterOrder.numbers(before.get(i)));
                mine.retainAll(done);
                assertThat(WinterOrder.numbers(tour(i == 0 ? west : east))).containsAll(mine);
            }
        }
    }

    private void decide(@Nullable Integer... stages) throws Exception {
        order = new WinterOrder(http, jdbc, people, proposals, stages);
    }

    private JsonNode propose(Object... fields) throws Exception {
        Map<String, Object> body = order.with(fields);
        body.remove("version");
        return order.act("/operations/api/orders/" + order.id() + "/replans", body);
    }

    private void accept(JsonNode proposal) throws Exception {
        JsonNode accepted = order.act(
                "/dispatch/api/replans/" + proposal.path("id").asLong() + "/accept", Map.of("reason", "so geht es"));
        assertThat(accepted.path("state").asString()).isEqualTo("ACCEPTED");
    }

    private void close(int stop, String name) throws Exception {
        String course = jdbc.sql("""
                        select jsonb_agg(jsonb_build_array(p -> 'lon', p -> 'lat'))
                        from dispatch_tour, jsonb_array_elements(stops) s, jsonb_array_elements(s -> 'course') p
                        where order_id = :order and (s ->> 'number')::int = :stop""")
                .param("order", order.id())
                .param("stop", stop)
                .query(String.class)
                .single();
        jdbc.sql("""
                        insert into routing_closure
                            (municipality_id, name, reason, course, on_foot_too, starts_at, ends_at, person_name)
                        values (:here, :name, 'r', jsonb_build_array(:course::jsonb), false, now() - interval '1 hour',
                            now() + interval '10 minutes', 'x')""")
                .param("here", people.municipality())
                .param("name", name)
                .param("course", course)
                .update();
    }

    private void awaitResult(long plan) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode now = order.get(people.officer(), "/planning/api/plans/" + plan);
            return now.path("state").asString().equals("IDLE")
                    && now.path("version").isObject();
        });
    }

    private List<Integer> everyStop() throws Exception {
        return order.tours().stream()
                .flatMap(tour -> WinterOrder.numbers(tour).stream())
                .toList();
    }

    private JsonNode tour(long id) throws Exception {
        return order.get(people.officer(), "/dispatch/api/tours/" + id);
    }

    private List<@Nullable String> audited() {
        return jdbc.sql("select action from audit_entry where detail like :detail")
                .param("detail", order.id() + " %")
                .query(String.class)
                .list();
    }

    private void record(long tour, TourEvent... events) {
        var crew = people.crew();
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(crew, null, crew.getAuthorities())));
        tours.record(tour, Arrays.asList(events));
    }

    private static TourEvent event(Instant at, Kind kind, @Nullable Integer stop) {
        return new TourEvent(UUID.randomUUID(), at, kind, stop, null, null);
    }
}
