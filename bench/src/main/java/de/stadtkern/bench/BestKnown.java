package de.stadtkern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Best published values, from files {@code best-known.csv} beside the instances. */
record BestKnown(double cost, int vehicles) {

    static Map<String, BestKnown> in(Path folder) throws IOException {
        Map<String, BestKnown> all = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.endsWith("best-known.csv")).toList()) {
                read(Files.readAllLines(file), all);
            }
        }
        return all;
    }

    private static void read(List<String> lines, Map<String, BestKnown> all) {
        List<String> head = List.of(lines.getFirst().split(","));
        int cost = Math.max(
                Math.max(head.indexOf("bks_cost_rounded_int"), head.indexOf("best_known")), head.indexOf("distance"));
        int vehicles = head.indexOf("distance") < 0 ? -1 : head.indexOf("vehicles");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            int count = vehicles < 0 ? 0 : Integer.parseInt(cells[vehicles]);
            all.put(cells[0], new BestKnown(Double.parseDouble(cells[cost]), count));
        }
    }
}
