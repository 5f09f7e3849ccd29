package de.stadtkern.kernel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.dispatch.TourEvent.Kind;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tours from the decision to the proof: given to crews, taken back, driven with and without a connection. */
@TownTest
class DispatchTest {

    private static final byte[] PHOTO = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};

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
    Attachments attachments;

    @Autowired
    JsonMapper json;

    private final Instant begin = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    private WinterOrder order;
    private long tour;

    @BeforeEach
    void decide() throws Exception {
        order = new WinterOrder(http, jdbc, people, proposals, null, null, null);
        tour = order.onlyTour();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aDecisionIsAtOnceATourForAnyCrewAndItsEndIsTheEndOfTheOrderWithAProof() throws Exception {
        as(people.crew());
        assertThat(tours.mine()).extracting(Tour::id).contains(tour);

        tours.record(tour, List.of(event(0, Kind.START, null), event(5, Kind.STOP_DONE, 1)));
        assertThat(state()).isEqualTo("RUNNING");
        assertThat(order.order().path("state").asString()).isEqualTo("STARTED");

        as(people.crew());
        tours.record(tour, List.of(event(9, Kind.STOP_LEFT, 2), event(60, Kind.FINISH, null)));
        assertThat(state()).isEqualTo("DONE");
        assertThat(order.order().path("state").asString()).isEqualTo("DONE");
        as(people.crew());
        assertThat(tours.mine()).extracting(Tour::id).doesNotContain(tour);
        assertThat(proofs()).isEqualTo(1);
        String proof = jdbc.sql("select content::text from proof where tour_id = :tour")
                .param("tour", tour)
                .query(String.class)
                .single();
        assertThat(proof).contains("Straße 1", "MANUAL").contains("Test mannschaft");
    }

    @Test
    void thereIsNoTourWithoutADecision() {
        assertThatThrownBy(
                        () -> jdbc.sql("""
                                insert into dispatch_tour (order_id, municipality_id, name, stops, state)
                                values (-1, :here, 'x', '[]', 'DISPATCHED')""").param("here", people.municipality()).update())
                .hasMessageContaining("dispatch_tour_order_id_fkey");
        assertThat(jdbc.sql("""
                                select count(*) from dispatch_tour t
                                where not exists (select from work_order w join decision d on d.id = w.decision_id
                                                  where w.id = t.order_id)""").query(Long.class).single()).isZero();
    }

    @Test
    void whatADeviceSendsLateTwiceAndInAnyOrderGivesTheSame() throws Exception {
        List<TourEvent> events = new ArrayList<>(List.of(
                event(0, Kind.START, null),
                event(5, Kind.STOP_DONE, 1),
                event(10, Kind.PAUSE, null),
                event(20, Kind.RESUME, null),
                event(30, Kind.STOP_DONE, 2),
                event(40, Kind.STOP_DONE, 3),
                event(50, Kind.FINISH, null)));
        Collections.shuffle(events);
        as(people.crew());
        for (TourEvent event : events) {
            tours.record(tour, List.of(event, events.getFirst()));
        }

        assertThat(state()).isEqualTo("DONE");
        assertThat(tour().path("events")).hasSize(7);
        assertThat(tour().path("startedAt").asString())
                .startsWith(begin.toString().substring(0, 19));
        as(people.crew());
        assertThat(tours.get(tour).count(TourStop.State.DONE)).isEqualTo(3);
        assertThat(proofs()).isEqualTo(1);
    }

    @Test
    void whatCannotApplyIsKeptWithItsReasonAndNothingKeptEverChanges() throws Exception {
        as(people.crew());
        TourEvent after = event(70, Kind.STOP_DONE, 3);
        List<UUID> kept = tours.record(tour, List.of(event(0, Kind.START, null), event(60, Kind.FINISH, null), after));

        assertThat(kept).hasSize(3).contains(after.id());
        assertThat(tours.get(tour).events().getLast().refusal()).isEqualTo("dispatch.event.refusal.over");
        assertThat(order.answer(people.officer(), "/dispatch/tours/" + tour).getContentAsString())
                .contains("Die Tour war schon zu Ende");
        for (String change : List.of("update dispatch_event set kind = 'NOTE'", "delete from dispatch_event")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("only ever added to");
        }
    }

    @Test
    void anEventThatCannotBeReadIsRefusedAndNoneOfThemKept() throws Exception {
        as(people.crew());
        TourEvent tooMuch = new TourEvent(UUID.randomUUID(), begin, Kind.MATERIAL, null, null, -1.0);

        assertThatThrownBy(() -> tours.record(tour, List.of(event(0, Kind.START, null), tooMuch)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> tours.record(tour, List.of(event(0, Kind.BREAK_OFF, null))))
                .isInstanceOf(Refusal.class);
        assertThat(tour().path("events")).isEmpty();
    }

    @Test
    void theNeighboursSeeAndChangeNothing() throws Exception {
        UserDetails foreign = people.foreignOfficer();
        for (String path : List.of(
                "/dispatch/tours/" + tour,
                "/dispatch/tours/" + tour + "/map.geojson",
                "/dispatch/api/tours/" + tour,
                "/operations/orders/" + order.id() + "/plan",
                "/operations/orders/" + order.id() + "/replan",
                "/operations/api/orders/" + order.id())) {
            assertThat(order.answer(foreign, path).getStatus()).as(path).isEqualTo(404);
        }
        for (String act : List.of("assign", "withdraw", "early", "break-off")) {
            assertThat(order.send(foreign, "/dispatch/api/tours/" + tour + "/" + act, order.with("reason", "x"))
                            .getStatus())
                    .as(act)
                    .isEqualTo(404);
        }
        as(foreign);
        assertThatThrownBy(() -> tours.record(tour, List.of(event(0, Kind.START, null))))
                .isInstanceOf(Refusal.class);
        assertThat(state()).isEqualTo("DISPATCHED");
    }

    @Test
    void theCrewDrivesAndDoesNotDispatch() throws Exception {
        assertThat(order.send(people.crew(), "/dispatch/api/tours/" + tour + "/withdraw", order.with())
                        .getStatus())
                .isEqualTo(403);
        assertThat(order.send(people.administrator(), "/dispatch/api/tours/" + tour + "/assign", order.with())
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void ofTwoOfficersAtOnceOneWinsAndTheOtherIsToldWho() throws Exception {
        Map<String, Object> seen = order.with();
        Callable<Integer> withdraw =
                () -> order.send(people.officer(), "/dispatch/api/tours/" + tour + "/withdraw", seen)
                        .getStatus();
        Callable<Integer> assign = () -> order.send(people.officer(), "/dispatch/api/tours/" + tour + "/assign", seen)
                .getStatus();
        List<Integer> answers = new ArrayList<>();
        try (var both = Executors.newFixedThreadPool(2)) {
            for (var answer : both.invokeAll(List.of(withdraw, assign))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(order.send(people.officer(), "/dispatch/api/tours/" + tour + "/assign", seen)
                        .getContentAsString())
                .contains("Test leitung has changed the order");
    }

    @Test
    void aTourThatWasTakenBackDoesNotStartUntilItIsGivenAgain() throws Exception {
        order.act("/dispatch/api/tours/" + tour + "/withdraw", order.with());
        as(people.crew());
        assertThat(tours.mine()).extracting(Tour::id).doesNotContain(tour);
        assertThatThrownBy(() -> tours.start(tour)).isInstanceOf(Refusal.class);

        order.act("/dispatch/api/tours/" + tour + "/assign", order.with());
        as(people.crew());
        tours.start(tour);
        assertThat(state()).isEqualTo("RUNNING");
        assertThat(order.send(people.officer(), "/dispatch/api/tours/" + tour + "/withdraw", order.with())
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void whatSpeaksAgainstACrewIsShownAndTakesAReason() throws Exception {
        long vehicle = order.vehicle("Streuer", 0);
        long learner = order.member("Lehrling", null, "LICENCE_B");

        var refused = order.send(
                people.officer(),
                "/dispatch/api/tours/" + tour + "/assign",
                order.with("vehicle", vehicle, "member", learner));
        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(refused.getContentAsString()).contains("speaks against this crew");
        assertThat(tour().path("memberIds")).isEmpty();

        order.act(
                "/dispatch/api/tours/" + tour + "/assign",
                order.with("vehicle", vehicle, "member", learner, "reason", "Fährt nur mit, Ersatz kommt"));
        assertThat(tour().path("memberIds").get(0).asLong()).isEqualTo(learner);
        assertThat(jdbc.sql("select remark from dispatch_tour where id = :tour")
                        .param("tour", tour)
                        .query(String.class)
                        .single())
                .isEqualTo("Fährt nur mit, Ersatz kommt");
    }

    @Test
    void aTourForSomebodyIsToldToThemAndIsOnNobodyElsesList() throws Exception {
        long person = people.add("fahrerin-" + UUID.randomUUID(), Role.CREW, people.municipality());
        String login = jdbc.sql("select login from person where id = :id")
                .param("id", person)
                .query(String.class)
                .single();
        long driver = order.member("Fahrerin", person, "LICENCE_CE", "WINTER_INSTRUCTION");
        order.act("/dispatch/api/tours/" + tour + "/assign", order.with("member", driver, "reason", "Bereitschaft"));

        assertThat(jdbc.sql("select path from notification where person_id = :person")
                        .param("person", person)
                        .query(String.class)
                        .list())
                .contains("/crew/tours/" + tour);
        as(people.of(login));
        assertThat(tours.mine()).extracting(Tour::id).contains(tour);
        as(people.crew());
        assertThat(tours.mine()).extracting(Tour::id).doesNotContain(tour);
    }

    @Test
    void aPhotoBelongsToItsEventOnceIsJudgedAndGoesWhenItsTimeIsOver() throws Exception {
        as(people.crew());
        TourEvent problem = new TourEvent(UUID.randomUUID(), begin, Kind.PROBLEM, null, "Ast auf der Straße", null);
        tours.record(tour, List.of(problem));
        tours.attach(tour, problem.id(), "image/jpeg", PHOTO);
        tours.attach(tour, problem.id(), "image/jpeg", PHOTO);

        var kept = tours.get(tour).events().getFirst().attachments();
        assertThat(kept).hasSize(1);
        String path = "/dispatch/tours/%d/events/%s/%s"
                .formatted(tour, problem.id(), kept.getFirst().sha256());
        assertThat(order.answer(people.officer(), path).getContentAsByteArray()).isEqualTo(PHOTO);
        assertThat(order.answer(people.foreignOfficer(), path).getStatus()).isEqualTo(404);
        as(people.crew());
        assertThatThrownBy(() -> tours.attach(tour, problem.id(), "text/html", PHOTO))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> tours.attach(tour, problem.id(), "image/png", PHOTO))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> tours.attach(tour, UUID.randomUUID(), "image/jpeg", PHOTO))
                .isInstanceOf(Refusal.class);

        jdbc.sql("update dispatch_attachment set received_at = now() - interval '366 days' where tour_id = :tour")
                .param("tour", tour)
                .update();
        attachments.forget();
        assertThat(order.answer(people.officer(), path).getStatus()).isEqualTo(404);
        as(people.crew());
        assertThat(tours.get(tour).events().getFirst().attachments().getFirst().kept())
                .isFalse();
    }

    @Test
    void aTourThatWasTakenAwayWhileItsCrewDroveOfflineHasItsProofWhenTheyAreBack() throws Exception {
        order.act("/dispatch/api/tours/" + tour + "/break-off", order.with("reason", "Fahrzeug meldet sich nicht"));
        assertThat(proofs()).isZero();

        as(people.crew());
        tours.record(tour, List.of(event(0, Kind.START, null), event(5, Kind.STOP_DONE, 1)));

        assertThat(state()).isEqualTo("BROKEN_OFF");
        assertThat(tour().at("/stops/0/state").asString()).isEqualTo("DONE");
        assertThat(proofs()).isEqualTo(1);
        assertThat(order.order().path("abandoned").asInt()).isEqualTo(2);
    }

    @Test
    void whatEventsSayIsTheSameAfterARestart() throws Exception {
        as(people.crew());
        tours.record(tour, List.of(event(0, Kind.START, null), event(5, Kind.STOP_DONE, 1)));

        TourBoard fresh = new TourBoard(new TourRows(jdbc, json), new EventRows(jdbc));
        assertThat(fresh.listOf(order.id())).containsExactly(tours.get(tour));
    }

    @Test
    void anOrderThatIsClosedSaysWhatWasNotDoneAndIsOver() throws Exception {
        as(people.crew());
        tours.record(tour, List.of(event(0, Kind.START, null), event(5, Kind.STOP_DONE, 1)));
        order.act("/operations/api/orders/" + order.id() + "/close", order.with("reason", "Es taut"));

        assertThat(order.order().path("state").asString()).isEqualTo("DONE");
        assertThat(state()).isEqualTo("BROKEN_OFF");
        assertThat(proofs()).isEqualTo(1);
        assertThat(order.send(
                                people.officer(),
                                "/operations/api/orders/" + order.id() + "/close",
                                order.with("reason", "noch einmal"))
                        .getStatus())
                .isEqualTo(409);
    }

    private long proofs() {
        return jdbc.sql("select count(*) from proof where tour_id = :tour")
                .param("tour", tour)
                .query(Long.class)
                .single();
    }

    private JsonNode tour() throws Exception {
        return order.get(people.officer(), "/dispatch/api/tours/" + tour);
    }

    private String state() throws Exception {
        return tour().path("state").asString();
    }

    private TourEvent event(int minutes, Kind kind, @Nullable Integer stop) {
        return new TourEvent(UUID.randomUUID(), begin.plusSeconds(60L * minutes), kind, stop, null, null);
    }

    private static void as(UserDetails who) {
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities())));
    }
}
