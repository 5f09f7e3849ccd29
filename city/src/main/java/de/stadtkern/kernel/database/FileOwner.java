package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** To whom files belong: user id and group id. */
record FileOwner(int uid, int gid) {

    static final FileOwner ROOT = new FileOwner(0, 0);
    static final FileOwner NOBODY = new FileOwner(65534, 65534);

    static FileOwner of(Path path) throws IOException {
        return new FileOwner(id(path, "unix:uid"), id(path, "unix:gid"));
    }

    boolean isRoot() {
        return uid == 0;
    }

    /** Makes the folder and everything in it ours; entries that already are ours are not looked into. */
    void takeOver(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (of(entry).uid != uid) {
                    Files.walkFileTree(entry, new Handover());
                }
            }
        }
        if (of(folder).uid != uid) {
            own(folder);
        }
    }

    private void own(Path path) throws IOException {
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }

    private static int id(Path path, String attribute) throws IOException {
        return (Integer) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    /** A folder is handed over after its content, so that an interrupted handover is seen and repeated. */
    private final class Handover extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            own(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            own(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
