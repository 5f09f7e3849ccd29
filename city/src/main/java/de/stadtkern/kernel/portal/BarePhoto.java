package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A photo without anything in its file that does not draw it, and what its file says of itself before anybody decodes it.
 *
 * @param kind as {@code ImageIO} calls it
 * @param kept bytes that a decoder keeps at once beside what it draws
 * @param quarters of a turn to the right by which the picture must be turned
 */
record BarePhoto(String kind, byte[] file, int width, int height, long kept, int quarters) {

    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("%PDF", "PDF"),
            Map.entry("GIF8", "GIF"),
            Map.entry("BM", "BMP"),
            Map.entry("II*\0", "TIFF"),
            Map.entry("MM\0*", "TIFF"),
            Map.entry("PK\3\4", "ZIP"),
            Map.entry("<svg", "SVG"),
            Map.entry("<?xml", "SVG"));
    private static final int BRAND = 4;
    private static final int LONGEST_BEGINNING = 12;

    /** Refused when it is neither JPEG nor PNG, or its structure is broken. */
    static BarePhoto of(byte[] file) {
        if (file.length == 0) {
            throw Refusal.badInput("portal.refusal.photo-empty");
        }
        String beginning = new String(file, 0, Math.min(file.length, LONGEST_BEGINNING), StandardCharsets.ISO_8859_1);
        if (beginning.startsWith("\u00FF\u00D8\u00FF")) {
            return new BareJpeg(file).read();
        }
        if (beginning.startsWith("\u0089PNG\r\n\u001A\n")) {
            return BarePng.read(file);
        }
        throw foreign(beginning);
    }

    /** The file ends before the picture does. */
    static Refusal cut() {
        return Refusal.badInput("portal.refusal.photo-cut");
    }

    static Refusal unreadable() {
        return Refusal.badInput("portal.refusal.photo-kind");
    }

    private static Refusal foreign(String beginning) {
        if (beginning.startsWith("ftyp", BRAND)) {
            return Refusal.badInput("portal.refusal.photo-heic");
        }
        if (beginning.startsWith("RIFF") && beginning.endsWith("WEBP")) {
            return Refusal.badInput("portal.refusal.photo-foreign", "WebP");
        }
        return FOREIGN.entrySet().stream()
                .filter(one -> beginning.startsWith(one.getKey()))
                .findFirst()
                .map(one -> Refusal.badInput("portal.refusal.photo-foreign", one.getValue()))
                .orElseGet(BarePhoto::unreadable);
    }
}
