package de.stadtkern.kernel.observations;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entities for spreadsheets and maps: each flattened to one row, with paths such as {@code Thing/name} as columns. */
final class Tables {

    private static final List<String> GEOMETRIES = List.of("location", "feature", "observedArea");
    private static final List<String> WAYS = List.of("Locations", "FeatureOfInterest", "Thing", "Things", "Datastream");

    private Tables() {}

    static void csv(List<JsonNode> entities, Reply reply) throws IOException {
        List<Map<String, JsonNode>> rows = entities.stream().map(Tables::flat).toList();
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(columns.toArray(String[]::new))
                .get();
        try (CSVPrinter csv = new CSVPrinter(
                new OutputStreamWriter(reply.begin("text/csv;charset=UTF-8"), StandardCharsets.UTF_8), format)) {
            for (Map<String, JsonNode> row : rows) {
                csv.printRecord(columns.stream().map(row::get).map(Tables::cell));
            }
        }
    }

    private static String cell(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
    }

    static void geoJson(List<JsonNode> entities, Reply reply) throws IOException {
        ObjectNode collection = Call.JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (JsonNode entity : entities) {
            ObjectNode feature = features.addObject().put("type", "Feature");
            feature.set("id", entity.path("@iot.id"));
            feature.set("geometry", findGeometry(entity).orElseGet(Call.JSON::nullNode));
            ObjectNode properties = feature.putObject("properties");
            flat(entity).forEach((name, value) -> {
                if (!value.isObject()) {
                    properties.set(name, value);
                }
            });
        }
        try (var out = reply.begin("application/geo+json;charset=UTF-8")) {
            out.write(Call.JSON.writeValueAsBytes(collection));
        }
    }

    /** Its own, or that of the nearest expanded entity that has one. */
    private static Optional<JsonNode> findGeometry(JsonNode entity) {
        JsonNode one = entity.isArray() ? entity.path(0) : entity;
        return Stream.concat(
                        GEOMETRIES.stream()
                                .map(one::path)
                                .filter(JsonNode::isObject)
                                .map(Tables::geometryOf),
                        WAYS.stream()
                                .map(one::path)
                                .filter(JsonNode::isContainer)
                                .flatMap(next -> findGeometry(next).stream()))
                .findFirst();
    }

    private static JsonNode geometryOf(JsonNode geoJson) {
        return geoJson.path("type").asString("").equals("Feature") ? geoJson.path("geometry") : geoJson;
    }

    private static Map<String, JsonNode> flat(JsonNode entity) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        flatten("", entity, cells);
        return cells;
    }

    private static void flatten(String prefix, JsonNode object, Map<String, JsonNode> cells) {
        object.properties().forEach(member -> {
            String name = prefix + member.getKey();
            boolean link = name.endsWith("@iot.navigationLink") || name.endsWith("@iot.selfLink");
            if (member.getValue().isObject() && !GEOMETRIES.contains(member.getKey())) {
                flatten(name + "/", member.getValue(), cells);
            } else if (!link) {
                cells.put(name.replace("@iot.id", "id"), member.getValue());
            }
        });
    }
}
