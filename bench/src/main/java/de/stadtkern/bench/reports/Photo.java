package de.stadtkern.bench.reports;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A picture as a phone takes it: 12 megapixels, a few megabytes as JPEG. */
final class Photo {

    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    private static final int SHAPES = 3000;
    private static final int COLORS = 1 << 24;

    private Photo() {}

    static byte[] jpeg() throws IOException {
        Random random = new Random(1);
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        for (int n = 0; n < SHAPES; n++) {
            pen.setColor(new Color(random.nextInt(COLORS)));
            pen.fillOval(
                    random.nextInt(WIDTH), random.nextInt(HEIGHT), 20 + random.nextInt(300), 20 + random.nextInt(300));
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return bytes.toByteArray();
    }
}
