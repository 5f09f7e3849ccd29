package de.stadtkern.kernel.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how much has been read from it. */
final class WatchedInput extends FilterInputStream {

    private final LongConsumer watcher;
    private long bytes;

    WatchedInput(InputStream in, LongConsumer watcher) {
        super(in);
        this.watcher = watcher;
    }

    @Override
    public int read(byte[] block, int from, int length) throws IOException {
        int read = super.read(block, from, length);
        bytes += Math.max(0, read);
        watcher.accept(bytes);
        return read;
    }
}
