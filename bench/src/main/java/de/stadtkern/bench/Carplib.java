package de.stadtkern.bench;

import de.stadtkern.tours.Problem;
import de.stadtkern.tours.Task;
import de.stadtkern.tours.Vehicle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CARPLIB files: streets with a cost, the required ones with a demand; deadheads take the shortest way. */
final class Carplib {

    private static final Pattern STREET =
            Pattern.compile("\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)\\s*coste\\s+(\\d+)(?:\\s+demanda\\s+(\\d+))?");

    private final String name;
    private final String text;

    Carplib(String name, String text) {
        this.name = name;
        this.text = text;
    }

    Sample sample() {
        int size = number("VERTICES") + 1;
        double capacity = number("CAPACIDAD");
        int depot = number("DEPOSITO");
        double[][] way = new double[size][size];
        Arrays.stream(way).forEach(row -> Arrays.fill(row, Double.POSITIVE_INFINITY));
        List<Task> tasks = new ArrayList<>();
        double all = 0;
        Matcher street = STREET.matcher(text);
        while (street.find()) {
            int from = Integer.parseInt(street.group(1));
            int to = Integer.parseInt(street.group(2));
            double cost = Double.parseDouble(street.group(3));
            way[from][to] = Math.min(way[from][to], cost);
            way[to][from] = way[from][to];
            if (street.group(4) != null) {
                double demand = Double.parseDouble(street.group(4));
                all += demand;
                tasks.add(Task.edge(tasks.size() + 1L, from, to, cost).withDemand(demand));
            }
        }
        shorten(way);
        Vehicle vehicle =
                Vehicle.at(1, depot).times(Samples.vehicles(all, capacity)).withCapacity(capacity);
        return new Sample(name, Sample.Family.CARP, new Problem(tasks, List.of(vehicle), (from, to) -> way[from][to]));
    }

    private int number(String field) {
        Matcher found = Pattern.compile(field + "\\s*:\\s*(\\d+)").matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException(name + " has no " + field);
        }
        return Integer.parseInt(found.group(1));
    }

    /** Floyd (1962). */
    private static void shorten(double[][] way) {
        for (int node = 0; node < way.length; node++) {
            way[node][node] = 0;
        }
        for (int over = 0; over < way.length; over++) {
            for (int from = 0; from < way.length; from++) {
                for (int to = 0; to < way.length; to++) {
                    way[from][to] = Math.min(way[from][to], way[from][over] + way[over][to]);
                }
            }
        }
    }
}
