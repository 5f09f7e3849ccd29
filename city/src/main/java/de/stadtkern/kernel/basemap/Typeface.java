package de.stadtkern.kernel.basemap;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Fira Sans as outlines, read from the program itself: the map looks the same on every machine, also where no font is
 * installed and Java's own text drawing refuses to work.
 */
enum Typeface {
    REGULAR("400Regular"),
    SEMIBOLD("600SemiBold"),
    ITALIC("400Regular_Italic");

    private final TrueTypeFont font;
    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    Typeface(String cut) {
        String path = "/fonts/" + cut + "/FiraSans_" + cut + ".ttf";
        try (InputStream file = Objects.requireNonNull(Typeface.class.getResourceAsStream(path))) {
            font = new TTFParser().parse(new RandomAccessReadBuffer(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A letter of the size of one pixel, standing on y = 0, and how far to the next. */
    record Glyph(Path2D outline, double advance) {}

    List<Glyph> glyphs(String text) {
        return text.codePoints()
                .mapToObj(letter -> glyphs.computeIfAbsent(letter, this::read))
                .toList();
    }

    double width(String text, double size) {
        return size * glyphs(text).stream().mapToDouble(Glyph::advance).sum();
    }

    private Glyph read(int letter) {
        synchronized (font) {
            try {
                double pixel = 1.0 / font.getUnitsPerEm();
                int id = font.getUnicodeCmapLookup().getGlyphId(letter);
                Path2D outline = new Path2D.Double(
                        font.getGlyph().getGlyph(id).getPath(), AffineTransform.getScaleInstance(pixel, -pixel));
                return new Glyph(outline, font.getAdvanceWidth(id) * pixel);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
