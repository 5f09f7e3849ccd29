package de.stadtkern.kernel.roadweather.nowcast.trial;

import de.stadtkern.kernel.roadweather.nowcast.Sample;
import de.stadtkern.kernel.roadweather.nowcast.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was measured at one position.
 *
 * @param site null when the file of stations does not say
 * @param samples by time, each moment once
 */
public record Recording(String name, @Nullable Site site, List<Sample> samples) {

    /** A comma outside of quotation marks. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private record Row(Map<String, String> cells) {

        /** Null when the column or its value is missing. */
        @Nullable
        String text(String column) {
            String text = cells.get(column);
            return text == null || text.isBlank() ? null : text.strip();
        }

        @Nullable
        Double number(String column) {
            String text = text(column);
            Double number = text == null ? null : Double.valueOf(text);
            return number == null || number.isNaN() ? null : number;
        }

        String required(String column) {
            String text = text(column);
            if (text == null) {
                throw new IllegalArgumentException("a row has no " + column + ": " + cells);
            }
            return text;
        }
    }

    /**
     * Series at one position become one recording; of what was recorded twice the first counts. Rows without a surface
     * say nothing.
     *
     * @param observations columns case, time_utc, road_surface_temp_c and, where it was measured, air_temp_c
     * @param stations columns case, lat, lon; null when there is none
     */
    public static List<Recording> read(Path observations, @Nullable Path stations) throws IOException {
        Map<String, Site> sites = new HashMap<>();
        for (Row row : stations == null ? List.<Row>of() : rows(stations)) {
            Double latitude = row.number("lat");
            Double longitude = row.number("lon");
            if (latitude != null && longitude != null) {
                sites.put(row.required("case"), new Site(latitude, longitude));
            }
        }
        Map<String, @Nullable Site> places = new LinkedHashMap<>();
        Map<String, TreeMap<Instant, Sample>> series = new LinkedHashMap<>();
        for (Row row : rows(observations)) {
            Double surface = row.number("road_surface_temp_c");
            if (surface != null) {
                String name = row.required("case");
                Site site = sites.get(name);
                String place = site == null ? name : site.latitude() + " " + site.longitude();
                places.putIfAbsent(place, site);
                Instant at = Instant.parse(row.required("time_utc"));
                series.computeIfAbsent(place, fresh -> new TreeMap<>())
                        .putIfAbsent(at, new Sample(at, surface, row.number("air_temp_c")));
            }
        }
        List<Recording> recordings = new ArrayList<>();
        series.forEach((place, samples) ->
                recordings.add(new Recording(place, places.get(place), List.copyOf(samples.values()))));
        return recordings;
    }

    private static List<Row> rows(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        String[] columns = COMMA.split(lines.getFirst().strip(), -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] values = COMMA.split(line, -1);
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < Math.min(columns.length, values.length); i++) {
                cells.put(columns[i], values[i]);
            }
            if (!line.isBlank()) {
                rows.add(new Row(cells));
            }
        }
        return rows;
    }
}
