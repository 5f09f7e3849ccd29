package de.stadtkern.kernel.devices.decoding;

import java.nio.ByteBuffer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Milesight EM310-UDL, the ultrasonic distance in a bin: %, mm, and whether it is tilted. */
final class Em310Udl implements Decoder {

    private static final int BATTERY = 0x0175;
    private static final int DISTANCE = 0x0382;
    private static final int POSITION = 0x0400;

    @Override
    public ObjectNode decode(int port, byte[] bytes) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.remaining() > 2) {
            int channelAndType = rest.getShort() & 0xffff;
            if (channelAndType == BATTERY) {
                values.put("battery", rest.get() & 0xff);
            } else if (channelAndType == POSITION) {
                values.put("tilt", rest.get() != 0);
            } else if (channelAndType == DISTANCE && rest.remaining() >= 2) {
                values.put("distance", Short.reverseBytes(rest.getShort()) & 0xffff);
            } else {
                throw Decoder.unknown("milesight-em310-udl", port, bytes);
            }
        }
        if (rest.hasRemaining() || values.isEmpty()) {
            throw Decoder.unknown("milesight-em310-udl", port, bytes);
        }
        return values;
    }
}
