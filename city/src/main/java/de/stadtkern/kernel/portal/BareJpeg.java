package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a JPEG file apart without decoding it. Tables and scans of its first picture stay; EXIF, XMP, profiles, comments,
 * thumbnails, further pictures and whatever stands behind the end do not. Of EXIF it reads how the phone was held.
 */
final class BareJpeg {

    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int PROGRESSIVE = 0xC2;
    private static final int MOST_SCANS = 100;
    private static final int BITS = 8;
    private static final int COLOURS = 3;
    private static final int FRAME = 8;
    private static final int ADOBE = 14;
    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private final byte[] file;
    private final ByteArrayOutputStream bare;
    private int at = 2;
    private int width;
    private int height;
    private int colours;
    private int scans;
    private double samples;
    private boolean buffered;
    private int quarters;

    BareJpeg(byte[] file) {
        this.file = file;
        this.bare = new ByteArrayOutputStream(file.length);
    }

    BarePhoto read() {
        bare.write(file, 0, 2);
        while (true) {
            int marker = marker();
            if (marker == END) {
                if (scans == 0) {
                    throw BarePhoto.unreadable();
                }
                bare.write(file, at - 2, 2);
                long kept = buffered ? (long) (samples * width * height * Short.BYTES) : 0;
                return new BarePhoto("jpeg", bare.toByteArray(), width, height, kept, quarters);
            }
            int length = unsignedShort(at);
            if (length < 2) {
                throw BarePhoto.unreadable();
            }
            if (at + length > file.length) {
                throw BarePhoto.cut();
            }
            segment(marker, length);
        }
    }

    private int marker() {
        if (octet(at) != 0xFF) {
            throw BarePhoto.unreadable();
        }
        while (octet(at) == 0xFF) {
            at++;
        }
        return octet(at++);
    }

    private void segment(int marker, int length) {
        int start = at - 2;
        at += length;
        switch (marker) {
            case 0xC0, 0xC1, PROGRESSIVE -> {
                frame(marker, start + 4, length);
                keep(start);
            }
            case 0xC4, 0xDB, 0xDD -> keep(start);
            case SCAN -> {
                scan(octet(start + 4));
                keep(start);
            }
            case 0xE0 -> {
                if (says(start + 4, "JFIF\0")) {
                    bare.writeBytes(JFIF);
                }
            }
            case 0xE1 -> {
                if (says(start + 4, "Exif\0\0")) {
                    quarters = Orientation.of(file, start + 10, length - 8);
                }
            }
            case 0xEE -> {
                if (length == ADOBE && says(start + 4, "Adobe")) {
                    keep(start);
                }
            }
            default -> {
                if (marker < 0xE0 || marker > 0xFE) {
                    throw BarePhoto.unreadable();
                }
            }
        }
    }

    private void frame(int marker, int from, int length) {
        colours = length < FRAME ? 0 : octet(from + 5);
        if (width != 0 || colours == 0 || octet(from) != BITS || length != FRAME + COLOURS * colours) {
            throw BarePhoto.unreadable();
        }
        if (colours > COLOURS) {
            throw Refusal.badInput("portal.refusal.photo-print");
        }
        height = unsignedShort(from + 1);
        width = unsignedShort(from + 3);
        buffered = marker == PROGRESSIVE;
        int widest = 1;
        int highest = 1;
        int sum = 0;
        for (int colour = 0; colour < colours; colour++) {
            int factors = octet(from + 7 + COLOURS * colour);
            widest = Math.max(widest, factors >> 4);
            highest = Math.max(highest, factors & 0xF);
            sum += (factors >> 4) * (factors & 0xF);
        }
        samples = (double) sum / (widest * highest);
    }

    /** What is coded goes on until a marker that is neither a restart nor a byte of the picture. */
    private void scan(int of) {
        buffered |= of < colours;
        scans++;
        if (width == 0 || scans > MOST_SCANS) {
            throw BarePhoto.unreadable();
        }
        while (octet(at) != 0xFF || octet(at + 1) == 0 || octet(at + 1) >= 0xD0 && octet(at + 1) <= 0xD7) {
            at++;
        }
    }

    private void keep(int start) {
        bare.write(file, start, at - start);
    }

    private boolean says(int from, String word) {
        byte[] wanted = word.getBytes(StandardCharsets.ISO_8859_1);
        return from + wanted.length <= at && Arrays.equals(file, from, from + wanted.length, wanted, 0, wanted.length);
    }

    private int unsignedShort(int from) {
        return octet(from) << 8 | octet(from + 1);
    }

    private int octet(int from) {
        if (from >= file.length) {
            throw BarePhoto.cut();
        }
        return Byte.toUnsignedInt(file[from]);
    }
}
