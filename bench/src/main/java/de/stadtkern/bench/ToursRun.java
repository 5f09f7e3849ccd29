package de.stadtkern.bench;

import de.stadtkern.tours.Budget;
import de.stadtkern.tours.Checker;
import de.stadtkern.tours.Listener;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Tour;
import de.stadtkern.tours.Tours;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Solves every instance of a folder with several seeds and writes one line for each run. */
public final class ToursRun {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Arguments arguments;
    private final Map<String, BestKnown> bestKnown;
    private final List<String> lines = new ArrayList<>();
    private final Markdown table = new Markdown();

    private ToursRun(Arguments arguments) throws IOException {
        this.arguments = arguments;
        bestKnown = BestKnown.in(arguments.folder());
    }

    public static void main(String[] words) throws IOException {
        new ToursRun(Arguments.parse(words)).run();
    }

    private void run() throws IOException {
        lines.add("instance,seed,cpu_seconds,iterations,cost,vehicles,feasible");
        List<Solver> solvers = new ArrayList<>(List.of(new Solver("tours", this::tours)));
        if (arguments.peers()) {
            solvers.add(new Solver("OR-Tools", OrTools::solve));
            solvers.add(new Solver("jsprit", Jsprit::solve));
        }
        for (Sample sample : Samples.in(arguments.folder())) {
            if (sample.name().matches(arguments.only())) {
                solvers.forEach(solver -> solve(sample, solver));
            }
        }
        System.out.println(table.text(arguments));
        if (arguments.markdown() != null) {
            Files.writeString(arguments.markdown(), table.text(arguments));
        }
    }

    private record Solver(String name, Search search) {}

    /** One way of solving an instance. */
    @FunctionalInterface
    interface Search {
        Answer solve(Sample sample, double seconds, long seed);
    }

    private void solve(Sample sample, Solver solver) {
        for (int seed = 1; seed <= arguments.seeds(); seed++) {
            Answer answer = solver.search().solve(sample, arguments.seconds(), seed);
            String name = arguments.peers() ? sample.name() + "/" + solver.name() : sample.name();
            String line = String.format(
                    Locale.ROOT,
                    "%s,%d,%.2f,%d,%s,%d,%b",
                    name,
                    seed,
                    answer.seconds(),
                    answer.iterations(),
                    number(answer.cost()),
                    answer.vehicles(),
                    answer.feasible());
            lines.add(line);
            System.out.println(line);
            BestKnown best = bestKnown.get(sample.name());
            table.add(solver.name(), sample, answer, best);
            write();
        }
    }

    private void write() {
        try {
            Files.write(arguments.csv(), lines);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String number(double cost) {
        return cost == Math.rint(cost) ? String.valueOf((long) cost) : String.format(Locale.ROOT, "%.4f", cost);
    }

    private Answer tours(Sample sample, double seconds, long seed) {
        Map<Thread, Double> used = new ConcurrentHashMap<>();
        double before = cpu();
        Budget budget = Budget.seconds(seconds)
                .withClock(() -> noted(used))
                .withThreads(arguments.threads())
                .withSeed(seed);
        Plan plan = Tours.solve(sample.problem(), budget, Listener.SILENT);
        double distance = plan.tours().stream()
                .map(Tour::cost)
                .mapToDouble(cost -> cost.distance())
                .sum();
        boolean feasible = plan.unserved().isEmpty()
                && Checker.faults(sample.problem(), plan).isEmpty();
        used.put(Thread.currentThread(), cpu());
        return new Answer(
                used.values().stream().mapToDouble(one -> one).sum() - before,
                plan.effort().iterations(),
                distance,
                plan.tours().size(),
                feasible);
    }

    /** Processor seconds of the calling thread, noted to add up those of all threads. */
    private static double noted(Map<Thread, Double> used) {
        double now = cpu();
        used.put(Thread.currentThread(), now);
        return now;
    }

    /** Processor seconds of the calling thread. */
    static double cpu() {
        return THREADS.getCurrentThreadCpuTime() * 1e-9;
    }

    static String joined(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
