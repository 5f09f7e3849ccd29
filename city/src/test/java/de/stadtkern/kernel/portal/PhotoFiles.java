package de.stadtkern.kernel.portal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Photos, whole and hostile, made byte by byte. */
public final class PhotoFiles {

    private static final int APP1 = 0xE1;

    private PhotoFiles() {}

    /** A picture whose left half is red and whose right half is blue. */
    public static BufferedImage picture(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        return picture;
    }

    public static byte[] jpeg(int width, int height) {
        return jpeg(picture(width, height), false);
    }

    static byte[] jpeg(RenderedImage picture, boolean progressive) {
        return jpeg(new IIOImage(picture, null, null), progressive);
    }

    /** Four colours, as printers want them. */
    static byte[] forPrinters() {
        return jpeg(
                new IIOImage(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null), null, null), false);
    }

    private static byte[] jpeg(IIOImage image, boolean progressive) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = ImageIO.createImageOutputStream(file)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(output);
            writer.write(null, image, how);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** The same file, which says that it is so large. */
    static byte[] claiming(byte[] jpeg, int width, int height) {
        byte[] file = jpeg.clone();
        for (int at = 0; ; at++) {
            if ((file[at] & 0xFF) == 0xFF && (file[at + 1] & 0xFF) >= 0xC0 && (file[at + 1] & 0xFF) <= 0xC2) {
                ByteBuffer.wrap(file, at + 5, 4).putShort((short) height).putShort((short) width);
                return file;
            }
        }
    }

    /** The file with a further segment at its beginning. */
    static byte[] with(byte[] jpeg, int marker, byte[] content) {
        byte[] head = {(byte) 0xFF, (byte) marker, (byte) (content.length + 2 >> 8), (byte) (content.length + 2)};
        return joined(new byte[] {jpeg[0], jpeg[1]}, head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** As a phone writes them: how it was held, where it was, and what else fits. */
    public static byte[] withPlace(byte[] jpeg, int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(26).put(bytes("MM\0*")).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return with(jpeg, APP1, joined(bytes("Exif\0\0"), tiff.array(), bytes("GPSLatitude 49.4447 Huawei")));
    }

    static byte[] withExif(byte[] jpeg, byte[] tiff) {
        return with(jpeg, APP1, joined(bytes("Exif\0\0"), tiff));
    }

    static byte[] png(RenderedImage picture) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    /** A grey picture of nothing, which needs few bytes for many pixels. */
    static byte[] emptyPng(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        return joined(
                bytes("\u0089PNG\r\n\u001A\n"),
                chunk("IHDR", header),
                chunk("IDAT", deflated((long) height * (width + 1))),
                chunk("IEND", new byte[0]));
    }

    /** The file with a further chunk before its picture. */
    static byte[] with(byte[] png, String type, byte[] content) {
        int behindHeader = 8 + 25;
        return joined(
                Arrays.copyOf(png, behindHeader),
                chunk(type, content),
                Arrays.copyOfRange(png, behindHeader, png.length));
    }

    private static byte[] chunk(String type, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(bytes(type));
        sum.update(content);
        return joined(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                bytes(type),
                content,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** So many zeros, in few bytes. */
    static byte[] deflated(long zeros) {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        try (var deflating = new DeflaterOutputStream(small, new Deflater(Deflater.BEST_SPEED))) {
            for (long left = zeros; left > 0; left -= some.length) {
                deflating.write(some, 0, (int) Math.min(left, some.length));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return small.toByteArray();
    }

    static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
