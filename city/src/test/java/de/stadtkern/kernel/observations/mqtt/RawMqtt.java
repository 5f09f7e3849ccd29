package de.stadtkern.kernel.observations.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.Arrays;

/** MQTT 5 by hand, for a client that behaves as no library would. */
final class RawMqtt {

    private RawMqtt() {}

    static byte[] connect5(String key) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.writeBytes(new byte[] {5, (byte) 0xc2, 0, 0, 0});
        text(body, "slow");
        text(body, "any");
        text(body, key);
        return packet(0x10, body);
    }

    static byte[] subscribe5(String filter, int qos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1, 0});
        text(body, filter);
        body.write(qos);
        return packet(0x82, body);
    }

    static byte[] publish5(String topic, int qos, int packetId, String payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        body.write(packetId >> 8);
        body.write(packetId);
        body.write(0);
        body.writeBytes(Clients.bytes(payload));
        return packet(0x30 | qos << 1, body);
    }

    /** The next packet, which must be a short one. */
    static byte[] read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(2);
        byte[] rest = in.readNBytes(head[1]);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(head);
        packet.writeBytes(rest);
        return packet.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = Clients.bytes(text);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] packet(int type, ByteArrayOutputStream body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        packet.write(body.size());
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    /** The last of what comes until the end. */
    static byte[] lastBytes(InputStream in) throws IOException {
        byte[] last = new byte[0];
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] all = Arrays.copyOf(last, last.length + read);
                System.arraycopy(buffer, 0, all, last.length, read);
                last = Arrays.copyOfRange(all, Math.max(0, all.length - 200), all.length);
            }
        } catch (SocketException closed) {
            // what has come is what counts
        }
        return last;
    }
}
