package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Photos as people upload them. */
public final class UploadedPhoto {

    private static final int MOST_BYTES = 5_000_000;
    private static final int MOST_PIXELS = 60_000_000;
    private static final int LONGEST_SIDE = 1600;
    private static final Set<String> FORMATS = Set.of("jpeg", "png");
    private static final String FIELD = "photo";

    private UploadedPhoto() {}

    /**
     * The photo drawn anew, as JPEG of at most 1600 pixels on its longer side: where it was taken, with which phone, and
     * whatever else was in the file does not stay. Refused when it is no JPEG or PNG of at most 5 MB and 60 million pixels.
     */
    public static byte[] redrawn(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Refusal.tooLarge("portal.refusal.photo-large", MOST_BYTES / 1_000_000)
                    .at(FIELD);
        }
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                throw Refusal.badInput("portal.refusal.photo-kind").at(FIELD);
            }
            try {
                reader.setInput(input, true, true);
                return jpeg(turned(read(reader), Orientation.of(file)));
            } finally {
                reader.dispose();
            }
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException unreadable) {
            throw Refusal.badInput("portal.refusal.photo-kind").at(FIELD);
        }
    }

    /** Reads only as many pixels as are shown, so that a large picture needs no large memory. */
    private static BufferedImage read(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw Refusal.badInput("portal.refusal.photo-pixels", MOST_PIXELS / 1_000_000, pixels / 1_000_000)
                    .at(FIELD);
        }
        int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
        int step = Math.max(1, longest / LONGEST_SIDE);
        ImageReadParam every = reader.getDefaultReadParam();
        every.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, every);
    }

    private static BufferedImage turned(BufferedImage picture, int quarters) {
        boolean lying = quarters % 2 == 1;
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.getWidth(), picture.getHeight()));
        int width = (int) Math.max(1, Math.round(picture.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(picture.getHeight() * scale));
        BufferedImage fresh =
                new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = fresh.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, fresh.getWidth(), fresh.getHeight());
        pen.translate(fresh.getWidth() / 2.0, fresh.getHeight() / 2.0);
        pen.rotate(quarters * Math.PI / 2);
        pen.translate(-width / 2.0, -height / 2.0);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return fresh;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return bytes.toByteArray();
    }
}
