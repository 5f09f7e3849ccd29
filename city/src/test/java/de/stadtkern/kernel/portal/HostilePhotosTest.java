package de.stadtkern.kernel.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.stadtkern.kernel.problem.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers send as photo is drawn anew or refused with the way out; nothing else of the file is ever kept. */
class HostilePhotosTest {

    private static final byte[] PHOTO = PhotoFiles.jpeg(200, 100);
    private static final byte[] PNG = PhotoFiles.png(PhotoFiles.picture(200, 100));

    @Test
    void nothingButThePictureStaysOfAJpeg() throws IOException {
        byte[] icc = PhotoFiles.joined(PhotoFiles.bytes("ICC_PROFILE\0\1\1"), noise(5000));
        byte[] file = PhotoFiles.withPlace(PHOTO, 1);
        file = PhotoFiles.with(
                file, 0xE1, PhotoFiles.bytes("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret</x:xmpmeta>"));
        file = PhotoFiles.with(file, 0xE2, icc);
        file = PhotoFiles.with(file, 0xE2, PhotoFiles.bytes("MPF\0secret"));
        file = PhotoFiles.with(file, 0xED, PhotoFiles.bytes("Photoshop 3.0\08BIM secret"));
        file = PhotoFiles.with(file, 0xFE, PhotoFiles.bytes("<script>alert('secret')</script>"));
        file = PhotoFiles.joined(file, PhotoFiles.bytes("PK\3\4secret.jar"), PhotoFiles.withPlace(PHOTO, 3));

        isClean(UploadedPhoto.redrawn(file));
    }

    @Test
    void nothingButThePictureStaysOfAPng() throws IOException {
        byte[] bomb = PhotoFiles.joined(PhotoFiles.bytes("secret\0\0"), PhotoFiles.deflated(200_000_000));
        byte[] file = PhotoFiles.with(PNG, "zTXt", bomb);
        file = PhotoFiles.with(
                file, "iTXt", PhotoFiles.joined(PhotoFiles.bytes("secret\0\1\0\0\0"), PhotoFiles.deflated(1 << 26)));
        file = PhotoFiles.with(file, "iCCP", bomb);
        file = PhotoFiles.with(file, "eXIf", PhotoFiles.bytes("MM\0*GPS secret"));
        file = PhotoFiles.with(file, "acTL", new byte[] {0x7F, -1, -1, -1, 0, 0, 0, 0});
        file = PhotoFiles.joined(file, PhotoFiles.bytes("<html><script>secret</script>"));

        isClean(UploadedPhoto.redrawn(file));
    }

    @ParameterizedTest
    @CsvSource({"1, 200, 100", "3, 200, 100", "6, 100, 200", "8, 100, 200", "77, 200, 100"})
    void aPhotoIsTurnedAsThePhoneWasHeld(int orientation, int width, int height) throws IOException {
        BufferedImage drawn = isClean(UploadedPhoto.redrawn(PhotoFiles.withPlace(PHOTO, orientation)));

        assertThat(drawn.getWidth()).isEqualTo(width);
        assertThat(drawn.getHeight()).isEqualTo(height);
        boolean redIsFirst = orientation != 3 && orientation != 8;
        assertThat(new Color(drawn.getRGB(10, 10)).getRed() > 200).isEqualTo(redIsFirst);
    }

