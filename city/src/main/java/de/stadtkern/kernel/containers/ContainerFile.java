package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.portal.Form;
import de.stadtkern.kernel.portal.UploadedText;
import de.stadtkern.kernel.problem.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Containers as a file: CSV with the fields of the form as columns, or GeoJSON with them as properties of points. */
final class ContainerFile {

    static final int MOST_ENTRIES = 20_000;

    /** What is written for people and not read again. */
    private static final Set<String> FOR_PEOPLE = Set.of("code", "level", "state", "measuredAt");

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA = "[=+\\-@](?![0-9.,]+$).*";
    private static final JsonMapper JSON = new JsonMapper();

    private ContainerFile() {}

    /**
     * What the file says of one container.
     *
     * @param number of the line, or of the feature of GeoJSON, counted from 1
     * @param smart the properties of a smart bin, which also say a level; null for other files
     */
    record Entry(
            long number,
            Map<String, String> fields,
            @Nullable JsonNode smart) {}

    static List<Entry> read(byte[] content) {
        String text = UploadedText.of(content).strip();
        List<Entry> entries = text.startsWith("{") ? geoJson(text) : csv(text);
        if (entries.isEmpty()) {
            throw Refusal.badInput("containers.refusal.file-empty").at("file");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw Refusal.tooLarge("containers.refusal.file-long", MOST_ENTRIES).at("file");
        }
        return entries;
    }

    static String write(List<Container> containers) {
        StringWriter text = new StringWriter();
        text.write(BYTE_ORDER_MARK);
        try (CSVPrinter printer =
                CSVFormat.RFC4180.builder().setDelimiter(';').get().print(text)) {
            printer.printRecord(ContainerFields.FIELDS);
            for (Container container : containers) {
                Form form = ContainerFields.of(container);
                printer.printRecord(ContainerFields.FIELDS.stream()
                        .map(form::value)
                        .map(value -> value.matches(FORMULA) ? "'" + value : value)
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The lines of a table with a heading, whatever separates its columns. */
    static CSVParser lines(String text) throws IOException {
        String heading = text.lines().findFirst().orElse("");
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(heading.contains(";") ? ';' : heading.contains("\t") ? '\t' : ',')
                .setIgnoreEmptyLines(true)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get()
                .parse(new StringReader(text));
    }

    private static List<Entry> csv(String text) {
        try (CSVParser parser = lines(text)) {
            parser.getHeaderNames().forEach(ContainerFile::requireKnown);
            List<Entry> entries = new ArrayList<>();
            for (CSVRecord line : parser) {
                Map<String, String> fields = new LinkedHashMap<>();
                line.toMap().forEach((field, value) -> {
                    if (!FOR_PEOPLE.contains(field)) {
                        fields.put(field, value.matches("'" + FORMULA) ? value.substring(1) : value);
                    }
                });
                entries.add(new Entry(parser.getCurrentLineNumber(), fields, null));
            }
            return entries;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw Refusal.badInput("containers.refusal.csv").at("file");
        }
    }

    private static void requireKnown(String column) {
        if (!ContainerFields.FIELDS.contains(column) && !FOR_PEOPLE.contains(column)) {
            throw Refusal.badInput(
                            "containers.refusal.column",
                            ContainerFields.shortened(column),
                            String.join(", ", ContainerFields.FIELDS))
                    .at("file");
        }
    }

    private static List<Entry> geoJson(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw Refusal.badInput("containers.refusal.geojson").at("file");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode feature : root.path("features")) {
            JsonNode properties = feature.path("properties");
            entries.add(
                    new Entry(entries.size() + 1L, fields(feature), SmartBin.isOne(properties) ? properties : null));
        }
        return entries;
    }

    /** Properties of other programs are left alone. */
    private static Map<String, String> fields(JsonNode feature) {
        JsonNode properties = feature.path("properties");
        Map<String, String> fields = SmartBin.isOne(properties) ? SmartBin.fields(properties) : new LinkedHashMap<>();
        for (var property : properties.properties()) {
            if (ContainerFields.FIELDS.contains(property.getKey())) {
                JsonNode value = property.getValue();
                fields.put(property.getKey(), value.isNull() ? "" : value.asString(""));
            }
        }
        JsonNode geometry = feature.path("geometry");
        if (geometry.path("type").asString("").equals("Point")) {
            fields.put("lon", geometry.path("coordinates").path(0).asString(""));
            fields.put("lat", geometry.path("coordinates").path(1).asString(""));
        }
        return fields;
    }
}
