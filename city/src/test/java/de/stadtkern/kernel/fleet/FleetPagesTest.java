package de.stadtkern.kernel.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.fleet.Vehicle.Equipment;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** What people do on the pages of the fleet. */
@TownTest
class FleetPagesTest {

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    VehicleRows vehicles;

    @Autowired
    MemberRows members;

    private final String name = Depot.unique("Unimog");
    private final LocalDate monday = LocalDate.of(2027, 1, 11);
    private Depot depot;

    @BeforeEach
    void aDepot() {
        depot = new Depot(jdbc, people.municipality());
    }

    @Test
    void aVehicleIsAddedAtADepotAndNeedsWhatItsKindAndEquipmentAskFor() throws Exception {
        String yard = Depot.unique("Hof");
        assertThat(act("/fleet/depots", Map.of("name", yard, "place", "49.4447, 7.7690"))
                        .getStatus())
                .isEqualTo(302);
        long place = jdbc.sql("select id from fleet_depot where name = ?")
                .param(yard)
                .query(Long.class)
                .single();

        Map<String, String> form = vehicle(name);
        form.put("depot", Long.toString(place));
        String address = added("/fleet/vehicles/new", form);

        Vehicle stored = vehicles.find(number(address)).orElseThrow();
        assertThat(stored.depot().lat()).isEqualTo(49.4447);
        assertThat(stored.equipment()).containsExactlyInAnyOrder(Equipment.SPREADER, Equipment.PLOUGH);
        assertThat(Manning.needed(stored))
                .containsExactlyInAnyOrder(Qualification.LICENCE_C, Qualification.WINTER_INSTRUCTION);
        assertThat(page(address, people.officer())).contains(name, yard, "3.000,0 kg", "1,75 €/km", "KL-AB 1", "frei");
        assertThat(page("/fleet?vehicles-q=" + name, people.crew())).contains(name);
        assertThat(page(address, people.crew())).contains(name).doesNotContain("KL-AB 1", "Außer Betrieb nehmen");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingIsStored() throws Exception {
        Map<String, String> form = vehicle(name);
        form.put("capacity", "viel");
        MockHttpServletResponse answer = act("/fleet/vehicles/new", form);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString())
                .contains("„viel“ ist keine Zahl von 0 bis 1.000.000.", "capacity-error");
        assertThat(vehicles.list(List.of(people.municipality())))
                .extracting(Vehicle::name)
                .doesNotContain(name);
    }

    @Test
    void timesThatNoDatabaseHoldsAreRefused() throws Exception {
        long id = depot.spreader(name);
        assertThat(act("/fleet/vehicles/" + id + "/outages", Map.of("reason", "x", "end", "+999999999-12-31T00:00"))
                        .getStatus())
                .isEqualTo(400);
        assertThat(statusOf("/fleet/roster?week=%2B999999999-12-31", people.officer()))
                .isEqualTo(200);
        assertThat(statusOf("/fleet/roster?week=9999-12-31", people.officer())).isEqualTo(200);
    }

