package de.stadtkern.bench;

import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Travel;
import de.stadtkern.tours.Vehicle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CVRPLIB files, which are TSPLIB files: coordinates or an explicit matrix; one depot. */
final class Tsplib {

    private final String name;
    private final Map<String, String> header = new HashMap<>();
    private final Map<String, List<Double>> sections = new HashMap<>();

    Tsplib(String name, String text) {
        this.name = name;
        List<Double> section = new ArrayList<>();
        for (String raw : text.split("\\R")) {
            String line = raw.strip();
            if (line.endsWith("_SECTION")) {
                section = sections.computeIfAbsent(line, fresh -> new ArrayList<>());
            } else if (line.contains(":")) {
                String[] pair = line.split(":", 2);
                header.put(pair[0].strip(), pair[1].strip());
            } else if (!line.isEmpty() && !line.equals("EOF")) {
                section.addAll(
                        Arrays.stream(line.split("\\s+")).map(Double::valueOf).toList());
            }
        }
    }

    Sample sample() {
        int size = (int) number("DIMENSION", 0);
        List<Double> demand = section("DEMAND_SECTION");
        int depot = section("DEPOT_SECTION").getFirst().intValue() - 1;
        double capacity = number("CAPACITY", 0);
        List<Task> tasks = new ArrayList<>();
        double all = 0;
        for (int node = 0; node < size; node++) {
            double amount = demand.get(2 * node + 1);
            all += amount;
            if (node != depot) {
                tasks.add(Task.node(node + 1, node).withDemand(amount).withSeconds(number("SERVICE_TIME", 0)));
            }
        }
        Vehicle vehicle = Vehicle.at(1, depot)
                .times(Samples.vehicles(all, capacity))
                .withCapacity(capacity)
                .withLongest(number("DISTANCE", Double.POSITIVE_INFINITY));
        return new Sample(name, Sample.Family.CVRP, new Problem(tasks, List.of(vehicle), travel(size)));
    }

    private List<Double> section(String title) {
        List<Double> values = sections.get(title);
        if (values == null) {
            throw new IllegalArgumentException(name + " has no " + title);
        }
        return values;
    }

    private double number(String field, double otherwise) {
        String value = header.get(field);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    private Travel travel(int size) {
        String type = header.getOrDefault("EDGE_WEIGHT_TYPE", "EUC_2D");
        if (type.equals("EXPLICIT")) {
            double[][] matrix = explicit(size);
            return (from, to) -> matrix[from][to];
        }
        List<Double> values = section("NODE_COORD_SECTION");
        return (from, to) -> {
            double x = values.get(3 * from + 1) - values.get(3 * to + 1);
            double y = values.get(3 * from + 2) - values.get(3 * to + 2);
            double distance = Math.sqrt(x * x + y * y);
            return switch (type) {
                case "EUC_2D" -> Math.floor(distance + 0.5);
                case "CEIL_2D" -> Math.ceil(distance);
                default -> throw new IllegalArgumentException(name + ": EDGE_WEIGHT_TYPE " + type + " is not known");
            };
        };
    }

    private double[][] explicit(int size) {
        List<Double> values = section("EDGE_WEIGHT_SECTION");
        String format = header.getOrDefault("EDGE_WEIGHT_FORMAT", "");
        double[][] matrix = new double[size][size];
        int index = 0;
        for (int row = 0; row < size; row++) {
            int first = format.startsWith("UPPER") ? row + (format.contains("DIAG") ? 0 : 1) : 0;
            int end = format.startsWith("LOWER") ? row + (format.contains("DIAG") ? 1 : 0) : size;
            for (int column = first; column < end; column++) {
                matrix[row][column] = values.get(index++);
                if (!format.equals("FULL_MATRIX")) {
                    matrix[column][row] = matrix[row][column];
                }
            }
        }
        return matrix;
    }
}
