package de.stadtkern.kernel.observations;

import static java.time.temporal.ChronoUnit.MICROS;

import de.stadtkern.kernel.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON object of a request, read with refusals that name the field and its value. */
record Body(JsonNode json) {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final int HALF_A_MICROSECOND = 500;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    Body {
        if (!json.isObject()) {
            throw Refusal.badInput("observations.refusal.not-an-object", shortened(json));
        }
    }

    String text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw Refusal.badInput("observations.refusal.missing", field);
        }
        if (!value.isString()) {
            throw Refusal.badInput("observations.refusal.not-a-text", field, shortened(value));
        }
        return value.stringValue();
    }

    /** The JSON value as it stands; refused when missing. */
    JsonNode value(String field) {
        if (!json.has(field)) {
            throw Refusal.badInput("observations.refusal.missing", field);
        }
        return json.path(field);
    }

    Body object(String field) {
        return new Body(value(field));
    }

    boolean has(String field) {
        return json.has(field);
    }

    /** The members of an array, or none when the field is missing. */
    List<Body> objects(String field) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isArray()) {
            throw Refusal.badInput("observations.refusal.not-an-array", field, shortened(value));
        }
        return value.valueStream().map(Body::new).toList();
    }

    /** A JSON object as text, or null when the field is missing. */
    @Nullable
    String jsonObject(String field) {
        return json.hasNonNull(field) ? object(field).json().toString() : null;
    }

    /** An instant of ISO 8601 with offset from 1900 to 2199, or null when the field is missing. */
    @Nullable
    Instant time(String field) {
        if (!json.hasNonNull(field)) {
            return null;
        }
        return instant(field, text(field));
    }

    /** To the microsecond, as the database keeps it. */
    static Instant instant(String field, String value) {
        try {
            Instant time = Moments.read(value).plusNanos(HALF_A_MICROSECOND).truncatedTo(MICROS);
            if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
                throw new DateTimeException("out of range");
            }
            return time;
        } catch (DateTimeException e) {
            throw Refusal.badInput("observations.refusal.time", field, value);
        }
    }

    /** An instant, or two with a slash between them, the second after the first; null when the field is missing. */
    @Nullable
    Period period(String field) {
        return json.hasNonNull(field) ? period(field, text(field)) : null;
    }

    static Period period(String field, String value) {
        int slash = value.indexOf('/');
        Instant start = instant(field, slash < 0 ? value : value.substring(0, slash));
        Instant end = slash < 0 ? null : instant(field, value.substring(slash + 1));
        if (end != null && end.isBefore(start)) {
            throw Refusal.badInput("observations.refusal.time", field, value);
        }
        return new Period(start, end);
    }

    /** An instant when there is no end. */
    record Period(Instant start, @Nullable Instant end) {

        Instant last() {
            return end == null ? start : end;
        }
    }

    /** The id of the entity that this object links; null when it is an entity of its own. */
    @Nullable
    Long ownId() {
        return id(json, "@iot.id");
    }

    /** Links an entity. */
    void put(String field, long id) {
        ((ObjectNode) json).putObject(field).put("@iot.id", id);
    }

    /** The id of the entity that {@code "field": {"@iot.id": 7}} names, or null when the field names none. */
    @Nullable
    Long link(String field) {
        return id(json.path(field), field + "/@iot.id");
    }

    private static @Nullable Long id(JsonNode entity, String name) {
        JsonNode id = entity.path("@iot.id");
        if (id.isMissingNode()) {
            return null;
        }
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw Refusal.badInput("observations.refusal.number", name, shortened(id));
        }
        return id.longValue();
    }

    /** @param value null: nothing stands there */
    static String shortened(@Nullable JsonNode value) {
        return value == null ? "–" : shortened(value.toString());
    }

    static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
