package de.stadtkern.kernel.portal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a phone was held: it keeps the picture as the sensor lies, and says so in the file (EXIF, tag 0x0112). */
final class Orientation {

    private static final int TAG = 0x0112;

    private Orientation() {}

    /**
     * By how many quarters of a turn to the right the picture must be turned, by the TIFF structure that lies there; mirrored
     * pictures stay as they are.
     */
    static int of(byte[] file, int from, int length) {
        try {
            return quarters(ByteBuffer.wrap(file, from, length).slice());
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException saysNothing) {
            return 0;
        }
    }

    private static int quarters(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(4));
        int entries = Short.toUnsignedInt(tiff.getShort());
        for (int i = 0; i < entries; i++) {
            int at = tiff.position();
            if (Short.toUnsignedInt(tiff.getShort()) == TAG) {
                return switch (tiff.getShort(at + 8)) {
                    case 6 -> 1;
                    case 3 -> 2;
                    case 8 -> 3;
                    default -> 0;
                };
            }
            tiff.position(at + 12);
        }
        return 0;
    }
}
