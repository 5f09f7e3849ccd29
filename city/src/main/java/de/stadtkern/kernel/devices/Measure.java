package de.stadtkern.kernel.devices;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One thing that devices of a type measure: a Datastream.
 *
 * @param key by which the Datastream's {@code properties/field} names it
 * @param name of the Datastream and of its ObservedProperty
 * @param definition URI of the ObservedProperty
 * @param paths where the value stands in the decoded payload: steps separated by dots, the first that leads to a value
 *     counts. An object there holds it as {@code value}
 * @param unit of the payload (UCUM); null for a truth value, or a number without one
 * @param wanted unit of the observations; null: that of the payload
 * @param words which truth values words of the payload stand for
 * @param absentIsZero the network server leaves zeros out
 * @param formula by which it is computed; null when the payload says it
 * @param from keys of the measures from which it is computed, in the order of the formula
 */
record Measure(
        String key,
        String name,
        String definition,
        List<String> paths,
        @Nullable String unit,
        @Nullable String wanted,
        Map<String, Boolean> words,
        boolean absentIsZero,
        @Nullable Formula formula,
        List<String> from) {

    /** Beyond it nothing is measured, and calculating would take long. */
    private static final int MOST_DECIMALS = 400;

    /** What is missing in JSON is empty. */
    Measure {
        key = Objects.requireNonNullElse(key, "");
        name = Objects.requireNonNullElse(name, "");
        definition = Objects.requireNonNullElse(definition, "");
        paths = List.copyOf(Objects.requireNonNullElse(paths, List.of()));
        words = Map.copyOf(Objects.requireNonNullElse(words, Map.of()));
        from = List.copyOf(Objects.requireNonNullElse(from, List.of()));
        paths = paths.isEmpty() && formula == null ? List.of(key) : paths;
    }

    /** Of a Datastream that says by itself where its value stands. */
    static Measure asSent(List<String> paths) {
        return new Measure("", String.join(", ", paths), "", paths, null, null, Map.of(), false, null, List.of());
    }

    /** The unit of the observations (UCUM); null when they have none. */
    @Nullable
    String observed() {
        return wanted == null ? formula == null ? unit : formula.unit() : wanted;
    }

    /** Whether it can only be computed when it is known how the device is mounted. */
    boolean needsGeometry() {
        return formula == Formula.FILL_LEVEL;
    }

    /** What the decoded payload says of it. */
    Reading read(JsonNode values) {
        JsonNode unreadable = null;
        for (String path : paths) {
            JsonNode found = find(values, path);
            Optional<JsonNode> value = value(found);
            if (value.isPresent()) {
                return new Reading(this, Reading.State.MEASURED, found, value.get());
            }
            if (unreadable == null && !found.isMissingNode() && !found.isNull()) {
                unreadable = found;
            }
        }
        if (unreadable != null) {
            return new Reading(this, Reading.State.UNREADABLE, unreadable, null);
        }
        return absentIsZero
                ? new Reading(this, Reading.State.MEASURED, null, zero())
                : Reading.none(this, Reading.State.ABSENT);
    }

    private static JsonNode find(JsonNode values, String path) {
        JsonNode found = values.at("/" + path.replace('.', '/'));
        return found.isObject() ? found.path("value") : found;
    }

    private JsonNode zero() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return unit == null ? json.booleanNode(false) : number(BigDecimal.ZERO).orElseThrow();
    }

    private Optional<JsonNode> value(JsonNode found) {
        if (found.isBoolean()) {
            return Optional.of(found).filter(truth -> unit == null);
        }
        if (found.isNumber()) {
            return Double.isFinite(found.asDouble()) ? number(found.decimalValue()) : Optional.empty();
        }
        if (!found.isString()) {
            return Optional.empty();
        }
        Boolean truth = words.get(found.stringValue());
        return truth == null ? number(found.stringValue()) : Optional.of(JsonNodeFactory.instance.booleanNode(truth));
    }

    private Optional<JsonNode> number(String text) {
        try {
            return number(new BigDecimal(text.strip()));
        } catch (NumberFormatException notMeasured) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> number(BigDecimal number) {
        boolean calculable = Math.abs(number.scale()) <= MOST_DECIMALS
                && number.precision() <= MOST_DECIMALS
                && Double.isFinite(number.doubleValue());
        return calculable
                ? Optional.of(JsonNodeFactory.instance.numberNode(
                        unit == null || wanted == null ? number : Ucum.convert(number, unit, wanted)))
                : Optional.empty();
    }
}
