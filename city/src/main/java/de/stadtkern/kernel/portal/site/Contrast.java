package de.stadtkern.kernel.portal.site;

import java.util.List;
import java.util.regex.Pattern;

/** How well a colour can be read, by WCAG 2.2: from 1 (not at all) to 21. */
final class Contrast {

    /** What text needs (criterion 1.4.3). */
    static final double LEAST = 4.5;

    private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

    /* The surfaces of KERN: plain and hued. */
    private static final List<String> LIGHT_SURFACES = List.of("#ffffff", "#f1f3f7");
    private static final List<String> DARK_SURFACES = List.of("#000000", "#131525");

    private Contrast() {}

    static boolean isColor(String text) {
        return COLOR.matcher(text).matches();
    }

    static double inLight(String color) {
        return worst(color, LIGHT_SURFACES);
    }

    static double inDark(String color) {
        return worst(color, DARK_SURFACES);
    }

    static double between(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double worst(String color, List<String> surfaces) {
        return surfaces.stream()
                .mapToDouble(surface -> between(color, surface))
                .min()
                .orElseThrow();
    }

    private static double luminance(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
