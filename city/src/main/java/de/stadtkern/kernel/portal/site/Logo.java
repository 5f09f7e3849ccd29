package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.problem.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** A logo that came from outside: only PNG, and drawn anew, so that nothing else that was in the file stays. */
final class Logo {

    private static final int MOST_BYTES = 200_000;
    private static final int MOST_PIXELS = 1000;
    private static final String FIELD = "logo";

    private Logo() {}

    static byte[] cleaned(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Refusal.tooLarge("portal.refusal.logo-large", MOST_BYTES / 1000, file.length / 1000)
                    .at(FIELD);
        }
        try {
            BufferedImage picture = read(file);
            ByteArrayOutputStream clean = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", clean);
            return clean.toByteArray();
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException unreadable) {
            throw Refusal.badInput("portal.refusal.logo-kind").at(FIELD);
        }
    }

    private static BufferedImage read(byte[] file) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        ImageReader reader = readers.next();
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            if (reader.getWidth(0) > MOST_PIXELS || reader.getHeight(0) > MOST_PIXELS) {
                throw Refusal.badInput(
                                "portal.refusal.logo-pixels", MOST_PIXELS, reader.getWidth(0), reader.getHeight(0))
                        .at(FIELD);
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }
}
