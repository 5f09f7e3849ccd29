package de.stadtkern.kernel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that Stadtkern brings along and looks after, for as long as the program runs. It listens on the loopback
 * interface only, asks for a random password and never trades durability for speed.
 */
record EmbeddedPostgres(Supervision supervision, DirectoryLock lock) implements Database {

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Makes in this folder what is missing, adopts a server that a killed program left running, or starts one.
     *
     * @param programs the folder of PostgreSQL's programs; null means those we bring along
     */
    static EmbeddedPostgres start(Path folder, @Nullable Path programs) {
        return start(folder, programs, PATIENCE);
    }

    static EmbeddedPostgres start(Path folder, @Nullable Path programs, Duration patience) {
        Path home = homeIn(folder);
        try {
            return startIn(create(home), programs, patience);
        } catch (IOException e) {
            throw Disk.of(home)
                    .findFault(e.toString())
                    .orElseGet(() -> new DatabaseFailure(
                            "The embedded PostgreSQL in %s cannot start: %s".formatted(home, e),
                            "Check that the folder can be read and written, or choose another with --data.",
                            e));
        }
    }

    /** The server of a program that works in this folder, or one for the time of the visit. */
    static Database visit(Path folder, @Nullable Path programs) {
        Path home = homeIn(folder);
        Cluster cluster = Cluster.in(home);
        if (!Files.exists(cluster.data())) {
            throw new DatabaseFailure(
                    "There are no data of a town in %s.".formatted(home.resolveSibling("")),
                    "Name the folder with --data, or the address of the server with --db.");
        }
        try {
            if (!DirectoryLock.isFree(home.toRealPath())) {
                return new ExternalPostgres(
                        guestLogin(Cluster.in(home.toRealPath())).source());
            }
        } catch (IOException e) {
            throw new DatabaseFailure(
                    "The database in %s cannot be visited: %s".formatted(home, e),
                    "Run this as the account that runs Stadtkern, or as root.",
                    e);
        }
        return start(folder, programs);
    }

    private static Login guestLogin(Cluster cluster) throws IOException {
        Optional<Postmaster> server = Postmaster.findFor(cluster.data());
        if (server.isPresent()) {
            Login login = cluster.login(server.get().port());
            if (server.get().answers(login, PATIENCE)) {
                return login;
            }
        }
        throw new DatabaseFailure(
                "The Stadtkern that works with the data in %s is just starting or ending.".formatted(cluster.data()),
                "Try again in a moment.");
    }

    Login login() {
        return supervision.login();
    }

    @Override
    public DataSource source() {
        return supervision.source();
    }

    /** Stops the server; every acknowledged row is on the disk already. */
    @Override
    public void close() {
        try (lock) {
            supervision.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path homeIn(Path folder) {
        return folder.toAbsolutePath().normalize().resolve("postgres");
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

    private static EmbeddedPostgres startIn(Path home, @Nullable Path programs, Duration patience) throws IOException {
        ServerAccount account = ServerAccount.forHome(home);
        ServerAccount.requireWritable(home);
        DirectoryLock lock = DirectoryLock.take(home);
        try {
            Server server = serverIn(home, account, programs, patience);
            return new EmbeddedPostgres(Supervision.begin(server), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Server serverIn(Path home, ServerAccount account, @Nullable Path programs, Duration patience)
            throws IOException {
        UnfinishedWork.cleanAwayIn(home);
        PostgresBinaries binaries = programs == null ? PostgresBinaries.bundled(home) : PostgresBinaries.at(programs);
        ServerPrograms runner = new ServerPrograms(account, binaries, home);
        runner.forgetLastStart();
        account.owner().takeOver(home);
        Cluster cluster = Cluster.in(home);
        cluster.createIfMissing(runner);
        return new Server(cluster, runner, patience);
    }
}
