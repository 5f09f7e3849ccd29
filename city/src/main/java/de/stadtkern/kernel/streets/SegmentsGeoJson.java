package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Segments as a GeoJSON FeatureCollection (RFC 7946), coordinates in degrees with 6 decimals. */
final class SegmentsGeoJson {

    static final String MEDIA_TYPE = "application/geo+json";

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private SegmentsGeoJson(JsonGenerator json) {
        this.json = json;
    }

    /** A segment, and the properties of its feature: texts, numbers, booleans; null is written as such. */
    record Line(Segment segment, Map<String, ?> properties) {}

    /** What everybody may know of the segments; in detail, or only what a map needs. */
    static void write(String attribution, List<Segment> segments, boolean detailed, OutputStream out) {
        write(attribution, segments.stream().map(segment -> line(segment, detailed)), out);
    }

    static void write(String attribution, Stream<Line> lines, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            new SegmentsGeoJson(json).collection(attribution, lines);
        }
    }

    private static Line line(Segment segment, boolean detailed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", segment.id());
        properties.put("name", segment.name());
        properties.put("class", segment.roadClass().osmValue());
        properties.put("length_m", Math.round(segment.lengthMetres() * 10) / 10.0);
        if (detailed) {
            detail(properties, segment);
        }
        return new Line(segment, properties);
    }

    private static void detail(Map<String, Object> properties, Segment segment) {
        RoadAttributes attributes = segment.attributes();
        properties.put("way_id", segment.wayId());
        properties.put("from_node", segment.ends().from());
        properties.put("to_node", segment.ends().to());
        properties.put("oneway", segment.oneWay());
        properties.put("bridge", segment.bridge());
        properties.put("tunnel", attributes.tunnel());
        putKnown(properties, "lanes", attributes.lanes());
        putKnown(properties, "width_m", attributes.widthMetres());
        putKnown(properties, "surface", attributes.surface());
        putKnown(properties, "smoothness", attributes.smoothness());
        putKnown(properties, "maxspeed_kmh", attributes.maxSpeed());
        putKnown(properties, "maxheight_m", attributes.maxHeightMetres());
        putKnown(properties, "maxwidth_m", attributes.maxWidthMetres());
        putKnown(properties, "maxweight_t", attributes.maxWeightTonnes());
        putKnown(properties, "hgv", attributes.hgv());
        putKnown(properties, "access", attributes.access());
        putKnown(properties, "lit", attributes.lit());
        putKnown(
                properties,
                "sidewalk",
                attributes.sidewalk() == null
                        ? null
                        : attributes.sidewalk().name().toLowerCase(Locale.ROOT));
        properties.put("municipality", segment.place().municipality());
        properties.put("district", segment.place().district());
        properties.put("quarter", segment.place().quarter());
    }

    private static void putKnown(Map<String, Object> properties, String key, @Nullable Object value) {
        if (value != null) {
            properties.put(key, value);
        }
    }

    private void collection(String attribution, Stream<Line> lines) {
        json.writeStartObject();
        json.writeStringProperty("type", "FeatureCollection");
        json.writeStringProperty("attribution", attribution);
        json.writeArrayPropertyStart("features");
        lines.forEach(this::feature);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void feature(Line line) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeObjectPropertyStart("properties");
        line.properties().forEach(this::property);
        json.writeEndObject();
        json.writeObjectPropertyStart("geometry");
        json.writeStringProperty("type", "LineString");
        json.writeArrayPropertyStart("coordinates");
        line.segment().course().forEach(this::position);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void property(String name, @Nullable Object value) {
        json.writeName(name);
        switch (value) {
            case null -> json.writeNull();
            case Boolean is -> json.writeBoolean(is);
            case Double number -> json.writeNumber(number);
            case Number number -> json.writeNumber(number.longValue());
            default -> json.writeString(value.toString());
        }
    }

    private void position(Position position) {
        json.writeStartArray();
        json.writeNumber(position.microLon() / 1e6);
        json.writeNumber(position.microLat() / 1e6);
        json.writeEndArray();
    }
}
