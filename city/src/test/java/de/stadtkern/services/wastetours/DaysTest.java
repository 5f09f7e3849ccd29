package de.stadtkern.services.wastetours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.containers.Containers;
import de.stadtkern.kernel.dispatch.OrderWork;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import de.stadtkern.kernel.occasions.Holidays;
import de.stadtkern.kernel.operations.WorkOrder;
import de.stadtkern.kernel.operations.WorkOrders;
import de.stadtkern.kernel.routing.TestRoads;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** The tours of tomorrow in a town of its own: from emptyings and levels to the order that a person decided. */
@TownTest
class DaysTest {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    Clock clock;

    @Autowired
    WorkOrders orders;

    @Autowired
    DayOrders work;

    @Autowired
    TestRoads roads;

    @Autowired
    BinForecasts forecasts;

    @Autowired
    Containers containers;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Bins bins;
    private long town;
    private UserDetails officer;
    private LocalDate tomorrow;
    private long truck;

    @BeforeEach
    void aTownWithAVehicle() throws Exception {
        roads.forget();
        bins = new Bins(http, jdbc);
        town = jdbc.sql("insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY')"
                        + " returning id")
                .param("name", "Leerstadt " + mark)
                .query(Long.class)
                .single();
        people.add("leer-leitung" + mark, Role.DUTY_OFFICER, town);
        people.add("leer-mannschaft" + mark, Role.CREW, town);
        officer = people.of("leer-leitung" + mark);
        tomorrow = clock.instant().atZone(TOWN).toLocalDate().plusDays(1);
        long depot = jdbc.sql("""
            insert into fleet_depot (municipality_id, name, address, pt)
            values (:town, :name, 'Hof', point(7760000, 49440000)) returning id\
            """)
                .param("town", town)
                .param("name", "Hof " + mark)
                .query(Long.class)
                .single();
        truck = vehicle(depot, "Wagen Eins " + mark);
        vehicle(depot, "Wagen Zwei " + mark);
        policy();
    }

