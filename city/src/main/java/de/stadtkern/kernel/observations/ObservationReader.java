package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.observations.Body.Period;
import de.stadtkern.kernel.observations.NewObservation.Result;
import de.stadtkern.kernel.problem.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads an observation from JSON as it comes, without a tree of it in memory: the way of nearly everything that is
 * stored here.
 */
final class ObservationReader {

    /** Any decimal number of so many digits is exactly what a double gives back. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final double SMALLEST = 1e-15;
    private static final double LARGEST = 1e15;
    private static final long LARGEST_EXACT = 1L << 53;

    private final JsonParser json;
    private @Nullable Long datastream;
    private @Nullable Period time;
    private @Nullable Instant resultTime;
    private @Nullable Result result;
    private @Nullable String quality;
    private @Nullable Period valid;
    private @Nullable String parameters;
    private @Nullable Long feature;
    private boolean plain = true;

    ObservationReader(JsonParser json) {
        this.json = json;
    }

    /** The object in these bytes; empty when entities stand inside it, which must be created first. */
    static Optional<ObservationReader> read(byte[] bytes) {
        try (JsonParser json = Call.JSON.createParser(bytes)) {
            json.nextToken();
            ObservationReader reader = new ObservationReader(json).object();
            if (json.nextToken() != null) {
                throw Refusal.badInput("observations.refusal.not-json", "more than one value");
            }
            return reader.plain ? Optional.of(reader) : Optional.empty();
        } catch (JacksonException e) {
            throw Refusal.badInput("observations.refusal.not-json", e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
    }

    /** An observation in which no entities stand. */
    static ObservationReader read(Body body) {
        try (JsonParser json = Call.JSON.treeAsTokens(body.json())) {
            json.nextToken();
            return new ObservationReader(json).object();
        }
    }

    /** Refused when none was named. */
    long datastream() {
        if (datastream == null) {
            throw Refusal.badInput("observations.refusal.missing", "Datastream/@iot.id");
        }
        return datastream;
    }

    /** Of the datastream that the address names, else of the one in the body. */
    NewObservation get(@Nullable Long addressed, @Nullable String token) {
        long owner = addressed == null ? datastream() : addressed;
        if (result == null) {
            throw Refusal.badInput("observations.refusal.missing", "result");
        }
        return new NewObservation(owner, token, time, resultTime, result, quality, valid, parameters, feature);
    }

    private ObservationReader object() {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.badInput("observations.refusal.not-an-object", Body.shortened(tree(json)));
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            member(name);
        }
        return this;
    }

    /** Reads the value at which the parser stands. */
    void member(String name) {
        switch (name) {
            case "result" -> result = result();
            case "phenomenonTime" -> time = period(name);
            case "resultTime" -> resultTime = isNull() ? null : Body.instant(name, text(name));
            case "validTime" -> valid = period(name);
            case "resultQuality" -> quality = isNull() ? null : tree();
            case "parameters" -> parameters = parameters(name);
            case "Datastream", "MultiDatastream" -> datastream = link(name);
            case "FeatureOfInterest" -> feature = link(name);
            case "FeatureOfInterest/id", "FeatureOfInterest/@iot.id" -> feature = number(name, tree(json));
            default -> json.skipChildren();
        }
    }

    private boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    private @Nullable Period period(String name) {
        return isNull() ? null : Body.period(name, text(name));
    }

    private String text(String name) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.badInput("observations.refusal.not-a-text", name, Body.shortened(tree(json)));
        }
        return json.getString();
    }

    private @Nullable String parameters(String name) {
        if (isNull()) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.badInput("observations.refusal.not-an-object", name);
        }
        return tree();
    }

    private @Nullable Long link(String name) {
        JsonNode entity = tree(json);
        plain &= entity.has("@iot.id");
        return plain ? number(name + "/@iot.id", entity.path("@iot.id")) : null;
    }

    private static Long number(String name, JsonNode id) {
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw Refusal.badInput("observations.refusal.number", name, Body.shortened(id));
        }
        return id.longValue();
    }

    private Result result() {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> {
                boolean exact = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        && Math.abs(json.getLongValue()) <= LARGEST_EXACT;
                yield exact ? new Result((double) json.getLongValue(), null, -1) : exactly(json.getDecimalValue());
            }
            case VALUE_NUMBER_FLOAT -> {
                double size = Math.abs(json.getDoubleValue());
                boolean exact = json.getStringLength() <= DIGITS_OF_A_DOUBLE && size > SMALLEST && size < LARGEST;
                yield exact ? new Result(json.getDoubleValue(), null, -1) : exactly(json.getDecimalValue());
            }
            case START_ARRAY -> {
                JsonNode values = tree(json);
                yield new Result(null, storable(values.toString()), values.size());
            }
            default -> new Result(null, tree(), -1);
        };
    }

    private static Result exactly(BigDecimal decimal) {
        double number = decimal.doubleValue();
        if (!Double.isFinite(number)) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
        boolean exact = new BigDecimal(String.valueOf(number)).compareTo(decimal) == 0;
        return new Result(number, exact ? null : decimal.toString(), -1);
    }

    private String tree() {
        return storable(tree(json).toString());
    }

    private static JsonNode tree(JsonParser json) {
        return json.readValueAsTree();
    }

    /** PostgreSQL keeps every text but one with the sign U+0000. */
    private static String storable(String text) {
        if (text.contains("\\u0000")) {
            throw Refusal.badInput("observations.refusal.not-storable");
        }
        return text;
    }
}
