package de.stadtkern.kernel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.dispatch.OrderWork.Load;
import de.stadtkern.kernel.dispatch.OrderWork.Place;
import de.stadtkern.kernel.dispatch.TestPlaces.Work;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.operations.Proposals;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.kernel.routing.TestRoads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

/** Orders whose service names places, and tours that it has worked out. */
@TownTest
class PlacesTest {

    private static final Position HERE = new Position(9.5, 51.5);
    private static final Station TIP = new Station("Umladestation", east(700), 600);

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Proposals proposals;

    @Autowired
    TestPlaces service;

    @Autowired
    TestRoads roads;

    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void noRoads() {
        roads.forget();
    }

    @Test
    void toursThatAreWorkedOutWaitForTheOfficerWhoDispatchesThemInOneStep() throws Exception {
        long west = vehicle("West");
        long east = vehicle("Ost");
        WinterOrder order = order(
                5, Map.of(west, List.of("b2", "b0"), east, List.of("b3", "b1", "gone", "b4"), -1L, List.of("b0")));

        assertThat(order.tours())
                .hasSize(2)
                .allSatisfy(tour -> assertThat(tour.path("state").asString()).isEqualTo("PLANNED"));
        assertThat(subjects(order, west)).containsExactly("b2", "b0");
        assertThat(subjects(order, east)).containsExactly("b3", "b1", "b4");
        String path = "/operations/orders/" + order.id();
        assertThat(page(path, order)).contains("Touren losschicken", "Vorher zu: Umladestation", "Behälter 3");
        assertThat(dispatch(people.foreignOfficer(), order).getStatus()).isIn(403, 404);
        assertThat(dispatch(people.crew(), order).getStatus()).isIn(403, 404);
        assertThat(order.tours().getFirst().path("state").asString()).isEqualTo("PLANNED");

        assertThat(dispatch(people.officer(), order).getStatus()).isEqualTo(302);

        assertThat(order.tours())
                .hasSize(2)
                .allSatisfy(tour -> assertThat(tour.path("state").asString()).isEqualTo("DISPATCHED"));
        assertThat(dispatch(people.officer(), order).getStatus()).isEqualTo(409);
        assertThat(order.answer(people.crew(), "/crew/tours.json").getContentAsString(StandardCharsets.UTF_8))
                .contains("\"looked\":true", "\"before\":{\"name\":\"Umladestation\"");
    }

    @Test
    void theVehicleIsEmptiedBeforeTheFirstPlaceThatItCouldNotTakeUpAnyMore() throws Exception {
        long vehicle = vehicle("Voll");
        WinterOrder order = order(4, Map.of(vehicle, List.of("b0", "b1", "b2", "b3")));

        List<String> before = new ArrayList<>();
        order.tours()
                .getFirst()
                .path("stops")
                .forEach(stop -> before.add(stop.at("/before/name").asString("")));

        assertThat(before).as("1,500 kg each, 3,000 kg fit").containsExactly("", "", "Umladestation", "");
    }

    @Test
    void planningAnewReckonsWithWhatTheCrewFoundAndTakesTheTipWhereItIsOnTheWay() throws Exception {
        long vehicle = vehicle("Unterwegs");
        WinterOrder order = order(4, Map.of(vehicle, List.of("b0", "b1", "b2", "b3")));
        assertThat(dispatch(people.officer(), order).getStatus()).isEqualTo(302);
        assertThat(stations(order)).containsExactly("b0", "b1", "Umladestation b2", "b3");
        crewSays(order.onlyTour(), """
            [{"id": "%s", "at": "%s", "kind": "START", "stop": null, "note": null, "amount": null, "found": null},
             {"id": "%s", "at": "%s", "kind": "STOP_DONE", "stop": 1, "note": null, "amount": null,
              "found": {"level": 1, "damaged": false, "litter": false}}]\
            """.formatted(
                        UUID.randomUUID(),
                        Instant.now().minusSeconds(900),
                        UUID.randomUUID(),
                        Instant.now().minusSeconds(600)));

        JsonNode proposed = order.act("/operations/api/orders/" + order.id() + "/replans", Map.of("reason", "voll"));
        order.act("/dispatch/api/replans/" + proposed.path("id").asLong() + "/accept", Map.of("reason", "voll"));

        assertThat(stations(order))
                .as("3,000 kg instead of 1,500 on board; after b1 both others fit when the tip between comes first")
                .containsExactly("b0", "Umladestation b1", "Umladestation b2", "b3");
    }

    @Test
    void whatNoUsableVehicleHasIsNotLost() throws Exception {
        WinterOrder order = order(2, Map.of(-1L, List.of("b0", "b1")));

        assertThat(order.tours()).hasSize(1).allSatisfy(tour -> {
            assertThat(tour.path("vehicleId").isNull()).isTrue();
            assertThat(tour.path("stops").size()).isEqualTo(2);
        });
    }

