package de.stadtkern.kernel.database;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's files in the folder {@code cluster}: {@code data} and, beside it, the {@code password}. They come into
 * being together or not at all.
 */
record Cluster(Path directory) {

    static final String NAME = "stadtkern";

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final int PASSWORD_BITS = 256;

    static Cluster in(Path home) {
        return new Cluster(home.resolve("cluster"));
    }

    Path data() {
        return directory.resolve("data");
    }

    /** How the program signs in: as the owner of its database, not as superuser. */
    Login login(int port) throws IOException {
        return new Login("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, NAME), NAME, password());
    }

    /** Made under another name and renamed at the end: a start that was killed half-way leaves no half cluster. */
    void createIfMissing(ServerPrograms programs) throws IOException {
        if (Files.exists(directory)) {
            requireSameMajorVersion(programs.binaries());
            return;
        }
        Path home = programs.home();
        log.info("Making the database in {}; this happens once", home);
        Cluster unfinished = new Cluster(UnfinishedWork.directoryIn(home));
        unfinished.writeNewPassword();
        programs.account().owner().takeOver(home);
        unfinished.initialise(programs);
        Files.move(unfinished.directory, directory, StandardCopyOption.ATOMIC_MOVE);
        force(home);
    }

    private void initialise(ServerPrograms programs) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + data(),
                "--username=postgres",
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums"));
        arguments.addAll(programs.binaries().optionsForCodePointOrder());
        programs.run("initdb", arguments, "");
        // A server in single-user mode: takes one statement a line and ends with its input.
        programs.run(
                "postgres", List.of("--single", "-D", data().toString(), "postgres"), """
                create role %1$s login password '%2$s' in role pg_monitor
                create database %1$s owner %1$s
                """.formatted(NAME, password()));
    }

    private void writeNewPassword() throws IOException {
        String password = new BigInteger(PASSWORD_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), password);
        force(passwordFile());
        force(directory);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    Path passwordFile() {
        return directory.resolve("password");
    }

    private void requireSameMajorVersion(PostgresBinaries binaries) throws IOException {
        String major = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!major.equals(Integer.toString(binaries.major()))) {
            throw new DatabaseFailure(
                    "The data in %s were made by PostgreSQL %s, but Stadtkern is to run PostgreSQL %d on them."
                            .formatted(data(), major, binaries.major()),
                    "Make a backup with the Stadtkern that made them, or with the programs of a PostgreSQL %s (--postgres-binaries), and restore it into another folder (--data) or a server of your own (--db)."
                            .formatted(major));
        }
    }
}
