package de.stadtkern.kernel.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.fleet.Warning.Rule;
import de.stadtkern.kernel.identity.Role;
import de.stadtkern.kernel.identity.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.test.web.servlet.MockMvc;

/** The town lends its spreader and its driver to the town next door. */
@TownTest
class LoansTest {

    @Autowired
    MockMvc http;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Fleet fleet;

    @Autowired
    ShiftRows shifts;

    private final String name = Depot.unique("Leihstreuer");
    private final String secret = Depot.unique("Geheimstreuer");
    private final LocalDateTime begin =
            LocalDateTime.now(Fleet.TOWN).minusHours(1).withSecond(0).withNano(0);
    private final LocalDateTime end = begin.plusDays(2);
    private final Instant now = Instant.now();
    private Depot depot;
    private long vehicle;

    @BeforeEach
    void aSpreader() {
        depot = new Depot(jdbc, people.municipality());
        vehicle = depot.spreader(name);
        depot.spreader(secret);
    }

    @Test
    void beforeAcceptanceNothingIsLent() throws Exception {
        long loan = offer("vehicle-" + vehicle, begin, end);

        assertThat(usable(people.foreignMunicipality())).doesNotContain(vehicle);
        assertThat(usable(people.municipality())).contains(vehicle);
        assertThat(open("/fleet/vehicles/" + vehicle, people.foreignOfficer())).isEqualTo(404);
        assertThat(plan(begin.plusHours(2), begin.plusHours(8))).isEqualTo(400);
        assertThat(act("/fleet/loans/" + loan + "/accept", people.officer())).isIn(403, 404);
        assertThat(usable(people.foreignMunicipality())).doesNotContain(vehicle);
    }

    @Test
    void acceptedItIsTheBorrowersToPlanAndToSeeAndTheLenderSeesWhereItIs() throws Exception {
        accepted("vehicle-" + vehicle);

        assertThat(usable(people.foreignMunicipality())).contains(vehicle);
        assertThat(usable(people.municipality())).doesNotContain(vehicle);
        assertThat(text("/fleet/vehicles/" + vehicle, people.foreignOfficer()))
                .contains(name, "geliehen", "Musterstadt")
                .doesNotContain(depot.plate(), "Außer Betrieb nehmen");
        assertThat(text("/fleet", people.foreignOfficer())).contains(name).doesNotContain(secret);
        assertThat(text("/fleet/api/vehicles", people.foreignOfficer()))
                .contains(name)
                .doesNotContain(secret, depot.plate());
        assertThat(text("/fleet/vehicles/" + vehicle, people.officer())).contains("verliehen", "Nachbarstadt");
        assertThat(open("/fleet/vehicles/" + vehicle + "/edit", people.foreignOfficer()))
                .isEqualTo(404);
        assertThat(plan(begin.plusHours(2), begin.plusHours(8))).isEqualTo(302);
        assertThat(text("/fleet/loans", people.foreignOfficer()))
                .contains(name, "Kosten trägt Nachbarstadt", "85,00 €/h");
    }

    @Test
    void afterTheEndItIsTheLendersAgainAndPlannedShiftsSayIt() throws Exception {
        long loan = accepted("vehicle-" + vehicle);
        assertThat(plan(begin.plusHours(20), begin.plusHours(26))).isEqualTo(302);
        Shift planned = shifts.listWith(List.of(), List.of(vehicle), now, now.plusSeconds(3 * 86400))
                .getFirst();
        assertThat(fleet.warnings(planned)).extracting(Warning::rule).doesNotContain(Rule.NOT_AT_HAND);

        assertThat(act("/fleet/loans/" + loan + "/end", people.foreignOfficer()))
                .isEqualTo(302);

        Instant later = Instant.now();
        assertThat(fleet.usableBy(people.foreignMunicipality(), later))
                .extracting(Vehicle::id)
                .doesNotContain(vehicle);
        assertThat(fleet.usableBy(people.municipality(), later))
                .extracting(Vehicle::id)
                .contains(vehicle);
        assertThat(open("/fleet/vehicles/" + vehicle, people.foreignOfficer())).isEqualTo(404);
        assertThat(plan(begin.plusHours(30), begin.plusHours(36))).isEqualTo(400);
        assertThat(fleet.warnings(planned)).extracting(Warning::rule).contains(Rule.NOT_AT_HAND);
        assertThat(act("/fleet/loans/" + loan + "/end", people.officer())).isEqualTo(409);
        assertThat(act("/fleet/loans/" + loan + "/accept", people.foreignOfficer()))
                .isEqualTo(409);
    }

    @Test
    void aShiftThatOutlastsTheLoanIsRefused() throws Exception {
        accepted("vehicle-" + vehicle);
        assertThat(plan(end.minusHours(4), end)).isEqualTo(302);
        assertThat(plan(end.minusHours(4), end.plusMinutes(1))).isEqualTo(400);
        assertThat(plan(begin.minusMinutes(1), begin.plusHours(2))).isEqualTo(400);
    }

    @Test
    void aThirdTownHasNoPartInIt() throws Exception {
        UserDetails third = officerOfAThirdTown();
        long loan = accepted("vehicle-" + vehicle);

        assertThat(open("/fleet/vehicles/" + vehicle, third)).isEqualTo(404);
        assertThat(text("/fleet/loans", third)).doesNotContain(name);
        assertThat(act("/fleet/loans/" + loan + "/end", third)).isEqualTo(404);
        assertThat(act("/fleet/loans/" + loan + "/accept", third)).isEqualTo(404);
        assertThat(act("/fleet/loans", offerOf("vehicle-" + vehicle, begin, end), third))
                .isEqualTo(404);
    }

