package de.stadtkern.services.fixedtours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.containers.Bins;
import de.stadtkern.kernel.containers.Bins.Bin;
import de.stadtkern.kernel.containers.WeeklyTours;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

@TownTest
class FixedToursTest {

    private static final String PAGE = "/fixedtours";
    private static final String COMPARISON = "/fixedtours/comparison";
    private static final LocalDate MONDAY = LocalDate.of(2021, 3, 1);

    @Autowired
    MockMvc http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    FixedTours tours;

    private Bins bins;

    @BeforeEach
    void bins() {
        bins = new Bins(http, jdbc);
    }

    @AfterEach
    void noToursForOthers() {
        jdbc.sql("delete from fixedtours_tour").update();
    }

    @Test
    void aTourHasItsBinsInTheOrderOfTheLinesByNameByPlaceAndFromAFile() throws Exception {
        String street = Bins.unique("Königstraße");
        Bin second = bins.add(people.officer(), Map.of("place", street + " 2"));
        Bin alone = bins.add(people.officer(), Map.of());
        Bin listed = bins.add(people.officer(), Map.of());
        Map<String, String> form = form("Nord", alone.name().toLowerCase(Locale.ROOT) + "\n" + street);

        assertThat(bins.upload(PAGE, "file", "name;was\n%s;x\n".formatted(listed.name()), form, people.officer())
                        .getStatus())
                .isEqualTo(302);

        List<WeeklyTours.Tour> monday = tours.forDay(people.municipality(), MONDAY);
        assertThat(monday).singleElement().satisfies(tour -> {
            assertThat(tour.containers()).containsExactly(alone.id(), second.id(), listed.id());
        });
        assertThat(tours.forDay(people.municipality(), MONDAY.plusDays(1))).isEmpty();
        assertThat(tours.forDay(people.foreignMunicipality(), MONDAY)).isEmpty();

        String id = Long.toString(tours.list(people.municipality()).getFirst().id());
        assertThat(bins.page(PAGE + "?tour=" + id, people.officer())).contains("Feste Tour ändern", listed.name());
        Map<String, String> changed = new HashMap<>(form("Nord 2", listed.name()));
        changed.put("tour", id);
        bins.act(PAGE, changed, people.officer());
        assertThat(tours.list(people.municipality())).singleElement().satisfies(tour -> {
            assertThat(tour.name()).isEqualTo("Nord 2");
            assertThat(tour.containers()).containsExactly(listed.id());
        });
        bins.act(PAGE + "/delete", Map.of("tour", id), people.officer());
        assertThat(tours.list(people.municipality())).isEmpty();
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() throws Exception {
        Bin bin = bins.add(people.officer(), Map.of());
        bins.act(PAGE, form("Süd", bin.name()), people.officer());
        refused(form("Süd", bin.name()), "name", 409);
        refused(form("Ost", "Gibt es nicht " + bin.name()), "stops", 400);
        refused(form("Ost", ""), "stops", 400);
        Map<String, String> never = form("Ost", bin.name());
        never.remove("on-MONDAY");
        refused(never, "on-MONDAY", 400);
        Map<String, String> car = form("Ost", bin.name());
        car.put("vehicle", "999999");
        refused(car, "vehicle", 400);

        Map<String, String> foreign = form("Fremd", bin.name());
        foreign.put("municipality", Long.toString(people.municipality()));
        assertThat(bins.act(PAGE, foreign, people.foreignOfficer()).getStatus()).isIn(403, 404);
        assertThat(bins.act(PAGE, foreign, people.crew()).getStatus()).isEqualTo(403);
        assertThat(tours.list(people.municipality()))
                .singleElement()
                .extracting(FixedTours.FixedTour::name)
                .isEqualTo("Süd");
    }

    @Test
    void pastDaysAreComparedInTheBackgroundAndTheResultSaysOnWhatItRests() throws Exception {
        Bin quick = bins.add(people.officer(), Map.of("lon", "7,75", "lat", "49,44"));
        Bin slow = bins.add(people.officer(), Map.of("lon", "7,76", "lat", "49,44"));
        bins.act(PAGE, form("Mitte", quick.name() + "\n" + slow.name()), people.officer());
        for (int day = 0; day < 14; day += 2) {
            emptied(quick, MONDAY.plusDays(day), 0.9);
        }
        emptied(slow, MONDAY.minusDays(10), 0.2);
        emptied(slow, MONDAY.plusDays(5), 0.3);

        Map<String, String> span = Map.of("from", "2021-03-01", "until", "2021-03-14");
        assertThat(bins.act(COMPARISON, span, people.officer()).getStatus()).isEqualTo(302);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> bins.page(COMPARISON, people.officer()).contains("Worauf das beruht"));

        assertThat(bins.page(COMPARISON, people.officer()).replaceAll("\\s+", " "))
                .contains("01.03.2021 bis 14.03.2021")
                .contains("Tage mit Leerungen einer Mannschaft: 8 von 14.")
                .contains("0-mal von einem Sensor gemessen, 8-mal von Menschen gesehen, 0-mal unbekannt")
                .contains("Beurteilte Behälter: 2.")
                .contains("CO₂: 0,80 kg je Kilometer")
                .contains("Fahrten zur Kippstelle fehlen auf beiden Seiten");
        assertThat(bins.page(COMPARISON + "?lines-csv=plain", people.officer()))
                .contains("Geleerte Behälter", "Fahrweg (km)");
        assertThat(bins.page(COMPARISON, people.foreignOfficer())).doesNotContain("01.03.2021 bis");
        assertThat(bins.act(COMPARISON, span, people.crew()).getStatus()).isEqualTo(403);
        assertThat(bins.page(COMPARISON + "?municipality=" + people.municipality(), people.foreignOfficer()))
                .doesNotContain("01.03.2021 bis");
    }

