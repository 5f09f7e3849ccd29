package de.stadtkern.kernel.portal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a phone was held: it keeps the picture as the sensor lies, and says so in the file (EXIF, tag 0x0112). */
final class Orientation {

    private static final int JPEG = 0xFFD8;
    private static final int APP1 = 0xFFE1;
    private static final int SCAN = 0xFFDA;
    private static final int EXIF_HEADER = 6;
    private static final int TAG = 0x0112;

    private Orientation() {}

    /** By how many quarters of a turn to the right the picture must be turned; mirrored pictures stay as they are. */
    static int of(byte[] file) {
        try {
            return quarters(ByteBuffer.wrap(file));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException saysNothing) {
            return 0;
        }
    }

    private static int quarters(ByteBuffer file) {
        if (Short.toUnsignedInt(file.getShort()) != JPEG) {
            return 0;
        }
        while (true) {
            int marker = Short.toUnsignedInt(file.getShort());
            int length = Short.toUnsignedInt(file.getShort());
            if (marker == APP1) {
                return quartersOfExif(file.slice(file.position() + EXIF_HEADER, length - 2 - EXIF_HEADER));
            }
            if (marker == SCAN) {
                return 0;
            }
            file.position(file.position() + length - 2);
        }
    }

    private static int quartersOfExif(ByteBuffer tiff) {
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
