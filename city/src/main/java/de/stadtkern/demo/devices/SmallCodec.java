package de.stadtkern.demo.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The other device types, each with a format of its own. */
enum SmallCodec implements Codec {

    /** Milesight EM310-UDL: channel, type, value; the distance with its low byte first. */
    EM310_UDL {
        @Override
        public int port(Map<String, Double> values) {
            return 85;
        }

        @Override
        public byte[] encode(Map<String, Double> values) {
            return ByteBuffer.allocate(10)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) 0x01)
                    .put((byte) 0x75)
                    .put((byte) whole(values, "battery"))
                    .put((byte) 0x03)
                    .put((byte) 0x82)
                    .putShort((short) whole(values, "distance"))
                    .put((byte) 0x04)
                    .put((byte) 0x00)
                    .put((byte) whole(values, "tilt"))
                    .array();
        }

        @Override
        public ObjectNode decode(int port, byte[] bytes) {
            ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return object().put("battery", all.get(2))
                    .put("distance", Short.toUnsignedInt(all.getShort(5)))
                    .put("tilt", all.get(9) == 0 ? "normal" : "tilt");
        }
    },

    /** Bosch TPS110: port 1 when a car comes or goes, port 2 as a sign of life with the temperature. */
    TPS110 {
        @Override
        public int port(Map<String, Double> values) {
            return values.containsKey("temperature") ? 2 : 1;
        }

        @Override
        public byte[] encode(Map<String, Double> values) {
            byte occupied = (byte) whole(values, "occupied");
            return port(values) == 1
                    ? new byte[] {occupied}
                    : new byte[] {occupied, (byte) whole(values, "temperature")};
        }

        @Override
        public ObjectNode decode(int port, byte[] bytes) {
            ObjectNode decoded = object().put("type", port == 1 ? "parking status" : "heartbeat");
            decoded.put("occupied", (bytes[0] & 1) == 1);
            return port == 1 ? decoded : decoded.put("temperature", bytes[1]);
        }
    },

    /** Dragino LSE01; its formatter writes numbers as text. */
    LSE01 {
        @Override
        public int port(Map<String, Double> values) {
            return 2;
        }

        @Override
        public byte[] encode(Map<String, Double> values) {
            return ByteBuffer.allocate(11)
                    .putShort((short) (0xC000 | Math.round(1_000 * values.getOrDefault("Bat", 0.0))))
                    .putShort((short) Math.round(10 * values.getOrDefault("TempC_DS18B20", 0.0)))
                    .putShort((short) Math.round(100 * values.getOrDefault("water_SOIL", 0.0)))
                    .putShort((short) Math.round(100 * values.getOrDefault("temp_SOIL", 0.0)))
                    .putShort((short) whole(values, "conduct_SOIL"))
                    .put((byte) 0x10)
                    .array();
        }

        @Override
        public ObjectNode decode(int port, byte[] bytes) {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            ObjectNode decoded = object();
            Numbers.put(decoded, "Bat", (all.getShort(0) & 0x3FFF) / 1_000.0);
            return decoded.put("TempC_DS18B20", text("%.1f", all.getShort(2) / 10.0))
                    .put("water_SOIL", text("%.2f", Short.toUnsignedInt(all.getShort(4)) / 100.0))
                    .put("temp_SOIL", text("%.2f", all.getShort(6) / 100.0))
                    .put("conduct_SOIL", Short.toUnsignedInt(all.getShort(8)));
        }
    };

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static int whole(Map<String, Double> values, String name) {
        return (int) Math.round(values.getOrDefault(name, 0.0));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
