package de.stadtkern.kernel.explorer;

import de.stadtkern.kernel.observations.SeriesHistory.Bucket;
import de.stadtkern.kernel.observations.SeriesHistory.Value;
import java.io.Writer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One object: what it is, and the array of values or buckets. */
final class JsonFile implements ValueFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final JsonGenerator out;

    JsonFile(Writer out) {
        this.out = JSON.createGenerator(out);
    }

    @Override
    public void beginValues(Head head) {
        begin(head);
        out.writeArrayPropertyStart("values");
    }

    @Override
    public void value(Value value, String flag) {
        out.writeStartObject();
        out.writeStringProperty("time", value.time().toString());
        out.writeName("value");
        if (value.number() == null) {
            out.writeRawValue(value.json() == null ? "null" : value.json());
        } else {
            out.writeNumber(value.number());
        }
        out.writeStringProperty("flag", flag);
        if (value.quality() != null) {
            out.writeName("sensorQuality");
            out.writeRawValue(value.quality());
        }
        out.writeEndObject();
    }

    @Override
    public void beginBuckets(Head head, Duration width) {
        begin(head);
        out.writeStringProperty("width", width.toString());
        out.writeArrayPropertyStart("buckets");
    }

    @Override
    public void bucket(Bucket bucket, String flag) {
        out.writeStartObject();
        out.writeStringProperty("start", bucket.start().toString());
        number("mean", bucket.mean());
        number("min", bucket.min());
        number("max", bucket.max());
        out.writeNumberProperty("count", bucket.observations());
        out.writeNumberProperty("validShare", (double) bucket.valid() / bucket.observations());
        out.writeStringProperty("flag", flag);
        out.writeEndObject();
    }

    @Override
    public void end() {
        out.writeEndArray();
        out.writeEndObject();
        out.close();
    }

    private void begin(Head head) {
        out.writeStartObject();
        out.writePOJOProperty("series", head.series());
        out.writeStringProperty("link", head.link());
        out.writeStringProperty("from", head.span().from().toString());
        out.writeStringProperty("until", head.span().until().toString());
        out.writeStringProperty("accessed", head.accessed().toString());
    }

    private void number(String name, @Nullable Double value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(value);
        }
    }
}
