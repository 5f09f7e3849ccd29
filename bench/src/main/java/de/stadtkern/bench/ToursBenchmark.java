package de.stadtkern.bench;

import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Tours;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of {@link Tours#solve} for one vehicle over streets of about 200 m strewn over 4 x 4 km. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ToursBenchmark {

    private static final int METRES = 4000;

    @Param({"100", "1000"})
    int streets;

    Problem problem = Problem.round(0, List.of(), (from, to) -> 0);

    @Setup
    public void strewStreets() {
        Random random = new Random(42);
        double[] x = random.doubles(2L * streets, 0, METRES).toArray();
        double[] y = random.doubles(2L * streets, 0, METRES).toArray();
        for (int street = 0; street < streets; street++) {
            double heading = random.nextDouble(2 * Math.PI);
            x[2 * street + 1] = x[2 * street] + 200 * Math.cos(heading);
            y[2 * street + 1] = y[2 * street] + 200 * Math.sin(heading);
        }
        List<Task> tasks = IntStream.range(0, streets)
                .mapToObj(street -> Task.edge(street, 2 * street, 2 * street + 1, 200))
                .toList();
        problem = Problem.round(0, tasks, (from, to) -> distance(x[from] - x[to], y[from] - y[to]));
    }

    private static double distance(double dx, double dy) {
        return Math.sqrt(dx * dx + dy * dy);
    }

    @Benchmark
    public Plan solve() {
        return Tours.solve(problem);
    }
}
