package de.stadtkern.kernel.basemap;

import de.stadtkern.kernel.basemap.Typeface.Glyph;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text where it could stand.
 *
 * @param outline of all its letters
 * @param boxes that together cover it
 */
record Lettered(Path2D outline, List<Rectangle2D> boxes) {

    private static final double LINE_HEIGHT = 1.15;
    private static final double HALF_LETTER = 0.35;
    private static final int LETTERS_PER_LINE = 15;
    private static final double SHARPEST_TURN = Math.toRadians(28);
    private static final double MOST_TURNS = Math.toRadians(100);

    /** How a text looks. */
    record Look(Typeface face, double size, Ink ink) {}

    /** How high it is in its lines. */
    static double height(String text, Look look) {
        return lines(text).size() * look.size() * LINE_HEIGHT;
    }

    /** In the middle of this place, long names in several lines. */
    static Lettered at(double x, double y, String text, Look look) {
        Lettered label = new Lettered(new Path2D.Float(), new ArrayList<>());
        List<String> lines = lines(text);
        double baseline = y + look.size() * (HALF_LETTER - LINE_HEIGHT * (lines.size() - 1) / 2);
        for (String line : lines) {
            double width = look.face().width(line, look.size());
            double left = x - width / 2;
            label.boxes.add(new Rectangle2D.Double(left, baseline - look.size() * 0.78, width, look.size()));
            for (Glyph glyph : look.face().glyphs(line)) {
                AffineTransform place = AffineTransform.getTranslateInstance(left, baseline);
                place.scale(look.size(), look.size());
                label.outline.append(glyph.outline().getPathIterator(place), false);
                left += glyph.advance() * look.size();
            }
            baseline += look.size() * LINE_HEIGHT;
        }
        return label;
    }

    /** Along the course from this distance on; empty where the course turns too sharply to be read. */
    static Optional<Lettered> along(Course course, double from, String text, Look look) {
        Lettered label = new Lettered(new Path2D.Float(), new ArrayList<>());
        double at = from;
        double last = Double.NaN;
        double turns = 0;
        for (Glyph glyph : look.face().glyphs(text)) {
            double advance = glyph.advance() * look.size();
            double angle = course.angle(at, at + advance);
            double turn = Double.isNaN(last) ? 0 : Math.abs(Math.IEEEremainder(angle - last, 2 * Math.PI));
            turns += turn;
            if (turn > SHARPEST_TURN || turns > MOST_TURNS) {
                return Optional.empty();
            }
            label.add(glyph, course.place(at + advance / 2, angle), look.size());
            last = angle;
            at += advance;
        }
        return Optional.of(label);
    }

    /** The letter with its middle where the place puts 0, 0. */
    private void add(Glyph glyph, AffineTransform place, double size) {
        place.translate(-glyph.advance() * size / 2, size * HALF_LETTER);
        double reach = Math.max(size, glyph.advance() * size) * 0.65;
        AffineTransform letter = new AffineTransform(place);
        letter.scale(size, size);
        outline.append(glyph.outline().getPathIterator(letter), false);
        place.translate(glyph.advance() * size / 2, -size * HALF_LETTER);
        boxes.add(new Rectangle2D.Double(
                place.getTranslateX() - reach, place.getTranslateY() - reach, 2 * reach, 2 * reach));
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String word : text.split(" ")) {
            if (!lines.isEmpty() && lines.getLast().length() + word.length() < LETTERS_PER_LINE) {
                lines.add(lines.removeLast() + " " + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }
}
