package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Photos in which faces, plates and names can no longer be made out. */
public final class PixelatedPhoto {

    private static final int SQUARES_ON_A_SIDE = 12;
    private static final int SMALLEST_SQUARE = 16;

    private PixelatedPhoto() {}

    /** A part of a photo; all are shares of its width and height. */
    public record Part(double left, double top, double width, double height) {

        /** Refused unless it lies inside the photo and is not empty. */
        public Part {
            boolean inside = left >= 0 && top >= 0 && left + width <= 1.0001 && top + height <= 1.0001;
            if (!inside || !(width > 0) || !(height > 0)) {
                throw Refusal.badInput("portal.refusal.photo-parts");
            }
        }
    }

    /**
     * A photo as {@link UploadedPhoto#redrawn} gave it, drawn anew. Of each part stay the mean colours of few large
     * squares: at most twelve on its longer side, and none of less than 16 pixels.
     */
    public static byte[] of(byte[] jpeg, List<Part> parts) {
        try {
            return UploadedPhoto.decoding(() -> {
                BufferedImage picture = UploadedPhoto.read(BarePhoto.of(jpeg));
                parts.forEach(part -> pixelate(picture, part));
                return UploadedPhoto.jpeg(picture);
            });
        } catch (IOException broken) {
            throw BarePhoto.unreadable();
        }
    }

    private static void pixelate(BufferedImage picture, Part part) {
        int left = (int) (part.left() * picture.getWidth());
        int top = (int) (part.top() * picture.getHeight());
        int right = Math.min(picture.getWidth(), (int) Math.ceil((part.left() + part.width()) * picture.getWidth()));
        int bottom = Math.min(picture.getHeight(), (int) Math.ceil((part.top() + part.height()) * picture.getHeight()));
        int longer = Math.max(right - left, bottom - top);
        int square = Math.max(SMALLEST_SQUARE, (longer + SQUARES_ON_A_SIDE - 1) / SQUARES_ON_A_SIDE);
        for (int y = top; y < bottom; y += square) {
            for (int x = left; x < right; x += square) {
                fill(picture, x, y, Math.min(square, right - x), Math.min(square, bottom - y));
            }
        }
    }

    private static void fill(BufferedImage picture, int left, int top, int width, int height) {
        int[] pixels = picture.getRGB(left, top, width, height, null, 0, width);
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : pixels) {
            red += pixel >> 16 & 0xFF;
            green += pixel >> 8 & 0xFF;
            blue += pixel & 0xFF;
        }
        long n = pixels.length;
        Arrays.fill(pixels, (int) (red / n << 16 | green / n << 8 | blue / n));
        picture.setRGB(left, top, width, height, pixels, 0, width);
    }
}
