package de.stadtkern.kernel.forecasts;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Packed files, never more of them than a limit: a small file may unpack to a very large one. */
final class Packed {

    private Packed() {}

    /** What reads a file. */
    interface Reader {
        void read(String name, InputStream content) throws IOException, Unreadable;
    }

    static InputStream bzip2(byte[] packed, long most) throws IOException {
        return new Limited(new BZip2CompressorInputStream(new ByteArrayInputStream(packed), true), most);
    }

    /** All files of a zip whose names end so. One that is cut off has no table of contents, and is refused. */
    static void zip(byte[] packed, String ending, long most, Reader reader) throws IOException, Unreadable {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(packed))
                .get()) {
            long left = most;
            for (Iterator<ZipArchiveEntry> entries = zip.getEntries().asIterator(); entries.hasNext(); ) {
                ZipArchiveEntry entry = entries.next();
                if (entry.getName().endsWith(ending)) {
                    try (Limited content = new Limited(zip.getInputStream(entry), left)) {
                        reader.read(entry.getName(), content);
                        left = content.left;
                    }
                }
            }
        }
    }

    /** Ends with an error where the limit is. */
    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            return count(read, read);
        }

        private int count(int result, int read) throws IOException {
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("unpacks to more than it may");
            }
            return result;
        }
    }
}
