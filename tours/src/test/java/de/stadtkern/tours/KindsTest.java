package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One small example for each kind of problem. Places are on a straight street; one unit of way takes one second. */
class KindsTest {

    @Test
    void severalVehiclesShareWhatOneCannotTake() {
        List<Task> bins = List.of(bin(1, 3), bin(2, 4), bin(3, -3), bin(4, -4));
        Plan plan = solve(bins, Rules.NONE, Vehicle.at(1, 0).times(4).withCapacity(2));

        assertThat(plan.tours()).hasSize(2);
        assertThat(plan.cost().distance()).isEqualTo(16);
    }

    @Test
    void everyDimensionOfTheCapacityCounts() {
        List<Task> tasks =
                List.of(Task.node(1, 5).withDemand(1, 3), Task.node(2, 6).withDemand(1, 3));
        Plan plan = solve(tasks, Rules.NONE, Vehicle.at(1, 0).times(2).withCapacity(10, 5));

        assertThat(plan.tours()).hasSize(2);
    }

    @Test
    void eachDepotServesWhatIsNear() {
        List<Task> trees = List.of(Task.node(1, 2), Task.node(2, 98), Task.node(3, 97), Task.node(4, 3));
        Plan plan = solve(trees, Rules.NONE, Vehicle.at(1, 0), Vehicle.at(2, 100));

        assertThat(plan.cost().distance()).isEqualTo(12);
        assertThat(visited(plan, 1)).containsExactlyInAnyOrder(1L, 4L);
    }

    @Test
    void theVehicleThatCostsLessIsUsed() {
        List<Task> spots = List.of(Task.node(1, 10));
        Plan plan = solve(
                spots,
                Rules.NONE,
                Vehicle.at(1, 0).withRates(100, 1, 0),
                Vehicle.at(2, 0).withRates(10, 2, 0));

        assertThat(plan.tours()).extracting(Tour::vehicle).containsExactly(2L);
        assertThat(plan.cost()).isEqualTo(new Cost(10, 40, 0, 0));
    }

    @Test
    void timeCostsFromLeavingToComingBackAndNobodyLeavesTooEarly() {
        List<Task> spots = List.of(Task.node(1, 10).withWindow(500, 600).withSeconds(30));
        Plan plan = solve(spots, Rules.NONE, Vehicle.at(1, 0).withHours(0, 1000).withRates(0, 0, 2));

        assertThat(plan.cost().time()).isEqualTo(100);
        assertThat(plan.tours().getFirst().out()).isEqualTo(new Window(490, 540));
    }

    @Test
    void windowsAreKept() {
        List<Task> spots = List.of(
                Task.node(1, 10).withWindow(100, 110),
                Task.node(2, 20).withWindow(0, 50),
                Task.node(3, 30).withWindow(60, 80));
        Plan plan = solve(spots, Rules.NONE, Vehicle.at(1, 0).withHours(0, 200));

        assertThat(visited(plan, 1)).containsExactly(2L, 3L, 1L);
    }

    @Test
    void streetsHaveWindowsAndDirectionsTogether() {
        List<Task> streets = List.of(
                Task.edge(1, 10, 20, 10).withWindow(0, 12),
                Task.edge(2, 20, 10, 10).withWindow(18, 25));
        Plan plan = solve(streets, Rules.NONE, Vehicle.at(1, 0).withHours(0, 100));

        assertThat(plan.unserved()).isEmpty();
        assertThat(plan.visits().map(visit -> visit.chosen().entry())).containsExactly(10, 20);
    }

    @Test
    void bothSidesOfAStreetAreServedEachInItsDirection() {
        List<Task> sides = Task.sides(1, 2, new Pass(10, 20, 10, 10));
        Plan plan = solve(sides, Rules.NONE, Vehicle.at(1, 0));

        assertThat(plan.cost().distance()).isEqualTo(40);
    }

    @Test
    void theMostUrgentClassIsDoneByItsDeadline() {
        List<Task> streets = List.of(
                Task.edge(1, 10, 20, 10).withPriority(2),
                Task.edge(2, -40, -30, 10).withPriority(1),
                Task.edge(3, 20, 30, 10).withPriority(2));
        Plan plan =
                solve(streets, Rules.NONE.withDeadline(1, 40), Vehicle.at(1, 0).withHours(0, 500));

        assertThat(visited(plan, 1).getFirst()).isEqualTo(2L);
    }

