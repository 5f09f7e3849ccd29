package de.stadtkern.bench;

import de.stadtkern.tours.Break;
import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Facility;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Rules;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Tour;
import de.stadtkern.tours.Tours;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Vehicle;
import de.stadtkern.tours.Window;
import java.util.ArrayList;
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

/** Time of {@link Tours#replan} when one of 200 stops of 8 vehicles is new, or one is gone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReplanBenchmark {

    private static final int STOPS = 200;
    private static final int VEHICLES = 8;

    @Param({"0", "3"})
    int told;

    /** Vehicles that must empty themselves at one of two tips about twice a day, and rest once. */
    @Param({"false", "true"})
    boolean tips;

    Problem more = Problem.round(0, List.of(), (from, to) -> 0);
    Problem fewer = more;
    Plan inForce = Tours.solve(more);

    @Setup
    public void plan() {
        Random random = new Random(5);
        double[] x = random.doubles(STOPS + 4, 0, 4000).toArray();
        double[] y = random.doubles(STOPS + 4, 0, 4000).toArray();
        Travel travel = (from, to) -> Math.hypot(x[from] - x[to], y[from] - y[to]);
        List<Task> all = IntStream.rangeClosed(1, STOPS + 1)
                .mapToObj(id -> Task.node(id, id)
                        .withDemand(1 + id % 5)
                        .withSeconds(60)
                        .withWindow(id % 4 == 0 ? 2000 : 0, id % 4 == 0 ? 9000 : 14400))
                .toList();
        List<Task> before = all.subList(0, STOPS);
        List<Vehicle> vehicles =
                IntStream.rangeClosed(1, VEHICLES).mapToObj(this::vehicle).toList();
        Rules rules = tips
                ? Rules.NONE.withFacilities(new Facility(STOPS + 2, 300), new Facility(STOPS + 3, 300))
                : Rules.NONE;
        inForce = Tours.solve(new Problem(before, vehicles, travel, rules));
        List<Vehicle> underWay = vehicles.stream().map(this::told).toList();
        more = new Problem(all, underWay, travel, rules);
        List<Task> after = new ArrayList<>(before);
        after.remove(inForce.visits().toList().getLast().task());
        fewer = new Problem(after, underWay, travel, rules);
    }

    private Vehicle vehicle(int id) {
        Vehicle plain = Vehicle.at(id, 0).withHours(0, 20_000);
        return tips
                ? plain.withCapacity(45).withBreaks(new Break(new Window(6000, 10_000), 1800))
                : plain.withCapacity(90);
    }

    private Vehicle told(Vehicle vehicle) {
        return vehicle.telling(inForce.tours().stream()
                .filter(tour -> tour.vehicle() == vehicle.id())
                .flatMap(Tour::visits)
                .limit(told)
                .map(visit -> visit.task().id())
                .toArray(Long[]::new));
    }

    @Benchmark
    public Plan oneMore() {
        return Tours.replan(more, inForce, Budget.iterations(0), Listener.SILENT);
    }

    @Benchmark
    public Plan oneFewer() {
        return Tours.replan(fewer, inForce, Budget.iterations(0), Listener.SILENT);
    }
}
