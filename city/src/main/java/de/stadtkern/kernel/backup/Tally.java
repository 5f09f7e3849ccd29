package de.stadtkern.kernel.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Counts and sums up a table as it passes by in CSV. */
final class Tally extends FilterOutputStream {

    private final MessageDigest digest = sha256Digest();
    private final LongConsumer watcher;
    private long bytes;
    private long lines;
    private boolean quoted;

    /** @param watcher is told the number of bytes from time to time */
    Tally(OutputStream out, LongConsumer watcher) {
        super(out);
        this.watcher = watcher;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] block, int from, int length) throws IOException {
        out.write(block, from, length);
        digest.update(block, from, length);
        for (int i = from; i < from + length; i++) {
            if (block[i] == '"') {
                quoted = !quoted;
            } else if (block[i] == '\n' && !quoted) {
                lines++;
            }
        }
        bytes += length;
        watcher.accept(bytes);
    }

    /** What went by, the first line being the names of the columns. */
    Manifest.Content of(Manifest.Table table) {
        return new Manifest.Content(table, lines - 1, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
