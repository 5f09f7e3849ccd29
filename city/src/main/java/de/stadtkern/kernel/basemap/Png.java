package de.stadtkern.kernel.basemap;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.cursors.IntIntCursor;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures as PNG with a palette of at most 256 colours, which halves them: the style's own and the most frequent. */
final class Png {

    private static final int PALETTE = 256;

    private final int[] palette;
    private final IntIntHashMap indexes = new IntIntHashMap();

    private Png(int[] palette) {
        this.palette = palette;
        for (int i = 0; i < palette.length; i++) {
            indexes.put(palette[i], i);
        }
    }

    /** The colours of this picture; for each of its parts the same. */
    static Png of(BufferedImage picture, MapStyle style) {
        IntIntHashMap counts = new IntIntHashMap();
        for (int color : pixels(picture)) {
            counts.addTo(color, 1);
        }
        List<Integer> palette = new ArrayList<>(Arrays.stream(Ink.values())
                .map(ink -> ink.in(style).getRGB() & 0xffffff)
                .distinct()
                .toList());
        palette.forEach(counts::remove);
        List<int[]> others = new ArrayList<>();
        for (IntIntCursor each : counts) {
            others.add(new int[] {each.key, each.value});
        }
        others.sort((a, b) -> a[1] == b[1] ? Integer.compare(a[0], b[0]) : Integer.compare(b[1], a[1]));
        others.stream().limit(PALETTE - palette.size()).forEach(each -> palette.add(each[0]));
        return new Png(palette.stream().mapToInt(Integer::intValue).toArray());
    }

    /** This part of a picture as a file. */
    byte[] encode(BufferedImage part) {
        BufferedImage indexed =
                new BufferedImage(part.getWidth(), part.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colors());
        byte[] to = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
        int[] from = part.getRGB(0, 0, part.getWidth(), part.getHeight(), null, 0, part.getWidth());
        for (int i = 0; i < from.length; i++) {
            to[i] = (byte) index(from[i] & 0xffffff);
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(indexed, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int index(int color) {
        int known = indexes.getOrDefault(color, -1);
        if (known >= 0) {
            return known;
        }
        int nearest = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(color, palette[i]) < distance(color, palette[nearest])) {
                nearest = i;
            }
        }
        indexes.put(color, nearest);
        return nearest;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16 & 0xff) - (b >> 16 & 0xff);
        int green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
        int blue = (a & 0xff) - (b & 0xff);
        return 2 * red * red + 4 * green * green + 3 * blue * blue;
    }

    private IndexColorModel colors() {
        byte[][] parts = new byte[3][palette.length];
        for (int i = 0; i < palette.length; i++) {
            parts[0][i] = (byte) (palette[i] >> 16);
            parts[1][i] = (byte) (palette[i] >> 8);
            parts[2][i] = (byte) palette[i];
        }
        return new IndexColorModel(8, palette.length, parts[0], parts[1], parts[2]);
    }

    private static int[] pixels(BufferedImage picture) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        return Arrays.stream(pixels).map(color -> color & 0xffffff).toArray();
    }
}
