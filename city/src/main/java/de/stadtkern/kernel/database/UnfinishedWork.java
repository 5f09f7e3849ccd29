package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders that get their final name only when they are complete; what a killed program left is cleaned away. */
final class UnfinishedWork {

    private static final String PREFIX = "unfinished-";

    private UnfinishedWork() {}

    /** Every folder has a name of its own: a killed program's child may still be writing into the last one. */
    static Path directoryIn(Path home) throws IOException {
        return Files.createTempDirectory(home, PREFIX);
    }

    static void cleanAwayIn(Path home) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(home, PREFIX + "*")) {
            for (Path leftover : leftovers) {
                Files.walkFileTree(leftover, new Deletion());
            }
        }
    }

    /** Passes over what it cannot delete: it is cleaned away at the next start. */
    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return delete(directory);
        }

        private static FileVisitResult delete(Path path) {
            path.toFile().delete();
            return FileVisitResult.CONTINUE;
        }
    }
}
