package de.stadtkern.bench;

import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Vehicle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files of Solomon and of Gehring and Homberger: Euclidean distances, a window for each customer. */
final class Solomon {

    /** More than any distance saved by one vehicle more, so that vehicles come first. */
    private static final double VEHICLE = 1e6;

    private final String name;
    private final List<double[]> lines;

    Solomon(String name, String text) {
        this.name = name;
        lines = Arrays.stream(text.split("\\R"))
                .map(String::strip)
                .filter(line -> line.matches("[0-9.\\s]+"))
                .map(line -> Arrays.stream(line.split("\\s+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    Sample sample() {
        double[] fleet = lines.getFirst();
        List<double[]> nodes = lines.subList(1, lines.size());
        List<Task> tasks = new ArrayList<>();
        for (int node = 1; node < nodes.size(); node++) {
            double[] line = nodes.get(node);
            tasks.add(Task.node((long) line[0], node)
                    .withDemand(line[3])
                    .withWindow(line[4], line[5])
                    .withSeconds(line[6]));
        }
        double[] depot = nodes.getFirst();
        Vehicle vehicle = Vehicle.at(1, 0)
                .times((int) fleet[0])
                .withCapacity(fleet[1])
                .withHours(depot[4], depot[5])
                .withRates(VEHICLE, 1, 0);
        Problem problem = new Problem(
                tasks,
                List.of(vehicle),
                (from, to) -> Math.hypot(nodes.get(from)[1] - nodes.get(to)[1], nodes.get(from)[2] - nodes.get(to)[2]));
        return new Sample(name, Sample.Family.VRPTW, problem);
    }
}
