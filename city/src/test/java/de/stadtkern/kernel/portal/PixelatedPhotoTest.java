package de.stadtkern.kernel.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.portal.PixelatedPhoto.Part;
import de.stadtkern.kernel.problem.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pixelated cannot be made out again, and the rest of the photo stays as it is. */
class PixelatedPhotoTest {

    /** What the coding of JPEG changes of a flat square. */
    private static final int ROUGHNESS = 12;

    @Test
    void fineLinesBecomeTheirMeanAndTheRestStays() throws IOException {
        BufferedImage striped = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 640; x++) {
            for (int y = 0; y < 480; y++) {
                striped.setRGB(x, y, x % 16 < 8 ? 0xFFFFFF : 0);
            }
        }
        BufferedImage drawn = pixelated(striped, new Part(0.25, 0.25, 0.3, 0.4));

        for (int x = 170; x < 340; x++) {
            assertThat(brightness(drawn, x, 240)).isBetween(127 - ROUGHNESS, 127 + ROUGHNESS);
        }
        assertThat(brightness(drawn, 4, 240)).isGreaterThan(240);
        assertThat(brightness(drawn, 12, 240)).isLessThan(15);
        assertThat(brightness(drawn, 4, 20)).isGreaterThan(240);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1, 1, 120", "0.1, 0.1, 0.2, 0.2, 24", "0.5, 0.5, 0.03, 0.03, 16"})
    void squaresAreATwelfthOfTheLongerSideAndNeverLessThan16Pixels(
            double left, double top, double width, double height, int square) throws IOException {
        BufferedImage noise = new BufferedImage(1440, 960, BufferedImage.TYPE_INT_RGB);
        Random dice = new Random(1);
        for (int x = 0; x < 1440; x++) {
            for (int y = 0; y < 960; y++) {
                noise.setRGB(x, y, dice.nextInt(256) * 0x010101);
            }
        }
        BufferedImage drawn = pixelated(noise, new Part(left, top, width, height));

        int x = (int) (left * 1440);
        int y = (int) (top * 960);
        int first = brightness(drawn, x + square / 2, y + square / 2);
        for (int dx = 0; dx < square; dx++) {
            assertThat(brightness(drawn, x + dx, y + square / 2)).isBetween(first - ROUGHNESS, first + ROUGHNESS);
        }
    }

    @Test
    void partsOutsideThePhotoAreRefused() {
        assertThatThrownBy(() -> new Part(-0.1, 0, 0.5, 0.5)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Part(0.6, 0, 0.5, 0.5)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Part(0, 0, 0, 0.5)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Part(0, Double.NaN, 0.5, 0.5)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Part(0, 0, 0.5, Double.NaN)).isInstanceOf(Refusal.class);
    }

    private static BufferedImage pixelated(BufferedImage picture, Part part) throws IOException {
        byte[] kept = UploadedPhoto.redrawn(PhotoFiles.png(picture));
        return ImageIO.read(new ByteArrayInputStream(PixelatedPhoto.of(kept, List.of(part))));
    }

    private static int brightness(BufferedImage picture, int x, int y) {
        Color colour = new Color(picture.getRGB(x, y));
        return (colour.getRed() + colour.getGreen() + colour.getBlue()) / 3;
    }
}
