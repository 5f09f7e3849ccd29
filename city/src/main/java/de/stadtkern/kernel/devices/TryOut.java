package de.stadtkern.kernel.devices;

import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody pastes to see what becomes of it: a message of a network server, or a decoded payload alone. */
final class TryOut {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_PATHS = 38;

    private TryOut() {}

    /** The payload in the text. */
    static Payload payload(String text) {
        JsonNode message = json(text);
        if (message.has("uplink_message")) {
            return NetworkServer.TTS.read(message).orElseThrow().payload();
        }
        return message.has("deviceInfo")
                ? NetworkServer.CHIRPSTACK.read(message).orElseThrow().payload()
                : new Payload(0, new byte[0], message);
    }

    private static JsonNode json(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.isObject()) {
                return message;
            }
            throw Refusal.badInput("devices.refusal.not-json", "no object");
        } catch (JacksonException e) {
            throw Refusal.badInput("devices.refusal.not-json", e.getOriginalMessage());
        }
    }

    /** Where the decoded payload holds values, as paths of measures. */
    static List<String> paths(JsonNode values) {
        List<String> paths = new ArrayList<>();
        collect("", values, paths);
        return paths;
    }

    private static void collect(String before, JsonNode node, List<String> paths) {
        for (var member : node.properties()) {
            JsonNode value = member.getValue();
            String path = before + member.getKey();
            if (value.isObject() && !value.has("value")) {
                collect(path + ".", value, paths);
            } else if (!value.isArray() && paths.size() < MOST_PATHS) {
                paths.add(path);
            }
        }
    }
}
