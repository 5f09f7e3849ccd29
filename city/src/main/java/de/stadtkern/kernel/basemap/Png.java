package de.stadtkern.kernel.basemap;

import com.carrotsearch.hppc.IntIntHashMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A picture as PNG files with a palette: the colours of the style and the most frequent others, 256 together. Written by
 * hand, because Java's own writer tries filters on every row, which costs time and gives larger files.
 */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PALETTE = 256;
    private static final int RGB = 0xffffff;

    private final int width;
    private final int[] palette;
    private final byte[] indexes;

    private Png(int width, int[] palette, byte[] indexes) {
        this.width = width;
        this.palette = palette;
        this.indexes = indexes;
    }

    static Png of(BufferedImage picture, MapStyle style) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        int[] palette = palette(pixels, style);
        return new Png(picture.getWidth(), palette, indexes(pixels, palette));
    }

    byte[] whole() {
        return part(0, 0, width, indexes.length / width);
    }

    /** The part of this size that begins there. */
    byte[] part(int left, int top, int columns, int rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(columns)
                        .putInt(rows)
                        .put(new byte[] {8, 3, 0, 0, 0
                        }) // eight bits, palette, and the only ways to compress, filter, scan
                        .array());
        chunk(out, "PLTE", colors());
        chunk(out, "IDAT", compressed(left, top, columns, rows));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private byte[] colors() {
        ByteBuffer colors = ByteBuffer.allocate(3 * palette.length);
        for (int color : palette) {
            colors.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
        }
        return colors.array();
    }

    /** Every row begins with its filter, which is none. */
    private byte[] compressed(int left, int top, int columns, int rows) {
        byte[] scanned = new byte[rows * (columns + 1)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(indexes, (top + row) * width + left, scanned, row * (columns + 1) + 1, columns);
        }
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(scanned);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static int[] palette(int[] pixels, MapStyle style) {
        IntIntHashMap counts = counts(pixels);
        List<Integer> palette = new ArrayList<>();
        for (Ink ink : Ink.values()) {
            int color = ink.in(style).getRGB() & RGB;
            if (counts.remove(color) > 0) {
                palette.add(color);
            }
        }
        List<Integer> others =
                new ArrayList<>(Arrays.stream(counts.keys().toArray()).boxed().toList());
        others.sort(
                Comparator.comparingInt((Integer color) -> -counts.get(color)).thenComparing(color -> color));
        others.stream().limit(PALETTE - palette.size()).forEach(palette::add);
        return palette.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How often each colour; neighbours of one colour are counted together. */
    private static IntIntHashMap counts(int[] pixels) {
        IntIntHashMap counts = new IntIntHashMap();
        int start = 0;
        for (int i = 1; i <= pixels.length; i++) {
            if (i == pixels.length || pixels[i] != pixels[start]) {
                counts.addTo(pixels[start] & RGB, i - start);
                start = i;
            }
        }
        return counts;
    }

    private static byte[] indexes(int[] pixels, int[] palette) {
        IntIntHashMap known = new IntIntHashMap();
        byte[] indexes = new byte[pixels.length];
        int last = pixels[0];
        byte index = (byte) nearest(last & RGB, palette);
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != last) {
                last = pixels[i];
                int color = last & RGB;
                if (!known.containsKey(color)) {
                    known.put(color, nearest(color, palette));
                }
                index = (byte) known.get(color);
            }
            indexes[i] = index;
        }
        return indexes;
    }

    private static int nearest(int color, int[] palette) {
        int nearest = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(color, palette[i]) < distance(color, palette[nearest])) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** The eye tells greens apart best. */
    private static int distance(int a, int b) {
        int red = (a >> 16 & 0xff) - (b >> 16 & 0xff);
        int green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
        int blue = (a & 0xff) - (b & 0xff);
        return 2 * red * red + 4 * green * green + 3 * blue * blue;
    }
}
