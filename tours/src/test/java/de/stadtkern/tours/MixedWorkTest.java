package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Places and streets in one tour, ways that differ there and back, and a driver under way. */
class MixedWorkTest {

    private static final Budget BRIEF = Budget.iterations(20);

    @Test
    void placesAndStreetsShareATour() {
        List<Task> tasks = List.of(Task.edge(1, 10, 20, 10), Task.node(2, 5), Task.arc(3, 40, 30, 10));
        Plan plan = solve(tasks, Line.TRAVEL, Vehicle.at(1, 0));

        assertThat(plan.tours())
                .singleElement()
                .satisfies(tour -> assertThat(tour.visits()).hasSize(3));
        assertThat(plan.cost().distance()).isEqualTo(80);
    }

    @Test
    void placesAndStreetsFillTheSameVehicle() {
        List<Task> tasks =
                List.of(Task.edge(1, 10, 20, 10).withDemand(3), Task.node(2, 5).withDemand(3));
        Plan plan = solve(tasks, Line.TRAVEL, Vehicle.at(1, 0).times(2).withCapacity(5));

        assertThat(plan.tours()).hasSize(2);
        assertThat(plan.unserved()).isEmpty();
    }

    @Test
    void aStreetIsServedTheWayThatCostsLessInAll() {
        Task street = Task.of(1, List.of(new Pass(10, 20, 10, 10), new Pass(20, 10, 50, 50)));
        Plan plan = solve(List.of(street), Line.TRAVEL, Vehicle.at(1, 30).endingAt(0));

        assertThat(plan.visits().map(Stop.Visit::chosen)).containsExactly(new Pass(10, 20, 10, 10));
        assertThat(plan.cost().distance()).isEqualTo(50);
    }

    @Test
    void aTaskLessLeavesTheRestOfThePlanWithoutAnyBudget() {
        List<Task> before = List.of(Task.node(1, 10), Task.node(2, 20), Task.node(3, -10), Task.node(4, -20));
        Vehicle vehicle = Vehicle.at(1, 0);
        Plan inForce = solve(before, Line.TRAVEL, vehicle);

        Problem fewer = new Problem(before.subList(0, 3), List.of(vehicle), Line.TRAVEL);
        Plan plan = Tours.replan(fewer, inForce, Budget.iterations(0), Listener.SILENT);

        assertThat(plan.unserved()).isEmpty();
        assertThat(plan.cost().distance()).isEqualTo(60);
    }

    @Test
    void aNewTaskLeavesWhatTheDriverWasToldWithBreakAndTip() {
        List<Task> tasks = List.of(full(1, 30), full(2, 10), full(3, 20));
        Break rest = new Break(new Window(20, 90), 10);
        Vehicle vehicle = Vehicle.at(1, 0).withHours(0, 400).withCapacity(2).withBreaks(rest);
        Rules rules = Rules.NONE.withFacilities(new Facility(15, 3));
        Plan inForce = Tours.solve(
                new Problem(tasks.subList(0, 2), List.of(vehicle), Line.TRAVEL, rules), BRIEF, Listener.SILENT);

        Problem more = new Problem(tasks, List.of(vehicle.telling(2L, 1L)), Line.TRAVEL, rules);
        Plan plan = Tours.replan(more, inForce, Budget.iterations(0), Listener.SILENT);

        assertThat(plan.visits().map(visit -> visit.task().id())).containsExactly(2L, 1L, 3L);
        assertThat(plan.tours().getFirst().stops()).hasAtLeastOneElementOfType(Stop.Regain.class);
        assertThat(plan.tours().getFirst().stops()).hasAtLeastOneElementOfType(Stop.Rest.class);
    }

    private static Task full(long id, int node) {
        return Task.node(id, node).withDemand(1).withSeconds(10);
    }

    private static Plan solve(List<Task> tasks, Travel travel, Vehicle vehicle) {
        return Tours.solve(new Problem(tasks, List.of(vehicle), travel), BRIEF, Listener.SILENT);
    }
}
