package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.io.OutputStream;
import java.util.List;
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

    static void write(String attribution, List<Segment> segments, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            new SegmentsGeoJson(json).collection(attribution, segments);
        }
    }

    private void collection(String attribution, List<Segment> segments) {
        json.writeStartObject();
        json.writeStringProperty("type", "FeatureCollection");
        json.writeStringProperty("attribution", attribution);
        json.writeArrayPropertyStart("features");
        segments.forEach(this::feature);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void feature(Segment segment) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeObjectPropertyStart("properties");
        json.writeNumberProperty("id", segment.id());
        json.writeStringProperty("name", segment.name());
        json.writeStringProperty("class", segment.roadClass().osmValue());
        json.writeNumberProperty("length_m", Math.round(segment.lengthMetres() * 10) / 10.0);
        json.writeEndObject();
        json.writeObjectPropertyStart("geometry");
        json.writeStringProperty("type", "LineString");
        json.writeArrayPropertyStart("coordinates");
        segment.course().forEach(this::position);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void position(Position position) {
        json.writeStartArray();
        json.writeNumber(position.microLon() / 1e6);
        json.writeNumber(position.microLat() / 1e6);
        json.writeEndArray();
    }
}
