package de.stadtkern.kernel.devices.decoding;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bosch TPS110, a parking bay: whether it is occupied, which every message says, and °C in the heartbeat. */
final class Tps110 implements Decoder {

    private static final int EVENT = 1;
    private static final int HEARTBEAT = 2;
    private static final int START = 3;
    private static final int START_LENGTH = 17;

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        if (port == EVENT && bytes.length == 1) {
            return values.put("occupied", (bytes[0] & 1) == 1);
        }
        if (port == HEARTBEAT && bytes.length == 2) {
            return values.put("occupied", (bytes[0] & 1) == 1).put("temperature", bytes[1]);
        }
        if (port == START && bytes.length == START_LENGTH) {
            return values.put("occupied", (bytes[START_LENGTH - 1] & 1) == 1);
        }
        throw Decoder.unknown("bosch-tps110", port, bytes);
    }
}
