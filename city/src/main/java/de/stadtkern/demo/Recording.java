package de.stadtkern.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * What one road-weather station measured, over the time since its first reading. Gaps of more than two hours are
 * shortened to two hours.
 *
 * @param origin which station it was and where, in words: name, then the position in brackets
 */
record Recording(String origin, List<Moment> moments) {

    private static final String NO_READING = "in %s, line %d: column %s must be %s, but is '%s'";
    private static final Duration LONGEST_GAP = Duration.ofHours(2);
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /**
     * The readings of one time.
     *
     * @param sinceStart how long after the first reading, gaps shortened
     * @param measuredAt when it was really measured
     */
    record Moment(Duration sinceStart, Instant measuredAt, Map<Quantity, Double> values) {}

    /** The name of the station alone. */
    String station() {
        int bracket = origin.indexOf(" (");
        return bracket < 0 ? origin : origin.substring(0, bracket);
    }

    Duration length() {
        return moments.getLast().sinceStart();
    }

    /**
     * Reads a file with the columns {@code case}, {@code time_utc} and those of {@link Quantity}. When a file of the
     * same name with "stations" for "observations" lies beside it (columns {@code case, station, lat, lon}), series
     * measured at one position become one station.
     *
     * @throws UnreadableRecording naming file, line, column, value and rule
     */
    static List<Recording> readAll(Path observations) {
        Map<String, String> origins = origins(observations);
        Map<String, TreeMap<Instant, Map<Quantity, Double>>> byOrigin = new LinkedHashMap<>();
        for (CSVRecord row : rows(observations, "case", "time_utc", Quantity.SURFACE.column())) {
            String series = row.get("case");
            Instant time = time(observations, row);
            byOrigin.computeIfAbsent(origins.getOrDefault(series, series), origin -> new TreeMap<>())
                    .computeIfAbsent(time, at -> new EnumMap<>(Quantity.class))
                    .putAll(values(observations, row));
        }
        if (byOrigin.isEmpty()) {
            throw new UnreadableRecording("in " + observations + ": there is no observation below the header");
        }
        return byOrigin.entrySet().stream()
                .map(series -> new Recording(series.getKey(), moments(series.getValue())))
                .toList();
    }

    private static List<Moment> moments(TreeMap<Instant, Map<Quantity, Double>> byTime) {
        List<Moment> moments = new ArrayList<>();
        Duration since = Duration.ZERO;
        Instant before = byTime.firstKey();
        for (var entry : byTime.entrySet()) {
            Duration gap = Duration.between(before, entry.getKey());
            since = since.plus(gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap);
            moments.add(new Moment(since, entry.getKey(), entry.getValue()));
            before = entry.getKey();
        }
        return moments;
    }

    private static Map<String, String> origins(Path observations) {
        Path stations = observations.resolveSibling(
                observations.getFileName().toString().replace("observations", "stations"));
        Map<String, String> origins = new HashMap<>();
        if (stations.equals(observations) || !Files.exists(stations)) {
            return origins;
        }
        Map<String, String> first = new HashMap<>();
        for (CSVRecord row : rows(stations, "case", "station", "lat", "lon")) {
            String position = row.get("lat") + " N, " + row.get("lon") + " E";
            String named = "RWIS " + row.get("station") + " (" + position + ")";
            origins.put(row.get("case"), first.computeIfAbsent(position, unseen -> named));
        }
        return origins;
    }

    private static List<CSVRecord> rows(Path file, String... needed) {
        try (Reader reader = Files.newBufferedReader(file);
                var parser = CSV.parse(reader)) {
            List<String> missing = Arrays.stream(needed)
                    .filter(column -> !parser.getHeaderNames().contains(column))
                    .toList();
            if (!missing.isEmpty()) {
                throw new UnreadableRecording("in " + file + ": the header lacks " + missing);
            }
            return parser.getRecords();
        } catch (IOException e) {
            throw new UnreadableRecording("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static Instant time(Path file, CSVRecord row) {
        try {
            return Instant.parse(row.get("time_utc"));
        } catch (DateTimeException e) {
            throw new UnreadableRecording(NO_READING.formatted(
                    file, row.getRecordNumber() + 1, "time_utc", "an ISO 8601 instant in UTC", row.get("time_utc")));
        }
    }

    private static Map<Quantity, Double> values(Path file, CSVRecord row) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            if (row.isSet(quantity.column())) {
                String cell = row.get(quantity.column());
                try {
                    quantity.read(cell).ifPresent(value -> values.put(quantity, value));
                } catch (NumberFormatException e) {
                    throw new UnreadableRecording(
                            NO_READING.formatted(file, row.getRecordNumber() + 1, quantity.column(), "a number", cell));
                }
            }
        }
        return values;
    }
}
