package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypefaceTest {

    @ParameterizedTest
    @EnumSource
    void hasTheLettersOfStreetNames(Typeface face) {
        double missing =
                face.glyphs("\uFFFF").getFirst().outline().getBounds2D().getWidth();

        for (String letter : "ÄÖÜäöüßéłŠčñ’–-/0".split("")) {
            assertThat(face.glyphs(letter).getFirst().outline().getBounds2D().getWidth())
                    .as(letter)
                    .isPositive()
                    .isNotEqualTo(missing);
        }
        assertThat(face.width("Straße", 20)).isBetween(45.0, 70.0).isEqualTo(2 * face.width("Straße", 10));
    }

    /** A server often has neither fonts nor fontconfig; then Java's own fonts end the drawing with an error. */
    @Test
    void drawsWithoutTheFontsOfTheSystem(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("classes");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Alone.class.getName())
                .inheritIO()
                .start();

        assertThat(program.waitFor()).isZero();
        assertThat(Files.readString(log)).contains("java.awt.Graphics2D").doesNotContain("sun.font.SunFontManager");
    }

    /** Draws the village with its names. */
    static final class Alone {

        private Alone() {}

        public static void main(String[] arguments) {
            Drawing.of(Village.features(), MapStyle.LIGHT, DrawingTest.around(Village.LAKE, 16), 1);
        }
    }
}
