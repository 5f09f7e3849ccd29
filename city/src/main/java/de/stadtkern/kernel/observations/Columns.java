package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.Body.Period;
import de.stadtkern.kernel.observations.query.EntityType;
import de.stadtkern.kernel.observations.query.Property;
import de.stadtkern.kernel.observations.query.Property.Trait;
import de.stadtkern.kernel.observations.query.Shapes;
import de.stadtkern.kernel.observations.query.Sql;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import tools.jackson.databind.JsonNode;

/** What a row shall hold, by column, read from the body of a request. */
final class Columns {

    static final String COMPLEX_OBSERVATION =
            "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_ComplexObservation";

    private final Map<String, Sql> values = new LinkedHashMap<>();

    /** Of a new row, or of one that shall be as new: what is missing is null, or refused. */
    static Columns all(EntityType type, Body body) {
        Columns columns = new Columns();
        type.properties().stream().filter(Columns::isWritten).forEach(property -> columns.read(property, body));
        columns.complete(type);
        return columns;
    }

    /** Of the properties that the body names. */
    static Columns some(EntityType type, Body body) {
        Columns columns = new Columns();
        type.properties().stream()
                .filter(property -> isWritten(property) && body.has(property.name()))
                .forEach(property -> columns.read(property, body));
        return columns;
    }

    private static boolean isWritten(Property property) {
        return !property.is(Trait.COMPUTED);
    }

    private void complete(EntityType type) {
        if (type == EntityType.MULTI_DATASTREAMS) {
            put("multi", true);
            put("observation_type", COMPLEX_OBSERVATION);
        }
    }

    Columns put(String column, @Nullable Object value) {
        values.put(column, value instanceof Sql sql ? sql : Sql.of("{}", value));
        return this;
    }

    /** What the row holds stays. */
    Columns keep(String column) {
        values.remove(column);
        return this;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Sql insertInto(String table) {
        return Sql.of(
                "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ({}) returning id",
                Sql.join(", ", values.values()));
    }

    Sql update(EntityType type, long id) {
        String assignments = values.keySet().stream()
                .map(column -> type.assigned(column) + " = {}")
                .collect(Collectors.joining(", "));
        return Sql.of(
                "update " + type.rows() + " set {} where {}",
                Sql.of(assignments, values.values().toArray()),
                type.withIds(id));
    }

    private void read(Property property, Body body) {
        String name = property.name();
        boolean given = body.json().hasNonNull(name) || (property.kind() == Property.Kind.RESULT && body.has(name));
        if (!given && property.is(Trait.MANDATORY)) {
            throw Refusal.badInput("observations.refusal.missing", name);
        }
        switch (property.kind()) {
            case TEXT -> put(property.columns().getFirst(), given ? body.text(name) : null);
            case JSON -> put(property.columns().getFirst(), json(given ? checked(property, body) : null));
            case TIME -> put(property.columns().getFirst(), time(body.time(name)));
            case PERIOD -> {
                Period period = body.period(name);
                put(property.columns().getFirst(), time(period == null ? null : period.start()));
                put(property.columns().get(1), time(period == null ? null : period.end()));
            }
            case RESULT -> {
                put("result", number(body.value(name)));
                put("result_json", json(needsJson(body.value(name)) ? body.value(name) : null));
            }
            case GEOMETRY -> geometry(property, body);
            case AREA -> throw new IllegalStateException("computed");
        }
    }

    private static JsonNode checked(Property property, Body body) {
        JsonNode value = body.value(property.name());
        if (property.is(Trait.OBJECT) && !value.isObject()) {
            throw Refusal.badInput("observations.refusal.not-an-object", Body.shortened(value));
        }
        if (property.is(Trait.ARRAY) && !value.isArray()) {
            throw Refusal.badInput("observations.refusal.not-an-array", property.name(), Body.shortened(value));
        }
        return value;
    }

    private static Sql json(@Nullable JsonNode value) {
        return Sql.of("{}::jsonb", value == null ? null : value.toString());
    }

    private static Sql time(@Nullable Instant time) {
        return Sql.of("{}::timestamptz", time == null ? null : time.atOffset(ZoneOffset.UTC));
    }

    /** The number of a result; null when it is none. */
    static @Nullable Double number(JsonNode result) {
        if (!result.isNumber()) {
            return null;
        }
        double number = result.decimalValue().doubleValue();
        if (!Double.isFinite(number)) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
        return number;
    }

    /** Whether a result is no number, or one that a double would round. */
    static boolean needsJson(JsonNode result) {
        Double number = number(result);
        return number == null || result.decimalValue().compareTo(new BigDecimal(number.toString())) != 0;
    }

    private void geometry(Property property, Body body) {
        JsonNode value = body.value(property.name());
        boolean geoJson = value.isObject() && value.has("type");
        boolean promised = body.json().path("encodingType").asString("").contains("geo+json");
        Geometry geometry = geoJson || promised ? Shapes.ofJson(value) : null;
        put(property.columns().getFirst(), Sql.of("{}::json", value.toString()));
        put("pt", Sql.of("{}::point", geometry instanceof Point point ? Shapes.point(point) : null));
        put("bbox", Sql.of("{}::box", geometry == null ? null : Shapes.box(geometry)));
    }
}
