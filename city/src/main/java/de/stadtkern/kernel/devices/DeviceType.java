package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.devices.decoding.Decoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the messages of a kind of device mean.
 *
 * @param key unique within a municipality; a Thing names it in {@code properties/deviceType}
 * @param decoder name of the built-in {@link Decoder} for messages that arrive undecoded; null when there is none
 * @param script the maker's codec (JavaScript) for messages that arrive undecoded; null when there is none
 * @param ports why devices of this type send on a port; ports without entry say nothing
 */
record DeviceType(
        String key,
        String name,
        @Nullable String decoder,
        @Nullable String script,
        Map<Integer, MessageKind> ports,
        List<Measure> measures) {

    /** Of devices whose Datastreams say by themselves where their values stand. */
    static final DeviceType NONE = new DeviceType("", "", null, null, Map.of(), List.of());

    /** What is missing in JSON is empty. */
    DeviceType {
        key = Objects.requireNonNullElse(key, "");
        name = Objects.requireNonNullElse(name, "");
        ports = Map.copyOf(Objects.requireNonNullElse(ports, Map.of()));
        measures = List.copyOf(Objects.requireNonNullElse(measures, List.of()));
    }

    /**
     * A payload as this type understands it.
     *
     * @param values the decoded payload
     * @param readings by key of the measure, in the order of the type
     */
    record Interpretation(JsonNode values, Map<String, Reading> readings) {

        /** What it says for a Datastream whose {@code properties/field} is a key of the type, or paths of its own. */
        Reading reading(List<String> field) {
            Reading known = field.size() == 1 ? readings.get(field.getFirst()) : null;
            return known == null ? Measure.asSent(field).read(values) : known;
        }

        long measured() {
            return readings.values().stream().filter(Reading::isMeasured).count();
        }
    }

    /**
     * Understands a payload; empty when it is undecoded and no decoder knows it.
     *
     * @param geometry how the device is mounted; null when nobody said
     * @throws de.stadtkern.kernel.problem.Refusal when the bytes are none of this type
     */
    Optional<Interpretation> interpret(Payload payload, @Nullable Geometry geometry) {
        return values(payload).map(values -> {
            Map<String, Reading> readings = new LinkedHashMap<>();
            for (Measure measure : measures) {
                Formula formula = measure.formula();
                readings.put(
                        measure.key(),
                        formula == null
                                ? measure.read(values)
                                : formula.apply(measure, sources(measure, readings), geometry));
            }
            return new Interpretation(values, readings);
        });
    }

    private static List<Reading> sources(Measure measure, Map<String, Reading> readings) {
        return measure.from().stream()
                .map(key -> Objects.requireNonNull(readings.get(key)))
                .toList();
    }

    private Optional<JsonNode> values(Payload payload) {
        if (payload.isDecoded()) {
            return Optional.of(payload.values());
        }
        return decoder == null || payload.bytes().length == 0
                ? Optional.empty()
                : Decoder.find(decoder).map(found -> found.decode(payload.port(), payload.bytes()));
    }
}
