package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each rule of the checker, on a tour from 0 over street 1 to 3 and place 4, back to 0. */
class CheckerTest {

    private static final Task OUT = Task.arc(1, 1, 3, 2).withDemand(2).withWindow(0, 5);
    private static final Task PLACE = Task.node(2, 4).withDemand(1).withPriority(1);
    private static final Vehicle VEHICLE =
            Vehicle.at(1, 0).withCapacity(3).withHours(0, 8).withRates(5, 1, 0);

    private static final Stop FIRST = new Stop.Visit(OUT, 0, 1, new Timing(1, 1, 3), List.of(2.0));
    private static final Stop SECOND = new Stop.Visit(PLACE, 0, 1, new Timing(4, 4, 4), List.of(3.0));

    @Test
    void findsNothingInARightPlan() {
        assertThat(faults(VEHICLE, Rules.NONE, FIRST, SECOND)).isEmpty();
    }

    @Test
    void findsATaskLeftOutAndATaskServedTwice() {
        assertThat(faults(VEHICLE, Rules.NONE, FIRST)).contains("task 2 is neither served nor left out");
        assertThat(faults(VEHICLE, Rules.NONE, FIRST, SECOND, SECOND))
                .contains("task 2 is served twice or is not a task of the problem");
    }

    @Test
    void findsAPassThatIsNone() {
        Stop against = new Stop.Visit(OUT, 1, 3, new Timing(3, 3, 5), List.of(2.0));

        assertThat(faults(VEHICLE, Rules.NONE, against, SECOND)).contains("task 1 has no pass 1");
    }

    @Test
    void findsTooMuchLoad() {
        assertThat(faults(VEHICLE.withCapacity(2), Rules.NONE, FIRST, SECOND))
                .containsExactly("at task 2 the load is 3.0, but vehicle 1 can take 2.0");
    }

    @Test
    void findsAWindowADeadlineAndAShiftNotKept() {
        Stop late = new Stop.Visit(OUT, 0, 1, new Timing(1, 6, 8), List.of(2.0));

        assertThat(faults(VEHICLE, Rules.NONE, late, SECOND)).anyMatch(fault -> fault.contains("outside 0.0 to 5.0"));
        assertThat(faults(VEHICLE, Rules.NONE.withDeadline(1, 3), FIRST, SECOND))
                .containsExactly("task 2 is done at 4.0, but class 1 is due by 3.0");
        assertThat(faults(VEHICLE.withHours(0, 7), Rules.NONE, FIRST, SECOND))
                .containsExactly("vehicle 1 is out from 0.0 to 8.0, outside its shift");
        assertThat(faults(VEHICLE.withLongest(7), Rules.NONE, FIRST, SECOND))
                .containsExactly("vehicle 1 is out for 8.0, longer than its shift");
    }

    @Test
    void findsABreakMissed() {
        Vehicle tired = VEHICLE.withBreaks(new Break(new Window(1, 2), 1));

        assertThat(faults(tired, Rules.NONE, FIRST, SECOND)).containsExactly("vehicle 1 misses the break due by 2.0");
    }

    @Test
    void findsADriverNotKeepingWhatWasTold() {
        assertThat(faults(VEHICLE.telling(2L), Rules.NONE, FIRST, SECOND))
                .containsExactly("vehicle 1 does not begin with the tasks its driver was told");
    }

    @Test
    void findsAVehicleThatMayNot() {
        Task special = PLACE.needing("crane");
        Stop visit = new Stop.Visit(special, 0, 1, new Timing(4, 4, 4), List.of(3.0));

        assertThat(Checker.faults(problem(List.of(OUT, special), VEHICLE, Rules.NONE), plan(18, FIRST, visit)))
                .containsExactly("task 2 may not be served by vehicle 1");
    }

    @Test
    void findsAnOrderNotKept() {
        assertThat(faults(VEHICLE, Rules.NONE.withPrecedences(new Precedence(2, 1)), FIRST, SECOND))
                .containsExactly("task 1 begins before task 2 is done");
    }

    @Test
    void findsTimesAndDistancesThatAreNotTrue() {
        Stop wrong = new Stop.Visit(PLACE, 0, 0.5, new Timing(3.5, 3.5, 3.5), List.of(3.0));

        assertThat(faults(VEHICLE, Rules.NONE, FIRST, wrong))
                .contains(
                        "deadhead to task 2 is given as 0.5, but driving from 3 to 4 is 1.0",
                        "arrival at task 2 is given as 3.5, but is 4.0");
    }

    @Test
    void findsACostThatIsNotTrue() {
        Problem problem = problem(List.of(OUT, PLACE), VEHICLE, Rules.NONE);

        assertThat(Checker.faults(problem, plan(17, FIRST, SECOND)))
                .containsExactly("the cost of a tour of vehicle 1 is given as 12.0, but is 13.0");
    }

    private static List<String> faults(Vehicle vehicle, Rules rules, Stop... stops) {
        return Checker.faults(problem(List.of(OUT, PLACE), vehicle, rules), plan(18, stops));
    }

    private static Problem problem(List<Task> tasks, Vehicle vehicle, Rules rules) {
        return new Problem(tasks, List.of(vehicle), Line.TRAVEL, rules);
    }

    /** A plan with one tour of distance 8 and a cost of 5 less than the given sum, which stands for a vehicle. */
    private static Plan plan(double sum, Stop... stops) {
        Cost cost = new Cost(5, sum - 10, 0, 0);
        Tour tour = new Tour(1, 1, List.of(stops), new Window(0, 8), 4, cost);
        return new Plan(List.of(tour), List.of(), cost, new Effort(0, OptionalDouble.empty()));
    }
}