    @Test
    void planningByHandStaysPossibleAndAPlaceKeepsWhatTheServiceSaidOfIt() throws Exception {
        long west = vehicle("West");
        WinterOrder order = order(3, Map.of(west, List.of("b0", "b1", "b2")));
        long other = vehicle("Hand");
        String path = "/operations/api/orders/" + order.id();
        order.act(path + "/plan", order.with("vehicle-" + other, true));
        long plan = order.order().path("planId").asLong();
        order.act("/planning/api/plans/" + plan + "/solve", Map.of("seconds", 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode now = order.get(people.officer(), "/planning/api/plans/" + plan);
            return now.path("state").asString().equals("IDLE")
                    && now.path("version").isObject();
        });
        order.act(path + "/dispatch", order.with());

        assertThat(subjects(order, other)).containsExactlyInAnyOrder("b0", "b1", "b2");
        List<String> stations = new ArrayList<>();
        order.tours().getFirst().path("stops").forEach(stop -> {
            assertThat(stop.at("/visit/demand").asDouble()).isEqualTo(1500);
            assertThat(stop.at("/visit/seconds").asDouble()).isEqualTo(60);
            stations.add(stop.at("/before/name").asString(""));
        });
        assertThat(stations).contains("Umladestation");
    }

    @Test
    void anOrderWithPlacesAndNoToursIsOneTourForAnyCrewAsEver() throws Exception {
        WinterOrder order = order(2, Map.of());

        assertThat(order.tours()).hasSize(1).allSatisfy(tour -> {
            assertThat(tour.path("state").asString()).isEqualTo("DISPATCHED");
            assertThat(tour.at("/stops/1/visit/subject").asString()).isEqualTo("b1");
        });
    }

    private WinterOrder order(int places, Map<Long, List<String>> tours) throws Exception {
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            all.add(new Place("b" + i, "Behälter " + i, east(200 + i * 300), 60, 1500, 3000, null));
        }
        service.know(subject, new Work(all, new LinkedHashMap<>(tours), new Load("kg", 0, List.of(TIP))));
        return new WinterOrder(service.source(), subject, http, jdbc, people, proposals);
    }

    /** Takes up 3,000 kg. */
    private long vehicle(String name) {
        long depot = jdbc.sql("""
            insert into fleet_depot (municipality_id, name, address, pt)
            values (:municipality, :name, '', point(:lon, :lat)) returning id\
            """)
                .param("municipality", people.municipality())
                .param("name", UUID.randomUUID().toString())
                .param("lon", HERE.microLon())
                .param("lat", HERE.microLat())
                .query((rs, n) -> rs.getLong("id"))
                .single();
        return jdbc.sql("""
            insert into fleet_vehicle (municipality_id, name, kind, equipment, needs, depot_id, capacity,
                capacity_unit, energy)
            values (:municipality, :name, 'SPREADER', '{SPREADER}', '{LICENCE_C}', :depot, 3000, 'kg', 'DIESEL')
            returning id\
            """)
                .param("municipality", people.municipality())
                .param("name", name + " " + UUID.randomUUID())
                .param("depot", depot)
                .query((rs, n) -> rs.getLong("id"))
                .single();
    }

    private static Position east(double metres) {
        return new Position(HERE.lon() + metres / 111_195 / Math.cos(Math.toRadians(HERE.lat())), HERE.lat());
    }

    private static List<String> subjects(WinterOrder order, long vehicle) throws Exception {
        List<String> subjects = new ArrayList<>();
        for (JsonNode tour : order.tours()) {
            if (tour.path("vehicleId").asLong() == vehicle) {
                tour.path("stops")
                        .forEach(stop -> subjects.add(stop.at("/visit/subject").asString()));
            }
        }
        return subjects;
    }

    /** The subjects of the only tour, each behind the station before it. */
    private static List<String> stations(WinterOrder order) throws Exception {
        List<String> all = new ArrayList<>();
        order.tours()
                .getFirst()
                .path("stops")
                .forEach(stop -> all.add((stop.at("/before/name").asString("") + " "
                                + stop.at("/visit/subject").asString())
                        .strip()));
        return all;
    }

    private void crewSays(long tour, String events) throws Exception {
        long person = people.add("mannschaft", Role.CREW, people.municipality());
        MockHttpServletResponse answer = http.perform(post("/crew/tours/" + tour + "/events?person=" + person)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(events)
                        .with(user(people.crew()))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("\"stored\":2");
    }

    private String page(String path, WinterOrder order) throws Exception {
        return order.answer(people.officer(), path).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse dispatch(UserDetails who, WinterOrder order) throws Exception {
        return http.perform(post("/operations/orders/" + order.id() + "/dispatch")
                        .param("version", Integer.toString(order.version()))
                        .with(user(who))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }
}
