package de.stadtkern.kernel.observations.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * PUBLISH packets as they go over the wire, made once for however many subscribers. In those of QoS 1 the place of the
 * packet id is left open.
 */
final class Packets {

    private static final int PUBLISH = 0x30;
    private static final int USER_PROPERTY = 0x26;
    private static final String NUMBER = "number";

    private final byte[] bytes;
    private final int[] starts;
    private final int[] ids;

    private Packets(byte[] bytes, int[] starts, int[] ids) {
        this.bytes = bytes;
        this.starts = starts;
        this.ids = ids;
    }

    static Packets of(List<Notice> notices, boolean version5, MqttQoS qos) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] starts = new int[notices.size() + 1];
        int[] ids = new int[notices.size()];
        for (int i = 0; i < ids.length; i++) {
            Notice notice = notices.get(i);
            byte[] topic = notice.topic().getBytes(StandardCharsets.UTF_8);
            byte[] properties = version5 ? properties(notice) : new byte[0];
            int idLength = qos == MqttQoS.AT_MOST_ONCE ? 0 : 2;
            starts[i] = out.size();
            out.write(PUBLISH | qos.value() << 1);
            writeLength(out, 2 + topic.length + idLength + properties.length + notice.payload().length);
            writeText(out, topic);
            ids[i] = out.size();
            out.writeBytes(new byte[idLength]);
            out.writeBytes(properties);
            out.writeBytes(notice.payload());
        }
        starts[ids.length] = out.size();
        return new Packets(out.toByteArray(), starts, ids);
    }

    private static byte[] properties(Notice notice) {
        if (notice.number() == 0) {
            return new byte[] {0};
        }
        ByteArrayOutputStream property = new ByteArrayOutputStream();
        property.write(USER_PROPERTY);
        writeText(property, NUMBER.getBytes(StandardCharsets.UTF_8));
        writeText(property, Long.toString(notice.number()).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        writeLength(all, property.size());
        all.writeBytes(property.toByteArray());
        return all.toByteArray();
    }

    private static void writeText(ByteArrayOutputStream out, byte[] text) {
        out.write(text.length >> 8);
        out.write(text.length);
        out.writeBytes(text);
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        int rest = length;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>= 7;
        }
        out.write(rest);
    }

    int number() {
        return ids.length;
    }

    int largest() {
        int largest = 0;
        for (int i = 0; i < ids.length; i++) {
            largest = Math.max(largest, starts[i + 1] - starts[i]);
        }
        return largest;
    }

    /** All of them, for QoS 0: the bytes are shared. */
    ByteBuf all() {
        return Unpooled.wrappedBuffer(bytes);
    }

    /** One of them, for QoS 1. */
    ByteBuf one(int index, int packetId) {
        int start = starts[index];
        ByteBuf one = Unpooled.copiedBuffer(bytes, start, starts[index + 1] - start);
        return one.setShort(ids[index] - start, packetId);
    }
}
