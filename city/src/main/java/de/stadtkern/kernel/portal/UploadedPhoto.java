package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Photos as people upload them. */
public final class UploadedPhoto {

    private static final int MOST_BYTES = 5_000_000;
    private static final int MOST_PIXELS = 60_000_000;
    private static final int MOST_ON_A_SIDE = 30_000;
    private static final long MOST_KEPT = 128L << 20;
    private static final int LONGEST_SIDE = 1600;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;
    private static final String FIELD = "photo";

    /** So that the memory for photos does not grow with the number of those who send some. */
    private static final Semaphore DECODING = new Semaphore(AT_ONCE);

    private UploadedPhoto() {}

    /**
     * The photo drawn anew, as JPEG of at most 1600 pixels on its longer side: where it was taken, with which phone, and
     * whatever else was in the file does not stay. Refused when it is no JPEG or PNG of at most 5 MB and 60 million pixels,
     * and before anything is decoded when that would need much memory.
     */
    public static byte[] redrawn(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Refusal.tooLarge("portal.refusal.photo-large", MOST_BYTES / 1_000_000)
                    .at(FIELD);
        }
        try {
            BarePhoto photo = BarePhoto.of(file);
            measure(photo);
            return decoding(() -> jpeg(turned(read(photo), photo.quarters())));
        } catch (Refusal refusal) {
            throw refusal.at(FIELD);
        } catch (IOException | RuntimeException unreadable) {
            throw BarePhoto.unreadable().at(FIELD);
        }
    }

    /** What is done with pixels. */
    interface Work {
        byte[] done() throws IOException;
    }

    /** Does it when few others do; refused with 503 when that lasts too long. */
    static byte[] decoding(Work work) throws IOException {
        try {
            if (!DECODING.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.overloaded("portal.refusal.photo-busy");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.overloaded("portal.refusal.photo-busy");
        }
        try {
            return work.done();
        } finally {
            DECODING.release();
        }
    }

    private static void measure(BarePhoto photo) {
        int width = photo.width();
        int height = photo.height();
        if (width <= 0 || height <= 0) {
            throw BarePhoto.unreadable();
        }
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > MOST_ON_A_SIDE) {
            throw Refusal.badInput(
                    "portal.refusal.photo-pixels", MOST_PIXELS / 1_000_000, MOST_ON_A_SIDE, width, height);
        }
        if (photo.kept() > MOST_KEPT) {
            throw Refusal.badInput("portal.refusal.photo-progressive", width, height);
        }
    }

    /** Reads only as many pixels as are shown, so that a large picture needs no large memory. */
    static BufferedImage read(BarePhoto photo) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(photo.kind()).next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(photo.file()))) {
            reader.setInput(input, true, true);
            int step = Math.max(1, Math.max(photo.width(), photo.height()) / LONGEST_SIDE);
            ImageReadParam every = reader.getDefaultReadParam();
            every.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, every);
        } finally {
            reader.dispose();
        }
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

    static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "jpg", output);
        }
        return bytes.toByteArray();
    }
}
