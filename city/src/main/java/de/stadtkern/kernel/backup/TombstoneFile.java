package de.stadtkern.kernel.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The tombstones beside the backups, one a line. Only ever added to; only its owner may read it. */
record TombstoneFile(Path file) {

    private static final String NAME = "tombstones";
    /** Within this program, where the lock of a file refuses a second one. */
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    static TombstoneFile in(Path folder) {
        return new TombstoneFile(folder.resolve(NAME));
    }

    /** Safe on the disk when this returns. Begins a new line where a power cut left half a one. */
    void append(List<Tombstone> tombstones) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Set<StandardOpenOption> how =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        ONE_AT_A_TIME.lock();
        try (FileChannel channel = FileChannel.open(file, how, ownerOnly)) {
            // Other nodes; closing the channel gives it back.
            channel.lock();
            StringBuilder lines = new StringBuilder(endsWithALine(channel) ? "" : "\n");
            tombstones.forEach(one -> lines.append(one.line()));
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(lines.toString());
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** None when there is no such file. Refused when a line cannot be read: somebody could come back. */
    List<Tombstone> read() throws IOException {
        List<Tombstone> read = new ArrayList<>();
        int number = 0;
        for (String line :
                Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.<String>of()) {
            number++;
            if (!line.isBlank()) {
                int here = number;
                read.add(Tombstone.parse(line)
                        .orElseThrow(() -> new BackupFailure(
                                "Line %d of %s is no tombstone.".formatted(here, file),
                                "Look at it: half a line that a power cut left may go. Nothing was changed.")));
            }
        }
        return read;
    }

    private static boolean endsWithALine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0 || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
    }
}