    @Test
    void aMemberIsLentWithNameAndQualificationsAndNothingElse() throws Exception {
        String driver = Depot.unique("Leihfahrer");
        long member = depot.driver(driver);
        accepted("member-" + member);

        assertThat(fleet.members(people.foreignMunicipality(), now))
                .extracting(CrewMember::id)
                .contains(member);
        assertThat(fleet.members(people.municipality(), now))
                .extracting(CrewMember::id)
                .doesNotContain(member);
        assertThat(text("/fleet/shifts/new", people.foreignOfficer())).contains(driver);
        assertThat(open("/fleet/members/" + member, people.foreignOfficer())).isEqualTo(404);
    }

    @Test
    void hoursWorkedNextDoorCountButTheirShiftIsNotNamed() throws Exception {
        long member = depot.driver(Depot.unique("Leihfahrer"));
        accepted("member-" + member);
        Instant start = now.plusSeconds(3600);
        shifts.insert(new Shift(
                0,
                people.municipality(),
                "Geheimschicht",
                start,
                start.plusSeconds(6 * 3600),
                List.of(member),
                List.of(),
                0,
                false));
        Shift there = new Shift(
                0,
                people.foreignMunicipality(),
                "Dort",
                start.plusSeconds(5 * 3600),
                start.plusSeconds(11 * 3600),
                List.of(member),
                List.of(),
                0,
                false);

        List<Warning> warnings = fleet.warnings(there);
        assertThat(warnings).extracting(Warning::rule).contains(Rule.MEMBER_TWICE, Rule.WORKDAY_OVER_10);
        assertThat(warnings)
                .filteredOn(one -> one.rule() == Rule.MEMBER_TWICE)
                .allSatisfy(one -> assertThat(one.figures()).first().isEqualTo("Musterstadt"));
    }

    @Test
    void nothingIsLentToTwoEvenWhenBothAcceptAtTheSameMoment() throws Exception {
        UserDetails third = officerOfAThirdTown();
        long one = offer("vehicle-" + vehicle, begin, end);
        Map<String, String> second = offerOf("vehicle-" + vehicle, begin.plusDays(1), end.plusDays(1));
        second.put("borrower", Long.toString(third()));
        assertThat(act("/fleet/loans", second, people.officer())).isEqualTo(302);
        long other = newest();

        try (var hands = Executors.newFixedThreadPool(2)) {
            List<Callable<Integer>> both = List.of(
                    () -> act("/fleet/loans/" + one + "/accept", people.foreignOfficer()),
                    () -> act("/fleet/loans/" + other + "/accept", third));
            List<Integer> answers = hands.invokeAll(both).stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(302, 409);
        }
        assertThat(act("/fleet/loans", offerOf("vehicle-" + vehicle, begin, end), people.officer()))
                .isEqualTo(409);
    }

    private long accepted(String what) throws Exception {
        long loan = offer(what, begin, end);
        assertThat(act("/fleet/loans/" + loan + "/accept", people.foreignOfficer()))
                .isEqualTo(302);
        return loan;
    }

    private long offer(String what, LocalDateTime from, LocalDateTime until) throws Exception {
        assertThat(act("/fleet/loans", offerOf(what, from, until), people.officer()))
                .isEqualTo(302);
        return newest();
    }

    private Map<String, String> offerOf(String what, LocalDateTime from, LocalDateTime until) {
        return new LinkedHashMap<>(Map.of(
                "what",
                what,
                "borrower",
                Long.toString(people.foreignMunicipality()),
                "begin",
                from.toString(),
                "end",
                until.toString(),
                "pays",
                "BORROWER",
                "eurosPerHour",
                "85"));
    }

    private long newest() {
        return jdbc.sql("select max(id) from fleet_loan").query(Long.class).single();
    }

    private long third() {
        return jdbc.sql("""
            insert into municipality (key, name, kind) values ('drittstadt', 'Drittstadt', 'MUNICIPALITY')
            on conflict (key) do update set name = excluded.name returning id""").query(Long.class).single();
    }

    private UserDetails officerOfAThirdTown() {
        people.add("dritte-leitung", Role.DUTY_OFFICER, third());
        return people.of("dritte-leitung");
    }

    /** A shift of the town next door with the spreader. */
    private int plan(LocalDateTime from, LocalDateTime until) throws Exception {
        return act(
                "/fleet/shifts/new",
                Map.of(
                        "name",
                        "Leihschicht",
                        "begin",
                        from.toString(),
                        "end",
                        until.toString(),
                        "break",
                        "45",
                        "vehicle-" + vehicle,
                        "true"),
                people.foreignOfficer());
    }

    private List<Long> usable(long municipality) {
        return fleet.usableBy(municipality, now).stream().map(Vehicle::id).toList();
    }

    private int act(String path, UserDetails who) throws Exception {
        return act(path, Map.of(), who);
    }

    private int act(String path, Map<String, String> fields, UserDetails who) throws Exception {
        var request = post(path).accept("text/html").with(user(who)).with(csrf());
        fields.forEach(request::param);
        return http.perform(request).andReturn().getResponse().getStatus();
    }

    private int open(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who))).andReturn().getResponse().getStatus();
    }

    private String text(String path, UserDetails who) throws Exception {
        return http.perform(get(path).with(user(who)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
