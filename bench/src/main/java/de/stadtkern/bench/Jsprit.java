package de.stadtkern.bench;

import com.graphhopper.jsprit.core.algorithm.VehicleRoutingAlgorithm;
import com.graphhopper.jsprit.core.algorithm.box.Jsprit.Builder;
import com.graphhopper.jsprit.core.problem.Location;
import com.graphhopper.jsprit.core.problem.VehicleRoutingProblem;
import com.graphhopper.jsprit.core.problem.job.Service;
import com.graphhopper.jsprit.core.problem.solution.VehicleRoutingProblemSolution;
import com.graphhopper.jsprit.core.problem.solution.route.activity.TimeWindow;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleImpl;
import com.graphhopper.jsprit.core.problem.vehicle.VehicleTypeImpl;
import com.graphhopper.jsprit.core.util.FastVehicleRoutingTransportCostsMatrix;
import com.graphhopper.jsprit.core.util.Solutions;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Vehicle;

/** jsprit with its usual settings. It knows no streets, and cools over a number of iterations that must fit the time. */
final class Jsprit {

    private static final int SCALE = 10;

    private final Sample sample;
    private final Vehicle vehicle;

    private Jsprit(Sample sample) {
        this.sample = sample;
        vehicle = sample.problem().vehicles().getFirst();
    }

    static Answer solve(Sample sample, double seconds, long seed) {
        return sample.family() == Sample.Family.CARP
                ? new Answer(0, 0, 0, 0, false)
                : new Jsprit(sample).search(seconds);
    }

    private Answer search(double seconds) {
        double before = ToursRun.cpu();
        int tasks = sample.problem().tasks().size();
        int iterations = (int) Math.max(100, seconds * 100_000 / tasks);
        VehicleRoutingAlgorithm algorithm = Builder.newInstance(problem(tasks))
                .setProperty(com.graphhopper.jsprit.core.algorithm.box.Jsprit.Parameter.ITERATIONS, "" + iterations)
                .buildAlgorithm();
        algorithm.setPrematureAlgorithmTermination(solution -> ToursRun.cpu() - before > seconds);
        VehicleRoutingProblemSolution best = Solutions.bestOf(algorithm.searchSolutions());
        int used = best.getRoutes().size();
        double cost = best.getCost() - used * vehicle.rates().fixed();
        return new Answer(
                ToursRun.cpu() - before, 0, cost, used, best.getUnassignedJobs().isEmpty());
    }

    private VehicleRoutingProblem problem(int tasks) {
        VehicleTypeImpl type = VehicleTypeImpl.Builder.newInstance("type")
                .addCapacityDimension(0, amount(vehicle.capacity().getFirst()))
                .setFixedCost(vehicle.rates().fixed())
                .build();
        VehicleImpl.Builder one = VehicleImpl.Builder.newInstance("vehicle")
                .setStartLocation(location(vehicle.start()))
                .setType(type);
        if (sample.family() == Sample.Family.VRPTW) {
            one.setLatestArrival(vehicle.shift().hours().end());
        }
        VehicleRoutingProblem.Builder builder = VehicleRoutingProblem.Builder.newInstance()
                .setFleetSize(VehicleRoutingProblem.FleetSize.INFINITE)
                .addVehicle(one.build())
                .setRoutingCost(matrix(tasks + 1));
        sample.problem().tasks().forEach(task -> builder.addJob(service(task)));
        return builder.build();
    }

    private Service service(Task task) {
        Service.Builder<Service> builder = Service.Builder.newInstance("" + task.id());
        builder.setLocation(location(task.passes().getFirst().entry()))
                .addSizeDimension(0, amount(task.demand().getFirst()))
                .setServiceTime(task.passes().getFirst().seconds());
        if (sample.family() == Sample.Family.VRPTW) {
            builder.addTimeWindow(
                    TimeWindow.newInstance(task.window().begin(), task.window().end()));
        }
        return builder.build();
    }

    private static int amount(double value) {
        return (int) Math.round(value * SCALE);
    }

    private static Location location(int node) {
        return Location.Builder.newInstance().setId("" + node).setIndex(node).build();
    }

    private FastVehicleRoutingTransportCostsMatrix matrix(int size) {
        FastVehicleRoutingTransportCostsMatrix.Builder builder =
                FastVehicleRoutingTransportCostsMatrix.Builder.newInstance(size, false);
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                double distance = sample.problem().travel().distance(from, to);
                builder.addTransportTimeAndDistance(from, to, distance, distance);
            }
        }
        return builder.build();
    }
}
