package de.stadtkern.kernel.observations;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a LoRaWAN device sent, whichever network server passed it on.
 *
 * @param devEui lower case
 * @param token the same whenever the network server repeats this uplink
 * @param time when the network server received it, ISO 8601; null when it does not say
 * @param values what the network server's formatter made of the bytes; missing when it has none
 * @param reception frame counter, and the gateway that heard best
 */
record Uplink(String devEui, String token, @Nullable String time, JsonNode values, JsonNode reception) {

    /**
     * The value at the first of the paths that leads to one: steps separated by dots, as in {@code
     * surface_temperature.value}. Numbers written as text are numbers.
     */
    Optional<JsonNode> find(List<String> paths) {
        return paths.stream()
                .map(path -> values.at("/" + path.replace('.', '/')))
                .flatMap(value -> measured(value).stream())
                .findFirst();
    }

    private static Optional<JsonNode> measured(JsonNode value) {
        if (value.isNumber() || value.isBoolean()) {
            return Optional.of(value);
        }
        return value.isString() ? number(value.stringValue()) : Optional.empty();
    }

    private static Optional<JsonNode> number(String text) {
        try {
            return Optional.of(JsonNodeFactory.instance.numberNode(new BigDecimal(text.strip())));
        } catch (NumberFormatException notMeasured) {
            return Optional.empty();
        }
    }
}
