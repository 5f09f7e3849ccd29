package de.stadtkern.kernel.portal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Takes a PNG file apart without decoding it. What draws the picture stays; texts, profiles, further pictures of an
 * animation and whatever stands behind the end do not.
 */
final class BarePng {

    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;
    private static final int HEADER = 13;
    private static final Set<String> DRAWING = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private BarePng() {}

    static BarePhoto read(byte[] file) {
        ByteBuffer rest = ByteBuffer.wrap(file).position(SIGNATURE);
        ByteArrayOutputStream bare = new ByteArrayOutputStream(file.length);
        bare.write(file, 0, SIGNATURE);
        int width = 0;
        int height = 0;
        String type = "";
        while (!type.equals("IEND")) {
            int start = rest.position();
            int length = rest.remaining() < AROUND ? Integer.MAX_VALUE : rest.getInt(start);
            if (length < 0 || length > rest.remaining() - AROUND) {
                throw BarePhoto.cut();
            }
            type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("IHDR") != (start == SIGNATURE) || type.equals("IHDR") && length != HEADER) {
                throw BarePhoto.unreadable();
            }
            if (start == SIGNATURE) {
                width = rest.getInt(start + 8);
                height = rest.getInt(start + 12);
            }
            if (DRAWING.contains(type)) {
                bare.write(file, start, length + AROUND);
            } else if (Character.isUpperCase(type.charAt(0))) {
                throw BarePhoto.unreadable();
            }
            rest.position(start + length + AROUND);
        }
        return new BarePhoto("png", bare.toByteArray(), width, height, 0, 0);
    }
}