    @Test
    void bothDriveToTheTipWhenTheNextBinDoesNotFitAnyMore() throws Exception {
        String mark = Bins.unique("kippe").substring(0, 14);
        long town = jdbc.sql("insert into municipality (key, name, kind) values (lower(:name), :name, 'MUNICIPALITY')"
                        + " returning id")
                .param("name", mark)
                .query((rs, row) -> rs.getLong("id"))
                .single();
        people.add("leitung-" + mark, Role.DUTY_OFFICER, town);
        UserDetails officer = people.of("leitung-" + mark);
        jdbc.sql("""
            with yard as (insert into fleet_depot (municipality_id, name, address, pt)
                values (:town, 'Hof', 'Hof', point(7750000, 49440000)) returning id)
            insert into fleet_vehicle
                (municipality_id, name, kind, equipment, needs, depot_id, capacity, capacity_unit, energy)
            select :town, 'Wagen', 'REFUSE_TRUCK', '{}', '{}', id, 0.12, 'm3', 'DIESEL' from yard\
            """).param("town", town).update();
        Map<String, String> tip =
                Map.of("tipName", "Kippe", "tipPlace", "49.45, 7.75", "tipMinutes", "10", "tipReason", "neu");
        assertThat(bins.act("/wastetours/policy/tips?municipality=" + town, tip, officer)
                        .getStatus())
                .isEqualTo(302);
        Bin one = bins.add(officer, Map.of("lon", "7,75", "lat", "49,44", "litres", "120"));
        Bin other = bins.add(officer, Map.of("lon", "7,76", "lat", "49,44", "litres", "120"));
        bins.act(PAGE + "?municipality=" + town, form("Mitte", one.name() + "\n" + other.name()), officer);
        for (Bin bin : List.of(one, other)) {
            emptied(town, bin, MONDAY.minusDays(3), 0.9);
            emptied(town, bin, MONDAY.plusDays(2), 0.9);
            emptied(town, bin, MONDAY.plusDays(4), 0.3);
            emptied(town, bin, MONDAY.plusDays(6), 0.8);
        }

        String page = COMPARISON + "?municipality=" + town;
        bins.act(page, Map.of("from", "2021-03-01", "until", "2021-03-07"), officer);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> bins.page(page, officer).contains("an der Kippstelle mit dem kleinsten Umweg"));

        assertThat(bins.page(page + "&lines-csv=plain", officer)).contains("\"Fahrten zur Kippstelle\",1,2,");
    }

    @Test
    void daysThatAreNotOverAndTownsWithoutFixedToursAreRefused() throws Exception {
        comparisonRefused("2021-03-01", "2021-03-02", "from");
        Bin bin = bins.add(people.officer(), Map.of());
        bins.act(PAGE, form("West", bin.name()), people.officer());
        comparisonRefused("2021-03-01", LocalDate.now().toString(), "until");
        comparisonRefused("2021-03-02", "2021-03-01", "until");
        comparisonRefused("2020-03-02", "2021-05-01", "until");
        comparisonRefused("neulich", "2021-05-01", "from");
    }

    private void comparisonRefused(String from, String until, String field) throws Exception {
        MockHttpServletResponse answer = bins.act(COMPARISON, Map.of("from", from, "until", until), people.officer());
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#" + field + "\"");
    }

    private void refused(Map<String, String> form, String field, int status) throws Exception {
        MockHttpServletResponse answer = bins.act(PAGE, form, people.officer());
        assertThat(answer.getStatus()).as(field).isEqualTo(status);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("href=\"#" + field + "\"");
    }

    private void emptied(Bin bin, LocalDate day, double share) {
        emptied(people.municipality(), bin, day, share);
    }

    private void emptied(long municipality, Bin bin, LocalDate day, double share) {
        jdbc.sql("""
            insert into container_emptying (container_id, municipality_id, at, share_before, spread, source, on_tour)
            values (:bin, :municipality, :day::date + time '08:00', :share, 0.15, 'CREW', true)\
            """)
                .param("bin", bin.id())
                .param("municipality", municipality)
                .param("day", day.toString())
                .param("share", share)
                .update();
    }

    private static Map<String, String> form(String name, String stops) {
        return new HashMap<>(Map.of("name", name, "stops", stops, "on-MONDAY", "true"));
    }
}
