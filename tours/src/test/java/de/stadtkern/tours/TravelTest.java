package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One small example for each thing that makes ways different from a straight street. */
class TravelTest {

    @Test
    void turningBackIsForbiddenButDrivingRoundTheBlockIsNot() {
        Network network = new Network(Network.Turns.NO_U_TURNS);
        int depot = network.place(0);
        int out = network.add(new Network.Stretch(0, 1, 10, 10));
        int back = network.add(new Network.Stretch(1, 0, 10, 10));
        network.add(new Network.Stretch(1, 2, 3, 3));
        network.add(new Network.Stretch(2, 3, 4, 4));
        network.add(new Network.Stretch(3, 1, 5, 5));
        Task street = Task.arc(1, out, out, 10);
        Task both = Task.of(2, List.of(new Pass(out, out, 10, 10), new Pass(back, back, 10, 10)));
        Vehicle vehicle = Vehicle.at(1, depot);

        assertThat(network.distance(out, back)).isEqualTo(12);
        Plan plan = Tours.solve(new Problem(List.of(street, both), List.of(vehicle), network));
        assertThat(plan.cost().distance()).isEqualTo(32);
    }

    @Test
    void aTurnCostsWhatItIsWorthAndIsAvoidedWhereTheWayRoundIsShorter() {
        assertThat(pastATurnOf(1)).isEqualTo(11);
        assertThat(pastATurnOf(5)).isEqualTo(12);
    }

    @Test
    void aWayBackMayBeLongerThanTheWayThere() {
        Travel ring = (from, to) -> Math.floorMod(to - from, 10);
        List<Task> spots = List.of(Task.node(1, 7), Task.node(2, 3), Task.node(3, 5));
        Plan plan = Tours.solve(Problem.round(0, spots, ring));

        assertThat(plan.cost().distance()).isEqualTo(10);
        assertThat(plan.visits().map(visit -> visit.task().id())).containsExactly(2L, 3L, 1L);
    }

    /** From the crossing 1 to the crossing 2: 10 with the turn, or 12 round the block without it. */
    private static double pastATurnOf(double penalty) {
        Network network = new Network((in, out) -> in.from() == 0 && out.to() == 2 ? penalty : 0);
        int first = network.add(new Network.Stretch(0, 1, 10, 10));
        network.add(new Network.Stretch(1, 2, 10, 10));
        network.add(new Network.Stretch(1, 3, 6, 6));
        network.add(new Network.Stretch(3, 2, 6, 6));
        int last = network.add(new Network.Stretch(2, 4, 10, 10));
        return network.distance(first, last);
    }
}
