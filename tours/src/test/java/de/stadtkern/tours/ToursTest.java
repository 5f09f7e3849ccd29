package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ToursTest {

    private static final Budget BRIEF = Budget.iterations(60);

    @Test
    void drivesAStreetInTheDirectionThatIsNearer() {
        Vehicle vehicle = Vehicle.at(1, 0).endingAt(7);
        Plan plan = Tours.solve(new Problem(List.of(Task.edge(1, 5, 2, 30)), List.of(vehicle), Line.TRAVEL));

        Stop.Visit visit = plan.visits().findFirst().orElseThrow();
        assertThat(visit.reversed()).isTrue();
        assertThat(visit.deadhead()).isEqualTo(2);
        assertThat(plan.tours().getFirst().wayHome()).isEqualTo(2);
        assertThat(plan.tours().getFirst().deadhead()).isEqualTo(4);
        assertThat(plan.cost().total()).isEqualTo(34);
    }

    @Test
    void neverDrivesAOneWayStreetBackwards() {
        Plan plan = Tours.solve(Problem.round(0, List.of(Task.arc(1, 5, 2, 30)), Line.TRAVEL));

        assertThat(plan.visits().map(Stop.Visit::chosen)).containsExactly(new Pass(5, 2, 30, 30));
    }

    @Test
    void drivesOutAndBackAlongALine() {
        List<Task> places = List.of(Task.node(1, 1), Task.node(2, -2), Task.node(3, 9));

        assertThat(Tours.solve(Problem.round(0, places, Line.TRAVEL)).cost().distance())
                .isEqualTo(22);
    }

    @Test
    void aProblemWithoutTasksHasNoTours() {
        Plan plan = Tours.solve(Problem.round(7, List.of(), Line.TRAVEL));

        assertThat(plan.tours()).isEmpty();
        assertThat(plan.cost()).isEqualTo(Cost.NONE);
    }

    @Test
    void tellsOfProgressUntilTheListenerHasEnough() {
        List<Progress> heard = new ArrayList<>();

        Plan plan = Tours.solve(places(30), Budget.seconds(600), progress -> heard.add(progress) && heard.size() < 5);

        assertThat(heard).hasSize(5);
        assertThat(heard.getLast().cost()).isGreaterThanOrEqualTo(plan.cost().total() - 1e-6);
        assertThat(plan.effort().iterations()).isEqualTo(5);
        assertThat(plan.unserved()).isEmpty();
    }

    @Test
    void endsWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        Plan plan = Tours.solve(places(30), Budget.seconds(600), Listener.SILENT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(plan.unserved()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSamePlanOnOneThreadAndOnTwo() {
        Problem problem = places(40);
        for (int threads = 1; threads <= 2; threads++) {
            Budget budget = BRIEF.withThreads(threads).withSeed(7);

            assertThat(Tours.solve(problem, budget, Listener.SILENT))
                    .isEqualTo(Tours.solve(problem, budget, Listener.SILENT));
        }
    }

    @Test
    void neverCostsLessThanItsBound() {
        Plan plan = Tours.solve(places(30), BRIEF, Listener.SILENT);

        assertThat(plan.effort().bound().orElseThrow())
                .isPositive()
                .isLessThanOrEqualTo(plan.cost().total());
    }

    @Test
    void refusesADuplicateId() {
        List<Task> twice = List.of(Task.node(4, 1), Task.node(4, 2));

        assertThatThrownBy(() -> Problem.round(0, twice, Line.TRAVEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("id of a task must be unique, but 4 occurs twice");
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThatThrownBy(() -> Task.node(4, 1).withDemand(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("demand of task 4 must be a finite number of at least 0, but is NaN");
        assertThatThrownBy(() -> Task.edge(4, 1, 2, -1)).hasMessageContaining("-1.0");
    }

    @Test
    void refusesATravelCostThatIsNoCost() {
        Problem problem = Problem.round(0, List.of(Task.node(1, 8)), (from, to) -> -3);

        assertThatThrownBy(() -> Tours.solve(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be at least 0, or infinity where there is no way, but is -3.0");
    }

    private static Problem places(int count) {
        List<Task> tasks = LongStream.range(0, count)
                .mapToObj(id -> Task.node(id, (int) (id * 37 % 101)).withDemand(1 + id % 3))
                .toList();
        return new Problem(tasks, List.of(Vehicle.at(1, 50).times(20).withCapacity(12)), Line.TRAVEL);
    }
}
