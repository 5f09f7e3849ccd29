package de.stadtkern.bench.observations;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Bytes that no MQTT server should stumble over. */
final class HostileMqtt {

    private static final List<String> TOPICS = List.of(
            "v1.1/Observations",
            "v1.1/Datastreams(1)/Observations",
            "v1.1/Datastreams(-1)/Observations",
            "v1.1/Datastreams(99999999999999999999)/Observations",
            "v1.0/Observations",
            "#",
            "+/#/+",
            "$SYS/#",
            "v1.1/Observations?$filter=((((",
            "",
            "\u0000",
            "x".repeat(65_000));
    private static final List<String> PAYLOADS = List.of(
            "",
            "{}",
            "[",
            "null",
            "{\"result\":1e999}",
            "[".repeat(50_000),
            "\u0000\u0001",
            "{\"result\":\"" + "x".repeat(100_000) + "\"}");

    private final Target target;
    private final Random random;

    HostileMqtt(Target target, Random random) {
        this.target = target;
        this.random = random;
    }

    byte[] next() {
        return switch (random.nextInt(5)) {
            case 0 -> noise(random.nextInt(1, 500));
            case 1 -> bent(hello());
            case 2 -> joined(hello(), noise(random.nextInt(1, 500)));
            case 3 -> joined(hello(), bent(packets()));
            default -> joined(hello(), packets());
        };
    }

    /** A proper CONNECT of MQTT 3.1.1 or 5. */
    byte[] hello() {
        int version = random.nextBoolean() ? 4 : 5;
        String key = target.key();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text("MQTT"));
        body.write(version);
        body.write(key == null ? 0x02 : 0xc2);
        body.writeBytes(new byte[] {0, 60});
        if (version == 5) {
            body.write(0);
        }
        body.writeBytes(text("fuzz-" + random.nextLong()));
        if (key != null) {
            body.writeBytes(text("fuzz"));
            body.writeBytes(text(key));
        }
        return packet(0x10, body.toByteArray());
    }

    private byte[] packets() {
        byte[] all = {};
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            all = joined(all, packet());
        }
        return all;
    }

    private byte[] packet() {
        byte[] id = {(byte) random.nextInt(2), (byte) random.nextInt(3)};
        byte[] topic = text(one(TOPICS));
        return switch (random.nextInt(8)) {
            case 0 -> packet(0x30 | random.nextInt(16), joined(joined(topic, id), payload()));
            case 1, 2 -> packet(0x32, joined(joined(topic, id), payload()));
            case 3 -> packet(0x34, joined(joined(topic, id), payload()));
            case 4 -> packet(0x82, joined(joined(id, topic), new byte[] {(byte) random.nextInt(4)}));
            case 5 -> packet(0xa2, joined(id, topic));
            case 6 -> packet(random.nextInt(256), noise(random.nextInt(10)));
            default -> new byte[] {(byte) random.nextInt(256), -1, -1, -1, (byte) random.nextInt(128)};
        };
    }

    private byte[] payload() {
        return one(PAYLOADS).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packet(int type, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int left = body.length;
        do {
            packet.write(left % 128 | (left >= 128 ? 0x80 : 0));
            left /= 128;
        } while (left > 0);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return joined(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }

    private byte[] bent(byte[] bytes) {
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