    @Test
    void exifThatLeadsRoundInCirclesLeadsNowhere() throws IOException {
        byte[] itself =
                ByteBuffer.allocate(60).put(PhotoFiles.bytes("MM\0*")).putInt(0).array();
        byte[] behind = ByteBuffer.allocate(60)
                .put(PhotoFiles.bytes("II*\0"))
                .putInt(-1)
                .array();
        byte[] many = ByteBuffer.allocate(60)
                .put(PhotoFiles.bytes("MM\0*"))
                .putInt(8)
                .putShort((short) -1)
                .array();

        for (byte[] tiff : List.of(itself, behind, many, new byte[0])) {
            assertThat(isClean(UploadedPhoto.redrawn(PhotoFiles.withExif(PHOTO, tiff)))
                            .getWidth())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatClaimsToBeHugeIsRefusedBeforeItIsDecoded() {
        refused(PhotoFiles.claiming(PHOTO, 65_535, 65_535), "photo-pixels");
        refused(PhotoFiles.claiming(PHOTO, 10_000, 10_000), "photo-pixels");
        refused(PhotoFiles.claiming(PHOTO, 0, 100), "photo-kind");
        refused(PhotoFiles.claiming(PHOTO, 100, 0), "photo-kind");
        refused(PhotoFiles.emptyPng(30_000, 30_000), "photo-pixels");
        refused(PhotoFiles.emptyPng(50_000_000, 1), "photo-pixels");
        refused(PhotoFiles.emptyPng(-5, 10), "photo-kind");
        refused(new byte[5_000_001], "photo-large");
    }

    @Test
    void aLargePictureIsDrawnSmall() throws IOException {
        BufferedImage drawn = isClean(UploadedPhoto.redrawn(PhotoFiles.emptyPng(8000, 7000)));

        assertThat(drawn.getWidth()).isEqualTo(1600);
        assertThat(drawn.getHeight()).isEqualTo(1400);
    }

    @Test
    void aProgressivePhotoIsDrawnUnlessItsDecoderWouldKeepTooMuch() throws IOException {
        byte[] progressive = PhotoFiles.jpeg(PhotoFiles.picture(200, 100), true);

        assertThat(isClean(UploadedPhoto.redrawn(progressive)).getWidth()).isEqualTo(200);
        refused(PhotoFiles.claiming(progressive, 7000, 8000), "photo-progressive");
        refused(withManyScans(progressive), "photo-kind");
    }

    @Test
    void otherKindsOfFilesAreNamed() {
        refused(new byte[0], "photo-empty");
        refused(PhotoFiles.bytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"), "photo-heic");
        refused(PhotoFiles.bytes("\0\0\0\u0018ftypavif\0\0\0\0mif1avif"), "photo-heic");
        refused(PhotoFiles.bytes("RIFF\0\0\0\0WEBPVP8 "), "photo-foreign");
        refused(PhotoFiles.bytes("%PDF-1.7 /JS (app.alert(1))"), "photo-foreign");
        refused(PhotoFiles.bytes("GIF89a\1\0\1\0PK\3\4"), "photo-foreign");
        refused(PhotoFiles.bytes("PK\3\4 a jar"), "photo-foreign");
        refused(PhotoFiles.bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "photo-foreign");
        refused(
                PhotoFiles.bytes("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
                "photo-foreign");
        refused(PhotoFiles.bytes("II*\0\10\0\0\0"), "photo-foreign");
        refused(PhotoFiles.bytes("<html><script>"), "photo-kind");
        refused(noise(1000), "photo-kind");
        refused(PhotoFiles.forPrinters(), "photo-print");
    }

    @Test
    void aFileThatEndsTooEarlyIsRefusedWhereverItEnds() {
        for (byte[] whole : List.of(PHOTO, PNG, PhotoFiles.jpeg(PhotoFiles.picture(200, 100), true))) {
            IntStream.range(0, whole.length)
                    .forEach(end -> assertThatThrownBy(() -> UploadedPhoto.redrawn(Arrays.copyOf(whole, end)))
                            .isInstanceOf(Refusal.class));
        }
    }

    @Test
    void aFileWithWrongBytesIsDrawnOrRefusedButNothingElse() throws IOException {
        Random dice = new Random(4711);
        AtomicInteger drawn = new AtomicInteger();
        for (int i = 0; i < 600; i++) {
            byte[] file = (i % 2 == 0 ? PHOTO : PNG).clone();
            for (int wrong = 0; wrong <= i % 4; wrong++) {
                file[dice.nextInt(file.length)] = (byte) dice.nextInt();
            }
            try {
                isClean(UploadedPhoto.redrawn(file));
                drawn.incrementAndGet();
            } catch (Refusal refusal) {
                assertThat(refusal.field()).isEqualTo("photo");
            }
        }
        assertThat(drawn.get()).isPositive();
    }

    @Test
    void manyPhotosAtOnceAreAllDrawn() {
        byte[] large = PhotoFiles.emptyPng(4000, 3000);

        assertThat(IntStream.range(0, 24).parallel().mapToObj(i -> UploadedPhoto.redrawn(large)))
                .hasSize(24)
                .allSatisfy(HostilePhotosTest::isClean);
    }

    @Test
    void neverMoreThanTwoAreDecodedAtOnce() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 12)
                    .forEach(i -> many.submit(() -> UploadedPhoto.decoding(() -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        byte[] drawn = ImageIO.read(new ByteArrayInputStream(PHOTO)) == null ? new byte[0] : PHOTO;
                        running.decrementAndGet();
                        return drawn;
                    })));
        }

        assertThat(most.get()).isBetween(1, 2);
    }

    private static byte[] withManyScans(byte[] progressive) {
        int scan = 0;
        while (progressive[scan] != -1 || (progressive[scan + 1] & 0xFF) != 0xDA) {
            scan++;
        }
        byte[] before = Arrays.copyOf(progressive, scan);
        byte[] scans = Arrays.copyOfRange(progressive, scan, progressive.length - 2);
        byte[][] parts = new byte[32][];
        Arrays.fill(parts, scans);
        parts[0] = before;
        parts[31] = new byte[] {-1, (byte) 0xD9};
        return PhotoFiles.joined(parts);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static void refused(byte[] file, String why) {
        assertThatThrownBy(() -> UploadedPhoto.redrawn(file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.textKey()).isEqualTo("portal.refusal." + why);
            assertThat(refusal.field()).isEqualTo("photo");
        });
    }

    /** A JPEG of nothing but the segments that draw it. */
    private static BufferedImage isClean(byte[] jpeg) throws IOException {
        assertThat(new String(jpeg, StandardCharsets.ISO_8859_1))
                .startsWith("\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF\0")
                .endsWith("\u00FF\u00D9")
                .doesNotContain(
                        "Exif",
                        "GPS",
                        "xmp",
                        "ICC_PROFILE",
                        "8BIM",
                        "MPF",
                        "secret",
                        "script",
                        "PK\3\4",
                        "\u00FF\u00FE");
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
