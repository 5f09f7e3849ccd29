package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One program per folder. The operating system frees the lock when the program dies, however it dies. */
record DirectoryLock(Path file, FileChannel channel) implements AutoCloseable {

    /** Opening a file that this program has locked, and closing it again, would free the lock (POSIX). */
    private static final Set<Path> HELD_BY_US = ConcurrentHashMap.newKeySet();

    static DirectoryLock take(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        if (!HELD_BY_US.add(file)) {
            throw inUse(directory, ownPid());
        }
        try {
            return lock(directory, file);
        } catch (IOException | RuntimeException e) {
            HELD_BY_US.remove(file);
            throw e;
        }
    }

    /** Whether no program works in the folder at this moment. */
    static boolean isFree(Path directory) throws IOException {
        try (DirectoryLock free = take(directory)) {
            return free.channel.isOpen();
        } catch (DatabaseFailure inUse) {
            return false;
        }
    }

    private static DirectoryLock lock(Path directory, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(directory, Files.readString(file));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(ownPid().getBytes(StandardCharsets.US_ASCII)));
        return new DirectoryLock(file, channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_BY_US.remove(file);
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static DatabaseFailure inUse(Path directory, String pid) {
        return new DatabaseFailure(
                "Another Stadtkern (process %s) already works with the data in %s.".formatted(pid, directory),
                "Stop it first, or choose another folder with --data.");
    }
}
