package de.stadtkern.kernel.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file under another name until it is complete. Only its owner may read it. */
record UnfinishedFile(Path file, Path draft, FileChannel channel) implements AutoCloseable {

    static UnfinishedFile besides(Path wanted) throws IOException {
        Path file = wanted.toAbsolutePath();
        if (Files.exists(file)) {
            throw new BackupFailure(
                    "The file %s exists already.".formatted(file), "Name another one, or move it away.");
        }
        Path folder = file.resolveSibling("");
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new BackupFailure(
                    "The folder %s does not exist or cannot be written to.".formatted(folder),
                    "Make it, or name another one.");
        }
        Path draft = file.resolveSibling(file.getFileName() + ".unfinished");
        return new UnfinishedFile(file, draft, open(draft));
    }

    /** A draft that a killed program left is begun anew; the system freed its lock. */
    private static FileChannel open(Path draft) throws IOException {
        FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (channel.tryLock() == null) {
            channel.close();
            throw new BackupFailure(
                    "Another backup is writing %s right now.".formatted(draft), "Wait for it, or name another file.");
        }
        return channel.truncate(0);
    }

    OutputStream content() {
        return Channels.newOutputStream(channel);
    }

    /** Safe on the disk, then under its name. */
    long finish() throws IOException {
        channel.force(true);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(draft);
        channel.close();
    }
}
