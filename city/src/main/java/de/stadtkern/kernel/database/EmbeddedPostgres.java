package de.stadtkern.kernel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;

/**
 * A PostgreSQL that Stadtkern brings along and looks after, for as long as the program runs. It listens on the loopback
 * interface only, asks for a random password and never trades durability for speed.
 */
record EmbeddedPostgres(Login login, Server server, DirectoryLock lock) implements Database {

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Makes in this folder what is missing, adopts a server that a killed program left running, or starts one. */
    static EmbeddedPostgres start(Path folder) {
        return start(folder, PATIENCE);
    }

    static EmbeddedPostgres start(Path folder, Duration patience) {
        PostgresBinaries.requireFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path home = folder.toAbsolutePath().normalize().resolve("postgres");
        try {
            return startIn(create(home), patience);
        } catch (IOException e) {
            throw new DatabaseFailure(
                    "The embedded PostgreSQL in %s cannot start: %s".formatted(home, e),
                    "Check that the disk has room and that the folder can be written to, or choose another with --data.",
                    e);
        }
    }

    /** Stops the server; every acknowledged row is on the disk already. */
    @Override
    public void close() {
        try (lock) {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path create(Path home) throws IOException {
        if (!Files.exists(home)) {
            Path existing = home.resolveSibling("");
            while (!Files.exists(existing)) {
                existing = existing.resolveSibling("");
            }
            ServerAccount.requireWritable(existing);
            Files.createDirectories(home.resolveSibling(""));
            Files.createDirectory(home, OURS_ALONE);
        }
        return home.toRealPath();
    }

    private static EmbeddedPostgres startIn(Path home, Duration patience) throws IOException {
        ServerAccount account = ServerAccount.forHome(home);
        DirectoryLock lock = DirectoryLock.take(home);
        try {
            Server server = serverIn(home, account, patience);
            return new EmbeddedPostgres(server.adoptOrStart(), server, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Server serverIn(Path home, ServerAccount account, Duration patience) throws IOException {
        UnfinishedWork.cleanAwayIn(home);
        ServerPrograms programs = new ServerPrograms(account, PostgresBinaries.in(home), home);
        programs.forgetLastStart();
        account.owner().takeOver(home);
        Cluster cluster = Cluster.in(home);
        cluster.createIfMissing(programs);
        return new Server(cluster, programs, patience);
    }
}
