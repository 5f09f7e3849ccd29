package de.stadtkern.bench;

import com.google.ortools.Loader;
import com.google.ortools.constraintsolver.Assignment;
import com.google.ortools.constraintsolver.FirstSolutionStrategy;
import com.google.ortools.constraintsolver.LocalSearchMetaheuristic;
import com.google.ortools.constraintsolver.RoutingDimension;
import com.google.ortools.constraintsolver.RoutingIndexManager;
import com.google.ortools.constraintsolver.RoutingModel;
import com.google.ortools.constraintsolver.RoutingSearchParameters;
import com.google.ortools.constraintsolver.main;
import com.google.protobuf.Duration;
import de.stadtkern.tours.Pass;
import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Vehicle;
import java.util.ArrayList;
import java.util.List;

/**
 * The routing solver of Google OR-Tools: savings, then guided local search. A street is a choice between two nodes, one
 * for each direction. Its time limit is wall time.
 */
final class OrTools {

    private static final double SCALE = 1000;

    private final Problem problem;
    private final Vehicle vehicle;
    private final List<Task> owner = new ArrayList<>();
    private final List<Pass> passes = new ArrayList<>();

    private OrTools(Problem problem) {
        this.problem = problem;
        vehicle = problem.vehicles().getFirst();
        for (Task task : problem.tasks()) {
            for (Pass pass : task.passes()) {
                owner.add(task);
                passes.add(pass);
            }
        }
    }

    static Answer solve(Sample sample, double seconds, long seed) {
        Loader.loadNativeLibraries();
        return new OrTools(sample.problem()).search(sample, seconds);
    }

    private Answer search(Sample sample, double seconds) {
        double before = ToursRun.cpu();
        RoutingIndexManager manager = new RoutingIndexManager(passes.size() + 1, vehicle.count(), 0);
        RoutingModel model = new RoutingModel(manager);
        int cost = model.registerTransitMatrix(matrix(false));
        model.setArcCostEvaluatorOfAllVehicles(cost);
        model.setFixedCostOfAllVehicles(Math.round(vehicle.rates().fixed() * SCALE));
        long[] demands = new long[passes.size() + 1];
        for (int node = 1; node < demands.length; node++) {
            demands[node] = Math.round(owner.get(node - 1).demand().getFirst());
        }
        long[] capacities = new long[vehicle.count()];
        java.util.Arrays.fill(capacities, Math.round(vehicle.capacity().getFirst()));
        model.addDimensionWithVehicleCapacity(model.registerUnaryTransitVector(demands), 0, capacities, true, "load");
        chooseDirections(manager, model);
        if (sample.family() == Sample.Family.VRPTW) {
            addTime(manager, model);
        }
        RoutingSearchParameters parameters = main.defaultRoutingSearchParameters().toBuilder()
                .setFirstSolutionStrategy(FirstSolutionStrategy.Value.SAVINGS)
                .setLocalSearchMetaheuristic(LocalSearchMetaheuristic.Value.GUIDED_LOCAL_SEARCH)
                .setTimeLimit(Duration.newBuilder().setSeconds(Math.round(seconds)))
                .build();
        Assignment solution = model.solveWithParameters(parameters);
        return answer(solution, model, ToursRun.cpu() - before);
    }

    private void chooseDirections(RoutingIndexManager manager, RoutingModel model) {
        int node = 1;
        for (Task task : problem.tasks()) {
            long[] nodes = new long[task.passes().size()];
            for (int pass = 0; pass < nodes.length; pass++) {
                nodes[pass] = manager.nodeToIndex(node++);
            }
            if (nodes.length > 1) {
                model.addDisjunction(nodes, Long.MAX_VALUE / 4, 1);
            }
        }
    }

    private void addTime(RoutingIndexManager manager, RoutingModel model) {
        long horizon = Math.round(vehicle.shift().hours().end() * SCALE);
        model.addDimension(model.registerTransitMatrix(matrix(true)), horizon, horizon, false, "time");
        RoutingDimension time = model.getDimensionOrDie("time");
        for (int node = 1; node <= passes.size(); node++) {
            Task task = owner.get(node - 1);
            time.cumulVar(manager.nodeToIndex(node))
                    .setRange(
                            Math.round(task.window().begin() * SCALE),
                            Math.round(task.window().end() * SCALE));
        }
    }

    /** Distance, or time with that of serving; of a street its length when arriving. */
    private long[][] matrix(boolean time) {
        int size = passes.size() + 1;
        long[][] matrix = new long[size][size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                int exit = from == 0 ? vehicle.start() : passes.get(from - 1).exit();
                int entry = to == 0 ? vehicle.start() : passes.get(to - 1).entry();
                double serve = time
                        ? (from == 0 ? 0 : passes.get(from - 1).seconds())
                        : (to == 0 ? 0 : passes.get(to - 1).distance());
                double way = (problem.travel().distance(exit, entry) + serve) * SCALE;
                matrix[from][to] = Math.round(time ? Math.ceil(way - 1e-6) : way);
            }
        }
        return matrix;
    }

    private Answer answer(@org.jspecify.annotations.Nullable Assignment solution, RoutingModel model, double seconds) {
        if (solution == null) {
            return new Answer(seconds, 0, 0, 0, false);
        }
        int used = 0;
        for (int number = 0; number < vehicle.count(); number++) {
            used += model.isVehicleUsed(solution, number) ? 1 : 0;
        }
        double cost = solution.objectiveValue() / SCALE - used * vehicle.rates().fixed();
        return new Answer(seconds, 0, cost, used, true);
    }
}
