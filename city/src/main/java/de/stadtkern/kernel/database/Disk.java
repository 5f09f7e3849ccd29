package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The disk that a folder lies on, and what may be wrong with it. */
record Disk(Path folder) {

    private static final long MEGABYTE = 1 << 20;

    /** PostgreSQL makes its write-ahead log in files of 16 MB. */
    private static final long LEAST_ROOM = 16 * MEGABYTE;

    static Disk of(Path folder) {
        return new Disk(folder);
    }

    /** Why something failed, if it was the disk. A program on a full disk often cannot even write down why it failed. */
    Optional<DatabaseFailure> findFault(String said) {
        long free = free();
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded") || free < LEAST_ROOM) {
            return Optional.of(
                    new DatabaseFailure(
                            "The disk of %s is full: %d MB are free, and PostgreSQL needs room for its files."
                                    .formatted(folder, free / MEGABYTE),
                            "Make room on that disk and start again; nothing that was acknowledged is lost. Or choose a folder on another disk with --data."));
        }
        return Optional.empty();
    }

    private long free() {
        try {
            Path existing = folder;
            while (!Files.exists(existing)) {
                existing = existing.resolveSibling("");
            }
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // not to be found out: then it is not known to be full
        }
    }
}