    @Test
    void aShiftLimitsHowLongAVehicleIsOut() {
        List<Task> spots = List.of(Task.node(1, 20), Task.node(2, -20));
        Plan plan = solve(spots, Rules.NONE, Vehicle.at(1, 0).times(3).withLongest(50));

        assertThat(plan.tours()).hasSize(2);
    }

    @Test
    void aBreakIsTakenWhenItIsDue() {
        List<Task> spots = List.of(
                Task.node(1, 10).withSeconds(50),
                Task.node(2, 20).withSeconds(50),
                Task.node(3, 30).withSeconds(50));
        Break lunch = new Break(new Window(60, 125), 30);
        Plan plan = solve(spots, Rules.NONE, Vehicle.at(1, 0).withHours(0, 1000).withBreaks(lunch));

        assertThat(plan.tours().getFirst().stops().stream()
                        .filter(Stop.Rest.class::isInstance)
                        .map(stop -> stop.timing().begin()))
                .singleElement()
                .satisfies(begin -> assertThat(begin).isBetween(60.0, 125.0));
    }

    @Test
    void aTourThatIsOverBeforeTheBreakNeedsNone() {
        Break lunch = new Break(new Window(60, 125), 30);
        Plan plan = solve(
                List.of(Task.node(1, 10)),
                Rules.NONE,
                Vehicle.at(1, 0).withHours(0, 1000).withBreaks(lunch));

        assertThat(plan.tours().getFirst().stops()).hasSize(1);
    }

    @Test
    void skillsAndPermissionsDecideWhoMay() {
        List<Task> tasks = List.of(
                Task.node(1, 1).needing("narrow"),
                Task.node(2, 1).onlyBy(3L),
                Task.node(3, 1).neverBy(2L, 3L));
        Plan plan = solve(tasks, Rules.NONE, Vehicle.at(1, 0), Vehicle.at(2, 0).able("narrow"), Vehicle.at(3, 0));

        assertThat(visited(plan, 2)).contains(1L);
        assertThat(visited(plan, 3)).contains(2L);
        assertThat(visited(plan, 1)).contains(3L);
    }

