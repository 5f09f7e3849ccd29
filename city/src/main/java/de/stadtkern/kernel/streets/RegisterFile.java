package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A register as a file, CSV or GeoJSON: of which segments it speaks, and what it says. A line names a segment, or a street
 * as a whole; a feature of GeoJSON may do neither, then its line says where.
 */
final class RegisterFile {

    static final int MOST_ENTRIES = 200_000;

    /** Names the segment. */
    static final String SEGMENT = "segment";

    /** Names the street; beside a segment it is only for people. */
    static final String STREET = "street";

    /** What the program writes for people, and does not read again. */
    static final Set<String> FOR_PEOPLE = Set.of("class", "lengthMetres", "quarter", "label", "state", "id");

    private static final JsonMapper JSON = new JsonMapper();

    private RegisterFile() {}

    /**
     * What the file says at one place.
     *
     * @param number of the line of CSV, or of the feature of GeoJSON, counted from 1
     * @param lines where it is, when the file says so
     */
    record Entry(long number, Map<String, String> fields, List<List<Position>> lines) {}

    /** All that the file says. Refused when it cannot be read at all. */
    static List<Entry> read(byte[] content) {
        String text = UploadedText.of(content).strip();
        if (text.isEmpty()) {
            throw Refusal.badInput("streets.refusal.file-empty").at("file");
        }
        List<Entry> entries = text.startsWith("{") ? geoJson(text) : csv(text);
        if (entries.isEmpty()) {
            throw Refusal.badInput("streets.refusal.file-empty").at("file");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw Refusal.tooLarge("streets.refusal.file-long", MOST_ENTRIES).at("file");
        }
        return entries;
    }

    private static List<Entry> csv(String text) {
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(true)
                .get()
                .parse(new StringReader(text))) {
            List<String> headings = new ArrayList<>();
            List<Entry> entries = new ArrayList<>();
            for (CSVRecord line : parser) {
                if (headings.isEmpty()) {
                    line.forEach(heading -> headings.add(heading.strip()));
                    requireKnown(headings);
                } else {
                    entries.add(new Entry(parser.getCurrentLineNumber(), fields(headings, line), List.of()));
                }
            }
            return entries;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw Refusal.badInput("streets.refusal.csv").at("file");
        }
    }

    private static char delimiter(String text) {
        String heading = text.lines().findFirst().orElse("");
        return heading.contains(";") ? ';' : heading.contains("\t") ? '\t' : ',';
    }

    private static void requireKnown(List<String> headings) {
        for (String heading : headings) {
            requireKnown(heading);
        }
        if (!headings.contains(SEGMENT) && !headings.contains(STREET)) {
            throw Refusal.badInput("streets.refusal.no-key", SEGMENT, STREET).at("file");
        }
    }

    private static void requireKnown(String field) {
        if (!isKnown(field)) {
            throw Refusal.badInput("streets.refusal.column", field, String.join(", ", RegisterChange.FIELDS))
                    .at("file");
        }
    }

    private static boolean isKnown(String field) {
        return field.equals(SEGMENT)
                || field.equals(STREET)
                || FOR_PEOPLE.contains(field)
                || RegisterChange.FIELDS.contains(field);
    }

    /** A cell that is missing at the end of a line says nothing. */
    private static Map<String, String> fields(List<String> headings, CSVRecord line) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(headings.size(), line.size()); i++) {
            fields.put(headings.get(i), line.get(i).strip());
        }
        return fields;
    }

    private static List<Entry> geoJson(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw Refusal.badInput("streets.refusal.geojson", Math.max(1, line)).at("file");
        }
        if (!root.path("type").asString("").equals("FeatureCollection")
                || !root.path("features").isArray()) {
            throw Refusal.badInput("streets.refusal.no-features").at("file");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode feature : root.path("features")) {
            entries.add(new Entry(entries.size() + 1, fields(feature), lines(feature.path("geometry"))));
        }
        return entries;
    }

    /** Properties of other programs are left alone. */
    private static Map<String, String> fields(JsonNode feature) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (var property : feature.path("properties").properties()) {
            JsonNode value = property.getValue();
            if (isKnown(property.getKey())) {
                fields.put(
                        property.getKey(),
                        value.isNull() ? "" : value.isContainer() ? value.toString() : value.asString());
            }
        }
        return fields;
    }

    private static List<List<Position>> lines(JsonNode geometry) {
        List<List<Position>> lines = new ArrayList<>();
        switch (geometry.path("type").asString("")) {
            case "LineString" -> lines.add(line(geometry.path("coordinates")));
            case "MultiLineString" -> geometry.path("coordinates").forEach(part -> lines.add(line(part)));
            default -> {}
        }
        lines.removeIf(line -> line.size() < 2);
        return lines;
    }

    /** Positions that are none are left out. */
    private static List<Position> line(JsonNode coordinates) {
        List<Position> line = new ArrayList<>();
        for (JsonNode each : coordinates) {
            double lon = each.path(0).asDouble(Double.NaN);
            double lat = each.path(1).asDouble(Double.NaN);
            if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
                line.add(new Position(lon, lat));
            }
        }
        return line;
    }
}
