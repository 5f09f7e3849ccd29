package de.stadtkern.kernel.devices.decoding;

import java.nio.ByteBuffer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dragino LSE01, the soil: V, °C, % and µS/cm. The vendor's formatter makes temperatures of the soil below zero 0.01 °C
 * too warm; this does not.
 */
final class Lse01 implements Decoder {

    private static final int PORT = 2;
    private static final int LENGTH = 11;
    private static final int BATTERY_BITS = 0x3fff;

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        if (port != PORT || bytes.length != LENGTH) {
            throw Decoder.unknown("dragino-lse01", port, bytes);
        }
        ByteBuffer words = ByteBuffer.wrap(bytes);
        return JsonNodeFactory.instance
                .objectNode()
                .put("battery", (words.getShort() & BATTERY_BITS) / 1000.0)
                .put("external_temperature", words.getShort() / 10.0)
                .put("soil_moisture", (words.getShort() & 0xffff) / 100.0)
                .put("soil_temperature", words.getShort() / 100.0)
                .put("soil_conductivity", words.getShort() & 0xffff);
    }
}
