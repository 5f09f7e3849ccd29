package de.stadtkern.kernel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.fleet.Warning.Rule;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door for other rooms. */
@TownTest
class FleetTest {

    private static final Instant NOW = Instant.parse("2027-01-12T05:00:00Z");

    @Autowired
    Fleet fleet;

    @Autowired
    ShiftRows shifts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final String name = Depot.unique("Streuer");
    private Depot depot;

    @BeforeEach
    void aDepot() {
        depot = new Depot(jdbc, people.municipality());
    }

    @Test
    void whatIsOutOfServiceOrNotActiveCannotBeUsed() {
        long vehicle = depot.spreader(name);
        assertThat(fleet.usableBy(people.municipality(), NOW))
                .extracting(Vehicle::id)
                .contains(vehicle);
        assertThat(fleet.usableBy(people.foreignMunicipality(), NOW))
                .extracting(Vehicle::id)
                .doesNotContain(vehicle);

        jdbc.sql("insert into fleet_outage (vehicle_id, starts_at, reason, person_name) values (?, '2027-01-12"
                        + " 06:00+01', 'x', 'y')")
                .param(vehicle)
                .update();
        assertThat(fleet.usableBy(people.municipality(), NOW))
                .extracting(Vehicle::id)
                .doesNotContain(vehicle);
        assertThat(fleet.usableBy(people.municipality(), NOW.minusSeconds(1)))
                .extracting(Vehicle::id)
                .contains(vehicle);
    }

    @Test
    void theDoorShowsPlatesToTheOwnMunicipalityOnly() {
        long vehicle = depot.spreader(name);

        assertThat(fleet.get(vehicle).plate()).isNull();
        assertThat(fleet.usableBy(people.municipality(), NOW))
                .filteredOn(one -> one.id() == vehicle)
                .extracting(Vehicle::plate)
                .containsExactly(depot.plate());
    }

    @Test
    void aShiftIsFoundByItsTimeAndJudged() {
        long vehicle = depot.spreader(name);
        long driver = depot.driver(Depot.unique("Fahrerin"));
        long id = shifts.insert(new Shift(
                0,
                people.municipality(),
                "Nacht",
                NOW,
                NOW.plusSeconds(11 * 3600),
                List.of(driver),
                List.of(vehicle),
                45,
                false));

        List<Shift> found = fleet.shifts(people.municipality(), NOW.plusSeconds(60), NOW.plusSeconds(120));
        Shift shift = found.stream().filter(one -> one.id() == id).findFirst().orElseThrow();
        assertThat(fleet.shifts(people.municipality(), NOW.minusSeconds(60), NOW))
                .extracting(Shift::id)
                .doesNotContain(id);
        assertThat(fleet.warnings(shift)).extracting(Warning::rule).containsExactly(Rule.WORKDAY_OVER_10);
    }

    @Test
    void aTaskIsPartOfTheShiftIntoWhichItFalls() {
        long vehicle = depot.spreader(name);
        long driver = depot.driver(Depot.unique("Fahrerin"));
        Instant end = NOW.plusSeconds(8 * 3600);
        shifts.insert(
                new Shift(0, people.municipality(), "Früh", NOW, end, List.of(driver), List.of(vehicle), 30, false));

        assertThat(fleet.warnings(task(end.minusSeconds(7200), end, driver, vehicle)))
                .isEmpty();
        assertThat(fleet.warnings(task(end.minusSeconds(7200), end.plusSeconds(4 * 3600), driver, vehicle)))
                .extracting(Warning::rule)
                .containsExactly(Rule.WORKDAY_OVER_10, Rule.BREAK);
    }

    private Shift task(Instant begin, Instant end, long driver, long vehicle) {
        return new Shift(0, people.municipality(), "", begin, end, List.of(driver), List.of(vehicle), 0, false);
    }
}
