package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToursTest {

    @Test
    void drivesAStreetInTheDirectionThatIsNearer() {
        Tour tour = Tours.solve(new Problem(0, List.of(Task.edge(1, 5, 2, 30)), Line.TRAVEL));

        assertThat(tour.stops()).containsExactly(new Stop(Task.edge(1, 5, 2, 30), true, 2));
        assertThat(tour.wayHome()).isEqualTo(5);
        assertThat(tour.deadhead()).isEqualTo(7);
        assertThat(tour.service()).isEqualTo(30);
        assertThat(tour.cost()).isEqualTo(37);
    }

    @Test
    void neverDrivesAOneWayStreetBackwards() {
        Tour tour = Tours.solve(new Problem(0, List.of(Task.arc(1, 5, 2, 30)), Line.TRAVEL));

        assertThat(tour.stops()).extracting(Stop::entry, Stop::exit).containsExactly(tuple(5, 2));
    }

    @Test
    void movesATaskThatNearestNeighbourLeftForTheEnd() {
        // nearest neighbour: 1, -2, 9 (deadhead 24); best is 22
        List<Task> places = List.of(Task.node(1, 1, 0), Task.node(2, -2, 0), Task.node(3, 9, 0));

        Tour tour = Tours.solve(new Problem(0, places, Line.TRAVEL));

        assertThat(tour.deadhead()).isEqualTo(22);
    }

    @Test
    void aProblemWithoutTasksHasAnEmptyTour() {
        Tour tour = Tours.solve(new Problem(7, List.of(), Line.TRAVEL));

        assertThat(tour.stops()).isEmpty();
        assertThat(tour.cost()).isZero();
    }

    @Test
    void refusesADuplicateId() {
        List<Task> twice = List.of(Task.node(4, 1, 0), Task.node(4, 2, 0));

        assertThatThrownBy(() -> new Problem(0, twice, Line.TRAVEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("id of a task must be unique, but 4 occurs twice");
    }

    @Test
    void refusesAServiceCostThatIsNoCost() {
        assertThatThrownBy(() -> Task.node(4, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("service of task 4 must be a finite number of at least 0, but is NaN");
        assertThatThrownBy(() -> Task.edge(4, 1, 2, -1)).hasMessageContaining("-1.0");
    }

    @Test
    void refusesATravelCostThatIsNoCost() {
        Problem problem = new Problem(0, List.of(Task.node(1, 8, 0)), (from, to) -> -3);

        assertThatThrownBy(() -> Tours.solve(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("travel cost from 0 to 8 must be a finite number of at least 0, but is -3.0");
    }
}
