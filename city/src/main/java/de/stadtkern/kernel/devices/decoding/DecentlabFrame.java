package de.stadtkern.kernel.devices.decoding;

import java.nio.ByteBuffer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decentlab's protocol, version 2: the byte 2, the device's number in two bytes, flags in two, then for each flag a group
 * of words of 16 bits, most significant byte first.
 */
final class DecentlabFrame {

    private static final int VERSION = 2;
    private static final int HEAD = 5;
    private static final int FLAGS_AT = 3;
    private static final int ZERO = 32_768;

    private final int[] words;
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private int next;

    private DecentlabFrame(int[] words) {
        this.words = words;
    }

    /** What a group of words says. */
    @FunctionalInterface
    interface Group {

        void read(DecentlabFrame frame);
    }

    /**
     * Reads a frame.
     *
     * @param sizes the number of words of each group; the first belongs to the lowest flag, the last holds the battery
     * @param groups what they say, without the battery
     */
    static ObjectNode read(String device, int port, byte[] bytes, int[] sizes, Group... groups) {
        int flags = bytes.length < HEAD || bytes[0] != VERSION
                ? 0
                : ByteBuffer.wrap(bytes).getShort(FLAGS_AT) & 0xffff;
        int length = 0;
        for (int group = 0; group < sizes.length; group++) {
            length += (flags >> group & 1) * sizes[group];
        }
        if (flags == 0 || flags >> sizes.length != 0 || bytes.length != HEAD + 2 * length) {
            throw Decoder.unknown(device, port, bytes);
        }
        int[] words = new int[length];
        for (int i = 0; i < length; i++) {
            words[i] = ByteBuffer.wrap(bytes).getShort(HEAD + 2 * i) & 0xffff;
        }
        DecentlabFrame frame = new DecentlabFrame(words);
        for (int group = 0; group < groups.length; group++) {
            if ((flags >> group & 1) == 1) {
                groups[group].read(frame);
            }
        }
        if (flags >> groups.length == 1) {
            frame.plain("battery_voltage", 1000);
        }
        return frame.values;
    }

    /** The next word, counted from 0. */
    DecentlabFrame plain(String name, int divisor) {
        return put(name, word() / (double) divisor);
    }

    /** The next word, counted from 32768, so that it may be below zero. */
    DecentlabFrame signed(String name, int divisor) {
        return put(name, (word() - ZERO) / (double) divisor);
    }

    /** The next word, as a part of the whole range between two numbers. */
    DecentlabFrame within(String name, double span, double lowest) {
        return put(name, span * word() / 65_535 + lowest);
    }

    private int word() {
        return words[next++];
    }

    private DecentlabFrame put(String name, double value) {
        values.put(name, value);
        return this;
    }
}
