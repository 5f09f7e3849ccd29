package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ToursPropertiesTest {

    private static final int NODES = 30;

    @Property(tries = 300)
    void everyTourPassesTheChecker(@ForAll("problems") Problem problem) {
        assertThat(Checker.faults(problem, Tours.solve(problem))).isEmpty();
    }

    @Property(tries = 300)
    void theOrderOfTheTasksDoesNotMatter(@ForAll("problems") Problem problem, @ForAll long seed) {
        List<Task> shuffled = new ArrayList<>(problem.tasks());
        Collections.shuffle(shuffled, new Random(seed));
        Problem permuted = new Problem(problem.start(), shuffled, problem.travel());

        assertThat(Tours.solve(permuted)).isEqualTo(Tours.solve(problem));
    }

    @Property(tries = 300)
    void theSameProblemHasTheSameTour(@ForAll("problems") Problem problem) {
        assertThat(Tours.solve(problem)).isEqualTo(Tours.solve(problem));
    }

    @Property(tries = 300)
    void improvingNeverCostsMoreThanNearestNeighbour(@ForAll("problems") Problem problem) {
        Tour plain = Tour.along(problem, new NearestNeighbour(problem).passes());

        assertThat(Tours.solve(problem).cost()).isLessThanOrEqualTo(plain.cost() + 1e-6);
    }

    @Provide
    Arbitrary<Problem> problems() {
        Arbitrary<Integer> nodes = Arbitraries.integers().between(0, NODES - 1);
        Arbitrary<Double> costs = Arbitraries.doubles().between(0, 1000);
        Arbitrary<Task> tasks = Combinators.combine(
                        Arbitraries.longs(), nodes, nodes, Arbitraries.of(true, false), costs)
                .as(Task::new);
        return Combinators.combine(nodes, tasks.list().uniqueElements(Task::id).ofMaxSize(40), Arbitraries.longs())
                .as((start, list, seed) -> new Problem(start, list, asymmetric(seed)));
    }

    private static Travel asymmetric(long seed) {
        double[] costs = new Random(seed).doubles((long) NODES * NODES, 0, 1000).toArray();
        return (from, to) -> costs[from * NODES + to];
    }
}