    @Test
    void aTaskIsLeftOutWhenItsPrizeIsLessThanItsWay() {
        List<Task> tasks = List.of(
                Task.node(1, 10),
                Task.node(2, 12).withPrize(5),
                Task.node(3, 50).withPrize(5));
        Plan plan = solve(tasks, Rules.NONE, Vehicle.at(1, 0));

        assertThat(visited(plan, 1)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(reasons(plan)).isEqualTo(Map.of(3L, Unserved.Reason.NOT_WORTH_IT));
        assertThat(plan.cost()).isEqualTo(new Cost(0, 24, 0, 5));
    }

    @Test
    void anOpenTourEndsAtItsLastTask() {
        List<Task> tasks = List.of(Task.node(1, 10), Task.node(2, 30));
        Plan plan = solve(tasks, Rules.NONE, Vehicle.at(1, 0).open());

        assertThat(plan.cost().distance()).isEqualTo(30);
    }

    @Test
    void aTourMayEndElsewhere() {
        Plan plan =
                solve(List.of(Task.node(1, 10)), Rules.NONE, Vehicle.at(1, 0).endingAt(30));

        assertThat(plan.tours().getFirst().wayHome()).isEqualTo(20);
    }

    @Test
    void aFullVehicleTipsOnTheWay() {
        List<Task> bins = List.of(bin(1, 10), bin(2, 20), bin(3, 30), bin(4, 40));
        Rules rules = Rules.NONE.withFacilities(new Facility(25, 7));
        Plan plan = solve(bins, rules, Vehicle.at(1, 0).withCapacity(2));

        assertThat(plan.unserved()).isEmpty();
        assertThat(plan.cost().distance()).isEqualTo(80);
        assertThat(plan.tours().getFirst().stops().stream().filter(Stop.Regain.class::isInstance))
                .hasSize(1);
    }

    @Test
    void theDepotAsAFacilityMakesSeveralTrips() {
        List<Task> streets = List.of(
                Task.edge(1, 10, 20, 10).withDemand(10),
                Task.edge(2, -10, -20, 10).withDemand(10));
        Rules rules = Rules.NONE.withFacilities(new Facility(0, 300));
        Plan plan = solve(streets, rules, Vehicle.at(1, 0).withCapacity(10).withRates(50, 1, 0));

        assertThat(plan.tours()).hasSize(1);
        assertThat(plan.cost()).isEqualTo(new Cost(50, 80, 0, 0));
    }

    @Test
    void rushHourMakesDrivingLonger() {
        Rules rules = Rules.NONE.withRushes(new Rush(new Window(5, 1000), 2));
        Plan plan = solve(List.of(Task.node(1, 10)), rules, Vehicle.at(1, 0).withHours(0, 1000));

        assertThat(plan.visits().map(visit -> visit.timing().arrival())).containsExactly(15.0);
        assertThat(plan.tours().getFirst().out().end()).isEqualTo(35);
    }

    @Test
    void ploughingComesBeforeSaltingWhicheverVehicleDrives() {
        List<Task> tasks = List.of(
                Task.edge(1, 10, 20, 10).needing("plough"),
                Task.edge(2, 10, 20, 10).needing("salt"),
                Task.edge(3, -10, -20, 10).needing("plough"),
                Task.edge(4, -10, -20, 10).needing("salt"));
        Rules rules = Rules.NONE.withPrecedences(new Precedence(1, 2), new Precedence(3, 4));
        Plan plan = solve(
                tasks, rules, Vehicle.at(1, 0).able("plough"), Vehicle.at(2, 0).able("salt"));

        assertThat(plan.unserved()).isEmpty();
        assertThat(timing(plan, 2).begin())
                .isGreaterThanOrEqualTo(timing(plan, 1).end());
        assertThat(timing(plan, 4).begin())
                .isGreaterThanOrEqualTo(timing(plan, 3).end());
    }

    @Test
    void whatWaitsForAnUnservedTaskOrForItselfIsLeftOut() {
        List<Task> tasks = List.of(
                Task.node(1, 1).needing("crane"), Task.node(2, 2), Task.node(3, 3), Task.node(4, 4), Task.node(5, 5));
        Rules rules = Rules.NONE.withPrecedences(new Precedence(1, 2), new Precedence(3, 4), new Precedence(4, 3));
        Plan plan = solve(tasks, rules, Vehicle.at(1, 0));

        assertThat(reasons(plan))
                .isEqualTo(Map.of(
                        1L, Unserved.Reason.NOT_ALLOWED,
                        2L, Unserved.Reason.PRECEDENCE,
                        3L, Unserved.Reason.PRECEDENCE,
                        4L, Unserved.Reason.PRECEDENCE));
    }

    @Test
    void whatTheDriverWasToldStaysFirst() {
        List<Task> tasks = List.of(Task.node(1, 10), Task.node(2, 40), Task.node(3, 20), Task.node(4, -5));
        Plan plan = solve(tasks, Rules.NONE, Vehicle.at(1, 5).endingAt(0).telling(2L, 3L), Vehicle.at(2, 0));

        assertThat(visited(plan, 1)).startsWith(2L, 3L);
        assertThat(visited(plan, 1)).contains(1L);
    }

    @Test
    void whatTheDriverWasToldButCannotKeepIsLeftToAPerson() {
        List<Task> tasks =
                List.of(Task.node(1, 10), Task.node(2, 20).withWindow(0, 15), Task.node(3, 30), Task.node(4, 5));
        Plan plan = solve(tasks, Rules.NONE, Vehicle.at(1, 0).withHours(0, 100).telling(1L, 2L, 3L));

        assertThat(reasons(plan)).isEqualTo(Map.of(2L, Unserved.Reason.TOLD_IN_VAIN));
        assertThat(visited(plan, 1)).containsExactly(1L, 3L, 4L);
    }

    @Test
    void whatMustComeBeforeSomethingNeededIsServedWhateverItsPrize() {
        List<Task> tasks = List.of(Task.node(1, 50).withPrize(1), Task.node(2, 10));
        Plan plan = solve(tasks, Rules.NONE.withPrecedences(new Precedence(1, 2)), Vehicle.at(1, 0));

        assertThat(visited(plan, 1)).containsExactly(1L, 2L);
    }

    @Test
    void aPlanInForceTakesInANewTaskWithoutAnyBudget() {
        List<Task> before = List.of(bin(1, 10), bin(2, 20), bin(3, -10), bin(4, -20));
        Vehicle vehicle = Vehicle.at(1, 0).times(2).withCapacity(3);
        Plan inForce = solve(before, Rules.NONE, vehicle);
        List<Task> after = List.of(bin(1, 10), bin(2, 20), bin(3, -10), bin(5, -15));

        Problem changed = new Problem(after, List.of(vehicle), Line.TRAVEL);
        Plan plan = Tours.replan(changed, inForce, Budget.iterations(0), Listener.SILENT);

        assertThat(plan.unserved()).isEmpty();
        assertThat(plan.cost().distance()).isEqualTo(70);
    }

    @Test
    void everyImpossibleTaskHasItsReason() {
        List<Task> tasks = List.of(
                Task.node(1, 10).withDemand(11),
                Task.node(2, 10).needing("crane"),
                Task.node(3, 10).withWindow(50, 40),
                Task.node(4, 900),
                Task.node(5, 10).withPriority(1),
                Task.node(6, 10));
        Rules rules = Rules.NONE.withDeadline(1, 5);
        Plan plan = solve(tasks, rules, Vehicle.at(1, 0).withCapacity(10).withHours(0, 1000));

        assertThat(reasons(plan))
                .isEqualTo(Map.of(
                        1L, Unserved.Reason.TOO_LARGE,
                        2L, Unserved.Reason.NOT_ALLOWED,
                        3L, Unserved.Reason.CONTRADICTORY_TIME,
                        4L, Unserved.Reason.OUT_OF_TIME,
                        5L, Unserved.Reason.OUT_OF_TIME));
        assertThat(visited(plan, 1)).containsExactly(6L);
    }

    @Test
    void whatDoesNotFitBesidesTheRestIsLeftOutTheLeastUrgentFirst() {
        List<Task> bins = List.of(bin(1, 1).withPriority(2), bin(2, 1).withPriority(1), bin(3, 1));
        Plan plan = solve(bins, Rules.NONE, Vehicle.at(1, 0).withCapacity(2));

        assertThat(reasons(plan)).isEqualTo(Map.of(3L, Unserved.Reason.NO_ROOM));
    }

    @Test
    void withoutVehiclesEveryTaskIsLeftOut() {
        Plan plan = solve(List.of(bin(1, 1)), Rules.NONE);

        assertThat(reasons(plan)).isEqualTo(Map.of(1L, Unserved.Reason.NO_VEHICLE));
    }

    @Test
    void aPlaceWithoutAWayIsLeftOut() {
        Travel island = (from, to) -> from == to ? 0 : from == 9 || to == 9 ? Double.POSITIVE_INFINITY : 1;
        Plan plan = Tours.solve(Problem.round(0, List.of(Task.node(1, 9), Task.node(2, 3)), island));

        assertThat(reasons(plan)).isEqualTo(Map.of(1L, Unserved.Reason.UNREACHABLE));
    }

    private static Task bin(long id, int node) {
        return Task.node(id, node).withDemand(1);
    }

    private static Plan solve(List<Task> tasks, Rules rules, Vehicle... vehicles) {
        return Tours.solve(
                new Problem(tasks, List.of(vehicles), Line.TRAVEL, rules), Budget.iterations(20), Listener.SILENT);
    }

    private static List<Long> visited(Plan plan, long vehicle) {
        return plan.tours().stream()
                .filter(tour -> tour.vehicle() == vehicle)
                .flatMap(Tour::visits)
                .map(visit -> visit.task().id())
                .toList();
    }

    private static Timing timing(Plan plan, long task) {
        return plan.visits()
                .filter(visit -> visit.task().id() == task)
                .findFirst()
                .orElseThrow()
                .timing();
    }

    private static Map<Long, Unserved.Reason> reasons(Plan plan) {
        return plan.unserved().stream()
                .collect(Collectors.toMap(one -> one.task().id(), Unserved::reason));
    }
}
