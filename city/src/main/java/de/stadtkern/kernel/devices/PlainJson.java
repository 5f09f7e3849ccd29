package de.stadtkern.kernel.devices;

import java.time.Clock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Completes what a device sends as plain JSON, so that it says the same when it is read again later. */
@Component
class PlainJson {

    private final Clock clock;

    PlainJson(Clock clock) {
        this.clock = clock;
    }

    /**
     * The message with the device's identity as {@code id}, and now as {@code ts} when it names no time.
     *
     * @param device from the address; empty when the message itself says it
     */
    JsonNode complete(JsonNode message, String device) {
        if (message instanceof ObjectNode object) {
            if (!device.isEmpty()) {
                object.put("id", device);
            }
            if (!object.hasNonNull("ts")) {
                object.put("ts", clock.instant().toString());
            }
        }
        return message;
    }
}
