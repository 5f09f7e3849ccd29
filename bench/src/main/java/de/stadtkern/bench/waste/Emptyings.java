package de.stadtkern.bench.waste;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a CSV file with a header; of its columns the time, the bin, its address and the level before are used. */
final class Emptyings {

    private Emptyings() {}

    /**
     * One line.
     *
     * @param share 0 to 1, the level before
     */
    record Emptying(LocalDateTime local, java.time.Instant at, long bin, String address, double share) {}

    static List<Emptying> read(Path file, ZoneId zone) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = cells(lines.getFirst());
        int time = header.indexOf("collected_at_europe_london");
        int bin = header.indexOf("site_id");
        int address = header.indexOf("address");
        int level = header.indexOf("fill_before_pct");
        if (Math.min(Math.min(time, bin), Math.min(address, level)) < 0) {
            throw new IOException("the header must name collected_at_europe_london, site_id, address and "
                    + "fill_before_pct, but is " + lines.getFirst());
        }
        List<Emptying> emptyings = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                List<String> cells = cells(line);
                LocalDateTime local = LocalDateTime.parse(cells.get(time));
                emptyings.add(new Emptying(
                        local,
                        local.atZone(zone).toInstant(),
                        Long.parseLong(cells.get(bin)),
                        cells.get(address),
                        Double.parseDouble(cells.get(level)) / 100));
            }
        }
        emptyings.sort(Comparator.comparing(Emptying::at));
        return emptyings;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