    @Test
    void aDayGoesFromLevelsToAnOrderWithExactlyTheDecidedTours() throws Exception {
        Bin busy = bin("7.770", "Marktplatz");
        emptied(busy, 1.0, 27, 24, 21, 18, 15, 12, 9, 6, 3);
        Bin quiet = bin("7.771", "Waldweg");
        emptied(quiet, 0.25, 12, 10, 8, 6, 4, 2, 0);
        Bin full = bin("7.772", "Bahnhof");
        emptied(full, 0.25, 13, 11, 9, 7, 5, 3, 1);
        assertThat(http.perform(post("/bin/" + full.code()).with(csrf()).param("kind", "FULL"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(302);
        Bin old = bin("7.773", "Friedhof");
        emptied(old, 0.25, 43, 29, 15);
        Bin closed = bin("7.774", "Fußgängerzone");
        emptied(closed, 1.0, 9, 6, 3);

        long day = searched("/wastetours?municipality=" + town, Map.of("date", tomorrow.toString()));

        assertThat(why(day, busy)).contains("Wagen", "mit", "% Wahrscheinlichkeit voll, Stehenlassen kostet", "Umweg");
        assertThat(why(day, quiet)).contains("nicht auf Tour", "weil er warten kann");
        assertThat(why(day, full)).contains("weil er schon voll ist");
        assertThat(why(day, old)).contains("weil er vor", "nicht länger als 14 Tage");
        assertThat(why(day, closed)).contains("an diesem Tag nicht zugänglich");
        String page = bins.page("/wastetours/days/" + day, officer);
        assertThat(page).contains("berechnet, noch nicht entschieden", "Jetzt entscheiden", busy.name(), quiet.name());
        assertThat(bins.page("/wastetours/days/" + day + "?show=ON_TOUR", officer))
                .contains(busy.name())
                .doesNotContain(quiet.name());
        assertThat(bins.page("/wastetours/days/" + day + "/map.geojson", officer))
                .contains("bin-" + busy.id(), "\"LineString\"");
        long proposal = proposal();
        assertThat(bins.page("/operations/proposals/" + proposal, officer))
                .contains("Touren zum Leeren der Behälter", "Behälter auf Tour", "Erwartete Überläufe", "Kilometer");

        change(day, quiet, Map.of("want", "IN", "vehicle", Long.toString(truck)), 302);
        change(day, old, Map.of("want", "OUT"), 302);
        assertThat(decide(proposal).getContentAsString(StandardCharsets.UTF_8))
                .as("what was changed is not computed yet")
                .contains("noch nicht neu berechnet");
        String version = version(proposal);
        searched("/wastetours/days/" + day + "/search", Map.of());

        assertThat(version(proposal)).as("is shown anew").isNotEqualTo(version);
        assertThat(why(day, quiet)).contains("Wagen Eins " + mark, "es so will", "Test leer-leitung" + mark);
        assertThat(why(day, old)).contains("nicht auf Tour", "es so will");
        assertThat(jdbc.sql("select first ->> 'bins' from wastetours_day where id = ?")
                        .param(day)
                        .query(String.class)
                        .single())
                .as("what was proposed is kept beside what it is now")
                .isEqualTo("3");

        assertThat(decide(proposal).getStatus()).isEqualTo(302);
        WorkOrder order = order();
        assertThat(work.places(order))
                .extracting(OrderWork.Place::subject)
                .containsExactlyInAnyOrder(subject(busy), subject(quiet), subject(full));
        assertThat(work.tours(order).values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(subject(busy), subject(quiet), subject(full));
        assertThat(work.tours(order).get(truck)).contains(subject(quiet));
        assertThat(work.load(order)).hasValueSatisfying(load -> {
            assertThat(load.unit()).isEqualTo("l");
            assertThat(load.stations())
                    .singleElement()
                    .satisfies(one -> assertThat(one.name()).isEqualTo("Kippe"));
        });
        assertThat(work.stops(order)).isEmpty();
        assertThat(jdbc.sql("""
            select one #>> '{visit,subject}' as subject
            from dispatch_tour, jsonb_array_elements(stops) one where order_id = :order\
            """)
                        .param("order", order.id())
                        .query((rs, n) -> rs.getString("subject"))
                        .list())
                .as("what the vehicles are to drive")
                .containsExactlyInAnyOrder(subject(busy), subject(quiet), subject(full));
        change(day, busy, Map.of("want", "OUT"), 409);
        assertThat(bins.act("/wastetours/days/" + day + "/search", Map.of(), officer)
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void theFixedToursOfTheDayAreAnAlternativeThatTheOrderCarriesInTheirOrder() throws Exception {
        Bin first = bin("7.770", "Marktplatz");
        emptied(first, 0.25, 13, 11, 9, 7, 5, 3, 1);
        Bin second = bin("7.771", "Waldweg");
        emptied(second, 1.0, 9, 6, 3);
        assertThat(bins.act(
                                "/fixedtours?municipality=" + town,
                                Map.of(
                                        "name",
                                        "Innenstadt",
                                        "on-" + Holidays.NATIONWIDE.weekday(tomorrow),
                                        "true",
                                        "vehicle",
                                        Long.toString(truck),
                                        "stops",
                                        second.name() + "\n" + first.name()),
                                officer)
                        .getStatus())
                .isEqualTo(302);

        long day = searched("/wastetours?municipality=" + town, Map.of("date", tomorrow.toString()));

        assertThat(bins.page("/wastetours/days/" + day, officer)).contains("Feste Touren");
        assertThat(decide(proposal(), "wastetours.measure.fixed." + tomorrow.getDayOfWeek())
                        .getStatus())
                .isEqualTo(302);
        WorkOrder order = order();
        assertThat(work.tours(order)).isEqualTo(Map.of(truck, List.of(subject(second), subject(first))));
        assertThat(work.places(order))
                .extracting(OrderWork.Place::subject)
                .containsExactly(subject(second), subject(first));
    }

    @Test
    void theNeighbourLearnsNothingAndTheCrewChangesNothing() throws Exception {
        Bin bin = bin("7.770", "Marktplatz");
        long day = searched("/wastetours?municipality=" + town, Map.of("date", tomorrow.toString()));
        String path = "/wastetours/days/" + day;
        UserDetails crew = people.of("leer-mannschaft" + mark);

        assertThat(bins.page(path, crew)).contains(bin.name()).doesNotContain("Touren neu berechnen");
        for (String act : List.of(path + "/search", path + "/vehicles", path + "/bin?container=" + bin.id())) {
            assertThat(bins.act(act, Map.of("want", "OUT"), crew).getStatus())
                    .as(act)
                    .isEqualTo(403);
            assertThat(bins.act(act, Map.of("want", "OUT"), people.foreignOfficer())
                            .getStatus())
                    .as(act)
                    .isEqualTo(404);
        }
        for (String see : List.of(path, path + "/map.geojson", path + "/bin?container=" + bin.id())) {
            assertThat(http.perform(get(see).with(user(people.foreignOfficer())))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .as(see)
                    .isEqualTo(404);
        }
        assertThat(jdbc.sql("select count(*) from wastetours_wish where day_id = ?")
                        .param(day)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aDayThatIsOverOrFarAwayIsRefusedAtItsField() throws Exception {
        for (String wrong :
                List.of(tomorrow.minusDays(2).toString(), tomorrow.plusDays(60).toString(), "bald")) {
            MockHttpServletResponse answer =
                    bins.act("/wastetours?municipality=" + town, Map.of("date", wrong), officer);
            assertThat(answer.getStatus()).as(wrong).isEqualTo(400);
            assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#date\"", wrong);
        }
        assertThat(jdbc.sql("select count(*) from wastetours_day where municipality_id = ?")
                        .param(town)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aMarketOfACalendarFileIsLearntAndNamed() throws Exception {
        Bin bin = bin("7.770", "Marktplatz");
        LocalDate today = tomorrow.minusDays(1);
        String event =
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Wochenmarkt\nDTSTART;VALUE=DATE:%s\nRRULE:FREQ=WEEKLY\n"
                        .formatted(DateTimeFormatter.BASIC_ISO_DATE.format(today.minusWeeks(12)));
        assertThat(bins.upload(
                                "/occasions/import",
                                "file",
                                event + "END:VEVENT\nEND:VCALENDAR\n",
                                Map.of("do", "store", "municipality", Long.toString(town)),
                                officer)
                        .getStatus())
                .isEqualTo(302);
        StringBuilder list = new StringBuilder("at;name;level\n");
        for (int days = 80; days >= 0; days--) {
            list.append(
                    "%s;%s;%d\n".formatted(today.minusDays(days).atTime(0, 5), bin.name(), days % 7 == 6 ? 100 : 20));
        }
        assertThat(bins.upload(
                                "/containers/import/emptyings",
                                "list",
                                list.toString(),
                                Map.of("zone", "Europe/Berlin", "municipality", Long.toString(town)),
                                officer)
                        .getStatus())
                .isEqualTo(302);
        forecasts.learn(town);

        assertThat(bins.page("/containers/" + bin.id(), officer))
                .containsPattern("„Wochenmarkt“ macht \\d,\\d-mal so schnell");
    }

    @Test
    void onAHolidayNobodyDrivesAndTheNextTourIsTheOneAfterIt() throws Exception {
        Bin bin = bin("7.770", "Marktplatz");
        emptied(bin, 0.5, 9, 6, 3);
        LocalDate next = nextTour(bin);
        assertThat(next).isEqualTo(tomorrow);
        DateTimeFormatter dayAndMonth = DateTimeFormatter.ofPattern("d.M.");
        Map<String, String> feast =
                Map.of("land", "", "own", dayAndMonth.format(tomorrow), "municipality", Long.toString(town));
        assertThat(bins.act("/occasions/holidays", feast, officer).getStatus()).isEqualTo(302);
        Map<String, String> notOnSundays = numbers();
        notOnSundays.remove("days-SUNDAY");
        assertThat(bins.act("/wastetours/policy?municipality=" + town, notOnSundays, officer)
                        .getStatus())
                .isEqualTo(302);

        assertThat(nextTour(bin)).isAfter(tomorrow);
        MockHttpServletResponse refused =
                bins.act("/wastetours?municipality=" + town, Map.of("date", tomorrow.toString()), officer);
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("wird nicht gearbeitet");
    }

    private LocalDate nextTour(Bin bin) {
        return Objects.requireNonNull(forecasts
                        .find(containers.find(bin.id()).orElseThrow())
                        .orElseThrow()
                        .nextTour())
                .atZone(TOWN)
                .toLocalDate();
    }

    @Test
    void thePageOfABinSaysHowFullItWillBeAndWhy() throws Exception {
        Bin bin = bin("7.770", "Marktplatz");
        emptied(bin, 1.0, 27, 24, 21, 18, 15, 12, 9, 6, 3);

        assertThat(bins.page("/containers/" + bin.id(), officer))
                .contains(
                        "In 24 Stunden",
                        "in 8 von 10 Fällen",
                        "Voll bis zur nächsten Tour",
                        "gelernt aus 8 Leerungen dieses Behälters",
                        "vorhergesagt aus allem, was bis");
    }

    private Bin bin(String lon, String place) throws Exception {
        return bins.add(officer, Map.of("lon", lon, "place", place));
    }

    private void emptied(Bin bin, double level, int... daysAgo) throws Exception {
        for (int days : daysAgo) {
            Instant at = clock.instant().minus(Duration.ofDays(days)).minus(Duration.ofHours(2));
            MockHttpServletResponse answer = bins.act(
                    "/containers/" + bin.id() + "/emptyings",
                    Map.of(
                            "level",
                            Double.toString(level),
                            "at",
                            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").format(at.atZone(TOWN))),
                    officer);
            assertThat(answer.getStatus()).isEqualTo(302);
        }
    }

    private long vehicle(long depot, String name) {
        return jdbc.sql("""
            insert into fleet_vehicle
                (municipality_id, name, kind, equipment, needs, depot_id, capacity, capacity_unit, energy)
            values (:town, :name, 'REFUSE_TRUCK', '{}', '{}', :depot, 4000, 'l', 'DIESEL') returning id\
            """)
                .param("town", town)
                .param("name", name)
                .param("depot", depot)
                .query(Long.class)
                .single();
    }

    private void policy() throws Exception {
        String page = "/wastetours/policy?municipality=" + town;
        assertThat(bins.act(page, numbers(), officer).getStatus()).isEqualTo(302);
        assertThat(bins.act(
                                "/wastetours/policy/tips?municipality=" + town,
                                Map.of(
                                        "tipName",
                                        "Kippe",
                                        "tipPlace",
                                        "49.4632, 7.8301",
                                        "tipMinutes",
                                        "10",
                                        "tipReason",
                                        "Deponie"),
                                officer)
                        .getStatus())
                .isEqualTo(302);
        Map<String, String> access = new HashMap<>(Map.of(
                "accessGroup",
                "Fußgängerzone",
                "accessFrom",
                "06:00",
                "accessUntil",
                "10:00",
                "accessReason",
                "Markt"));
        access.put("closed-" + tomorrow.getDayOfWeek(), "true");
        assertThat(bins.act("/wastetours/policy/access?municipality=" + town, access, officer)
                        .getStatus())
                .isEqualTo(302);
    }

    private static Map<String, String> numbers() {
        Map<String, String> form = new HashMap<>(Map.of(
                "visit",
                "3",
                "kilometre",
                "1,2",
                "hour",
                "75",
                "longest",
                "14",
                "seconds",
                "60",
                "co2",
                "0,8",
                "begin",
                "06:00",
                "end",
                "14:00",
                "reason",
                "Erste Zahlen"));
        for (Kind kind : Kind.values()) {
            form.put("overflow-" + kind, "10");
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            form.put("days-" + day, "true");
        }
        return form;
    }

    /** Has it searched and waits; answers the day. */
    private long searched(String path, Map<String, String> fields) throws Exception {
        assertThat(bins.act(path, fields, officer).getStatus()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select state from wastetours_day where municipality_id = ?")
                        .param(town)
                        .query(String.class)
                        .single()
                        .equals("DONE"));
        return jdbc.sql("select id from wastetours_day where municipality_id = ?")
                .param(town)
                .query(Long.class)
                .single();
    }

    private String why(long day, Bin bin) throws Exception {
        return bins.page("/wastetours/days/" + day + "/bin?container=" + bin.id(), officer);
    }

    private void change(long day, Bin bin, Map<String, String> fields, int status) throws Exception {
        assertThat(bins.act("/wastetours/days/" + day + "/bin?container=" + bin.id(), fields, officer)
                        .getStatus())
                .isEqualTo(status);
    }

    private long proposal() {
        return jdbc.sql("""
            select id from proposal where municipality_id = :town and source = 'wastetours' and subject = :day\
            """)
                .param("town", town)
                .param("day", tomorrow.toString())
                .query(Long.class)
                .single();
    }

    private String version(long proposal) {
        return jdbc.sql("select version::text from proposal where id = ?")
                .param(proposal)
                .query(String.class)
                .single();
    }

    private MockHttpServletResponse decide(long proposal) throws Exception {
        return decide(proposal, "wastetours.measure." + tomorrow.getDayOfWeek());
    }

    private MockHttpServletResponse decide(long proposal, String measure) throws Exception {
        return bins.act(
                "/operations/proposals/" + proposal,
                Map.of(
                        "headline",
                        "wastetours.proposal",
                        "version",
                        version(proposal),
                        "measure",
                        measure,
                        "reason",
                        "Passt so"),
                officer);
    }

    private WorkOrder order() {
        long id = jdbc.sql("select id from work_order where municipality_id = ?")
                .param(town)
                .query(Long.class)
                .single();
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(officer, null, officer.getAuthorities()));
        try {
            return orders.get(id);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static String subject(Bin bin) {
        return Long.toString(bin.id());
    }
}
