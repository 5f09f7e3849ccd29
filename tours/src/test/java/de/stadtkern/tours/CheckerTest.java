package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final Task OUT = Task.arc(1, 1, 3, 10);
    private static final Task PLACE = Task.node(2, 4, 10);
    private static final Problem PROBLEM = new Problem(0, List.of(OUT, PLACE), Line.TRAVEL);

    @Test
    void findsNothingInARightTour() {
        assertThat(faults(4, new Stop(OUT, false, 1), new Stop(PLACE, false, 1)))
                .isEmpty();
    }

    @Test
    void findsATaskLeftOut() {
        assertThat(faults(3, new Stop(OUT, false, 1))).containsExactly("task 2 is not served");
    }

    @Test
    void findsATaskServedTwice() {
        assertThat(faults(4, new Stop(OUT, false, 1), new Stop(PLACE, false, 1), new Stop(PLACE, false, 0)))
                .containsExactly("task 2 is served twice or is not a task of the problem");
    }

    @Test
    void findsAOneWayStreetDrivenBackwards() {
        assertThat(faults(4, new Stop(OUT, true, 3), new Stop(PLACE, false, 3)))
                .containsExactly("task 1 is driven against its only direction");
    }

    @Test
    void findsCostsThatAreNotTrue() {
        assertThat(faults(Double.NaN, new Stop(OUT, false, 1), new Stop(PLACE, false, 0.5)))
                .containsExactly(
                        "deadhead to task 2 is given as 0.5, but driving from 3 to 4 costs 1.0",
                        "way home is given as NaN, but driving from 4 to 0 costs 4.0");
    }

    private static List<String> faults(double wayHome, Stop... stops) {
        return Checker.faults(PROBLEM, new Tour(List.of(stops), wayHome));
    }
}
