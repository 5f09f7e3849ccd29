package de.stadtkern.kernel.devices;

import tools.jackson.databind.JsonNode;

/**
 * What a device sent.
 *
 * @param port 0 to 255
 * @param bytes as they went through the air; empty when the network server does not say
 * @param values what the network server's formatter made of them; missing when it has none
 */
record Payload(int port, byte[] bytes, JsonNode values) {

    boolean isDecoded() {
        return values.isObject() && !values.isEmpty();
    }
}
