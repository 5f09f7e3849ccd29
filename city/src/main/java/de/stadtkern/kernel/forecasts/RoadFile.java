package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of SWSMOS: CSV packed with bzip2, in Latin 1, times in UTC. The forecast has points in its numbers and the
 * time of its run alone in the second line, the catalogue has commas.
 */
final class RoadFile {

    private static final long MOST_BYTES = 500_000_000;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);

    private final List<String> header;

    private RoadFile(String header) {
        this.header = Arrays.stream(header.split(";", -1)).map(String::strip).toList();
    }

    /** The hours of these stations. */
    static Run read(byte[] packed, Set<String> stations) throws IOException, Unreadable {
        try (BufferedReader lines = lines(packed)) {
            String first = lines.readLine();
            String second = lines.readLine();
            if (first == null || !first.startsWith("ID;") || second == null) {
                throw Unreadable.line(1, String.valueOf(first));
            }
            RoadFile file = new RoadFile(first);
            Instant issuedAt = time(second.strip(), 2, second);
            Map<String, List<Hour>> hours = new LinkedHashMap<>();
            int number = 2;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                int end = line.indexOf(';');
                if (end < 0 ? !line.isBlank() : stations.contains(line.substring(0, end))) {
                    Row row = file.row(line, number);
                    hours.computeIfAbsent(row.text("ID"), id -> new ArrayList<>())
                            .add(hour(row));
                }
            }
            return new Run(issuedAt, hours);
        }
    }

    /** All stations that are in use. */
    static List<ForecastStation> readCatalogue(byte[] packed) throws IOException, Unreadable {
        try (BufferedReader lines = lines(packed)) {
            String first = lines.readLine();
            if (first == null || !first.startsWith("Kennung;")) {
                throw Unreadable.line(1, String.valueOf(first));
            }
            RoadFile file = new RoadFile(first);
            List<ForecastStation> stations = new ArrayList<>();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    Row row = file.row(line.replace(',', '.'), number);
                    if (row.text("Inaktiv").isEmpty()) {
                        stations.add(station(row));
                    }
                }
            }
            if (stations.isEmpty()) {
                throw new Unreadable("forecasts.error.content", "swsKatalog.csv");
            }
            return stations;
        }
    }

    private static ForecastStation station(Row row) throws Unreadable {
        Double lat = row.value("Breite");
        Double lon = row.value("Laenge");
        if (lat == null || lon == null || Math.abs(lat) > 90 || Math.abs(lon) > 180) {
            throw row.broken();
        }
        return new ForecastStation(row.text("Kennung"), row.text("Name"), new Position(lon, lat));
    }

    private static Hour hour(Row row) throws Unreadable {
        Double rain = row.value("RRL1c");
        Double snow = row.value("RRS1c");
        Double code = row.value("RC");
        return new Hour(
                time(row.text("YYYYMMDDHHmm"), row.number, row.line),
                row.value("TL"),
                row.value("TD"),
                row.value("TS"),
                rain == null || snow == null ? null : Double.valueOf(rain + snow),
                snow,
                null,
                code == null ? null : code.intValue());
    }

    private static Instant time(String text, int number, String line) throws Unreadable {
        try {
            return LocalDateTime.parse(text, MINUTE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Unreadable.line(number, line);
        }
    }

    private static BufferedReader lines(byte[] packed) throws IOException {
        return new BufferedReader(new InputStreamReader(Packed.bzip2(packed, MOST_BYTES), StandardCharsets.ISO_8859_1));
    }

    private Row row(String line, int number) throws Unreadable {
        String[] cells = line.split(";", -1);
        if (cells.length != header.size()) {
            throw Unreadable.line(number, line);
        }
        return new Row(header, cells, line, number);
    }

    /** A line with its cells by name. */
    private record Row(List<String> header, String[] cells, String line, int number) {

        /** Empty also when there is no such column. */
        String text(String column) {
            int index = header.indexOf(column);
            return index < 0 ? "" : cells[index].strip();
        }

        @Nullable
        Double value(String column) throws Unreadable {
            String text = text(column);
            try {
                return text.isEmpty() || text.equals("-") ? null : Numbers.finite(text);
            } catch (NumberFormatException e) {
                throw broken();
            }
        }

        Unreadable broken() {
            return Unreadable.line(number, line);
        }
    }
}
