package de.stadtkern.kernel.streets;

import com.graphhopper.reader.ReaderElement;
import com.graphhopper.reader.osm.OSMInputFile;
import com.graphhopper.reader.osm.SkipOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * An OpenStreetMap file, known by its content.
 *
 * @param attribution whom a map of it must name
 */
public record Extract(String fileName, long bytes, String sha256, String attribution) {

    /**
     * The file as it lies there.
     *
     * @throws UnreadableExtractException when it is missing, or of another format or version
     */
    public static Extract of(Path file) {
        try {
            return new Extract(
                    String.valueOf(file.getFileName()),
                    Files.size(file),
                    sha256(file),
                    ExtractHeader.attribution(file));
        } catch (IOException e) {
            throw new UnreadableExtractException(file, e);
        }
    }

    /**
     * Hands over each element of a file in its order.
     *
     * @throws UnreadableExtractException when the file ends early or is broken
     */
    public static void read(Path file, SkipOptions skipped, Consumer<ReaderElement> each) {
        try (OSMInputFile input =
                new OSMInputFile(file.toFile()).setSkipOptions(skipped).open()) {
            for (ReaderElement element = input.getNext(); element != null; element = input.getNext()) {
                each.accept(element);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new UnreadableExtractException(file, e);
        }
    }

    /** Whether both hold the same. */
    public boolean hasContentOf(Extract other) {
        return sha256.equals(other.sha256);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