    @Test
    void nameAndDeviceKeyExistOnce() throws Exception {
        act("/fleet/vehicles/new", vehicle(name));
        assertThat(act("/fleet/vehicles/new", vehicle(name)).getStatus()).isEqualTo(409);
        Map<String, String> sameKey = vehicle(name + " 2");
        sameKey.put("telematicsKey", "key of " + name);
        assertThat(act("/fleet/vehicles/new", sameKey).getStatus()).isEqualTo(409);
        assertThat(act("/fleet/vehicles/" + depot.spreader(name + " 3") + "/edit", sameKey)
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void aVehicleOutOfServiceSaysWhyAndComesBack() throws Exception {
        long id = depot.spreader(name);
        act("/fleet/vehicles/" + id + "/outages", Map.of("reason", "Hydraulik undicht"));
        assertThat(page("/fleet/vehicles/" + id, people.officer())).contains("außer Betrieb", "Hydraulik undicht");

        act("/fleet/vehicles/" + id + "/outages/end", Map.of());
        assertThat(page("/fleet/vehicles/" + id, people.officer())).contains("frei");
    }

    @Test
    void whatIsWrittenAsCsvIsReadAgain() throws Exception {
        long id = depot.spreader(name);
        Vehicle before = vehicles.find(id).orElseThrow();
        String file = http.perform(get("/fleet/vehicles.csv").with(user(people.officer())))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        String line =
                file.lines().filter(one -> one.startsWith(name)).findFirst().orElseThrow();
        String heading = file.lines().findFirst().orElseThrow().substring(1);

        assertThat(upload(heading + "\n" + line).getStatus()).isEqualTo(302);
        assertThat(vehicles.find(id)).contains(before);
        assertThat(upload(heading + "\n" + line.replace(";3000;", ";3500,5;").replace(name, name + " b"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(vehicles.list(List.of(people.municipality())))
                .filteredOn(one -> one.name().equals(name + " b"))
                .extracting(Vehicle::capacity)
                .containsExactly(3500.5);
    }

    @Test
    void oneWrongLineKeepsTheWholeFileOut() throws Exception {
        String yard = jdbc.sql("select name from fleet_depot where id = ?")
                .param(depot.id())
                .query(String.class)
                .single();
        MockHttpServletResponse answer =
                upload("name;kind;depot\n" + name + ";VAN;" + yard + "\nZwei;LKW;" + yard + "\nDrei;VAN;nirgends\n");

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("LKW", "Den Bauhof „nirgends“ gibt es");
        assertThat(vehicles.list(List.of(people.municipality())))
                .extracting(Vehicle::name)
                .doesNotContain(name);
        assertThat(upload("name;farbe\nx;rot\n").getContentAsString()).contains("Die Spalte „farbe“ gibt es nicht");
    }

    @Test
    void aMemberHoldsQualificationsForATimeAndOnlyKeepersSeeThem() throws Exception {
        String who = Depot.unique("Yilmaz");
        long account = people.add(Depot.unique("fahrer").replace(' ', '-'), Role.CREW, people.municipality());
        String address = added(
                "/fleet/members/new",
                Map.of(
                        "name",
                        who,
                        "account",
                        Long.toString(account),
                        "weeklyHours",
                        "39",
                        "has-LICENCE_C",
                        "true",
                        "until-LICENCE_C",
                        "2027-01-12",
                        "has-FIRST_AID",
                        "true"));

        MemberRows.Known member = members.find(number(address)).orElseThrow();
        assertThat(member.on(LocalDate.of(2027, 1, 12)).qualifications())
                .containsExactlyInAnyOrder(Qualification.LICENCE_C, Qualification.FIRST_AID);
        assertThat(member.on(LocalDate.of(2027, 1, 13)).qualifications()).containsExactly(Qualification.FIRST_AID);
        assertThat(page("/fleet/members", people.administrator())).contains(who, "Führerschein C bis 12.01.2027");
        assertThat(statusOf(address, people.foreignOfficer())).isEqualTo(404);
        assertThat(statusOf(address, people.crew())).isEqualTo(403);
        assertThat(statusOf("/fleet/members", people.crew())).isEqualTo(403);
    }

    @Test
    void whoIsAbsentLeavesTheShiftShortStaffed() throws Exception {
        long driver = depot.driver(Depot.unique("Fahrerin"));
        LocalDateTime begin = LocalDateTime.now(Fleet.TOWN)
                .plusDays(3)
                .withHour(6)
                .withMinute(0)
                .withSecond(0)
                .withNano(0);
        String shift = shift(Depot.unique("Früh"), begin, begin.plusHours(8), driver, depot.spreader(name));
        assertThat(page(shift, people.officer())).doesNotContain("unterbesetzt");

        act(
                "/fleet/members/" + driver + "/absences",
                Map.of("begin", begin.toString(), "end", begin.plusDays(1).toString()));

        assertThat(page("/fleet/members/" + driver, people.officer())).contains("unterbesetzt", shift);
        assertThat(page("/fleet/roster?week=" + begin.toLocalDate(), people.officer()))
                .contains("unterbesetzt");
        assertThat(page(shift, people.officer()))
                .contains("als abwesend eingetragen", "Niemand in der Schicht ist dafür frei");
        assertThat(page(shift, people.crew())).doesNotContain("abwesend");
    }

    @Test
    void aTemplateMakesEachShiftOnceAndByTheClockInTheNightOfTheChange() throws Exception {
        String night = Depot.unique("Nacht");
        act(
                "/fleet/templates",
                Map.of(
                        "name",
                        night,
                        "day-SATURDAY",
                        "true",
                        "begin",
                        "22:00",
                        "end",
                        "06:00",
                        "break",
                        "45",
                        "member-" + depot.driver(Depot.unique("Nachts")),
                        "true"));
        long template = jdbc.sql("select id from fleet_template where name = ?")
                .param(night)
                .query(Long.class)
                .single();
        Map<String, String> weeks = Map.of("from", "2027-03-22", "weeks", "2");
        act("/fleet/templates/" + template + "/shifts", weeks);
        act("/fleet/templates/" + template + "/shifts", weeks);

        assertThat(jdbc.sql("select (ends_at - starts_at)::text from fleet_shift where template_id = ? order by"
                                + " starts_at")
                        .param(template)
                        .query(String.class)
                        .list())
                .containsExactly("07:00:00", "08:00:00");
        act("/fleet/templates/" + template + "/delete", Map.of());
        assertThat(page("/fleet/roster?week=2027-03-27", people.crew())).contains(night, "22:00–06:00");
    }

    @Test
    void theRosterShowsTheWeekAndItsWarningsToThosePlanning() throws Exception {
        LocalDateTime begin = monday.atTime(6, 0);
        long driver = depot.driver(Depot.unique("Fahrer"));
        shift(Depot.unique("Lang"), begin, begin.plusHours(12), driver, depot.spreader(name));

        String roster = page("/fleet/roster?week=2027-01-14", people.officer());
        assertThat(roster).contains("Mo., 11. Jan.", "So., 17. Jan.", name, "ArbZG § 3", "11,5 h");
        assertThat(page("/fleet/roster?week=2027-01-14", people.crew()))
                .contains(name)
                .doesNotContain("ArbZG");
        assertThat(statusOf("/fleet/roster?municipality=" + people.municipality(), people.foreignOfficer()))
                .isEqualTo(404);
        assertThat(page("/fleet/roster?week=2027-01-14", people.foreignOfficer()))
                .doesNotContain(name);
    }

    @Test
    void anotherTownsMembersAndVehiclesCannotBePlanned() throws Exception {
        Depot there = new Depot(jdbc, people.foreignMunicipality());
        LocalDateTime begin = monday.atTime(6, 0);
        Map<String, String> form = shiftFields("x", begin, begin.plusHours(8), there.driver(Depot.unique("Dort")), 0);
        assertThat(act("/fleet/shifts/new", form).getStatus()).isEqualTo(400);
        form = shiftFields("x", begin, begin.plusHours(8), 0, there.spreader(name));
        assertThat(act("/fleet/shifts/new", form).getContentAsString()).contains("gehört nicht zu dieser Kommune");
    }

    @Test
    void theProgramAnswersInJsonWhatThePagesShow() throws Exception {
        long id = depot.spreader(name);
        LocalDateTime begin = monday.plusWeeks(1).atTime(6, 0);
        shift(Depot.unique("Api"), begin, begin.plusHours(12), depot.driver(Depot.unique("Fahrer")), id);

        assertThat(page("/fleet/api/vehicles", people.officer())).contains("\"id\":" + id, depot.plate());
        assertThat(page("/fleet/api/vehicles", people.crew()))
                .contains("\"id\":" + id)
                .doesNotContain(depot.plate());
        assertThat(page("/fleet/api/vehicles", people.foreignOfficer())).doesNotContain(name);
        assertThat(page("/fleet/api/shifts?week=" + begin.toLocalDate(), people.officer()))
                .contains("\"rule\":\"WORKDAY_OVER_10\"", "\"law\":\"ArbZG § 3\"", "PT11H30M");
        assertThat(page("/fleet/api/members", people.officer())).contains("LICENCE_CE");
        assertThat(statusOf("/fleet/api/members", people.crew())).isEqualTo(403);
    }

    private String shift(String called, LocalDateTime begin, LocalDateTime end, long member, long vehicle)
            throws Exception {
        return added("/fleet/shifts/new", shiftFields(called, begin, end, member, vehicle));
    }

    private static Map<String, String> shiftFields(
            String called, LocalDateTime begin, LocalDateTime end, long member, long vehicle) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("name", called, "begin", begin.toString(), "end", end.toString(), "break", "30"));
        form.put("member-" + member, Boolean.toString(member > 0));
        form.put("vehicle-" + vehicle, Boolean.toString(vehicle > 0));
        return form;
    }

    private Map<String, String> vehicle(String called) {
        return new LinkedHashMap<>(Map.ofEntries(
                Map.entry("name", called),
                Map.entry("kind", "SPREADER"),
                Map.entry("equipment-SPREADER", "true"),
                Map.entry("equipment-PLOUGH", "true"),
                Map.entry("depot", Long.toString(depot.id())),
                Map.entry("capacity", "3000"),
                Map.entry("unit", "kg"),
                Map.entry("eurosPerKm", "1,75"),
                Map.entry("energy", "DIESEL"),
                Map.entry("plate", "KL-AB 1"),
                Map.entry("telematicsKey", "key of " + called),
                Map.entry("active", "true")));
    }

    private MockHttpServletResponse upload(String csv) throws Exception {
        return http.perform(multipart("/fleet/import")
                        .file(new MockMultipartFile("file", "f.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                        .accept("text/html")
                        .with(user(people.officer()))
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse act(String path, Map<String, String> fields) throws Exception {
        var request =
                post(path).accept("text/html").with(user(people.officer())).with(csrf());
        fields.forEach(request::param);
        return http.perform(request).andReturn().getResponse();
    }

    /** The address of what was added. */
    private String added(String path, Map<String, String> fields) throws Exception {
        return Objects.requireNonNull(act(path, fields).getRedirectedUrl());
    }

    private String page(String path, UserDetails who) throws Exception {
        MockHttpServletResponse answer =
                http.perform(get(path).with(user(who))).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private int statusOf(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse().getStatus();
    }

    private static long number(String address) {
        return Long.parseLong(address.substring(address.lastIndexOf('/') + 1));
    }
}
