package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WCAG 2.2, 1.4.3: a text is read against its halo; where the halo ends, against the ground it may lie on. */
class InkTest {

    private static final double ENOUGH = 4.5;
    private static final Set<Ink> GROUNDS = EnumSet.range(Ink.GROUND, Ink.BUILDING);
    private static final Map<Ink, Set<Ink>> LIE_ON = Map.of(
            Ink.PLACE_TEXT, GROUNDS,
            Ink.STREET_TEXT, EnumSet.of(Ink.STREET, Ink.PEDESTRIAN, Ink.SECONDARY, Ink.GROUND, Ink.BUILDING),
            Ink.WATER_TEXT, EnumSet.of(Ink.WATER),
            Ink.GREEN_TEXT, EnumSet.range(Ink.FARMLAND, Ink.FOREST),
            Ink.BUILDING_TEXT, EnumSet.of(Ink.BUILDING, Ink.CAMPUS, Ink.PARKING, Ink.SQUARE),
            Ink.RAIL_TEXT, GROUNDS,
            Ink.BADGE_TEXT, EnumSet.of(Ink.BADGE));

    @ParameterizedTest
    @EnumSource
    void everyTextCanBeReadOnItsHaloAndOnItsGround(MapStyle style) {
        LIE_ON.forEach((text, grounds) -> {
            if (text != Ink.BADGE_TEXT) {
                assertReadable(text, Ink.HALO, style);
            }
            grounds.forEach(ground -> assertReadable(text, ground, style));
        });
    }

    private static void assertReadable(Ink text, Ink ground, MapStyle style) {
        assertThat(contrast(text.in(style), ground.in(style)))
                .as("%s on %s in %s", text, ground, style)
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    private static double contrast(Color a, Color b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
