package de.stadtkern.kernel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One embedded PostgreSQL for all tests of this run, started when the first test needs it. */
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static final Thread CLOSE_AT_EXIT = new Thread(SERVER::close);

    static {
        Runtime.getRuntime().addShutdownHook(CLOSE_AT_EXIT);
    }

    private TestDatabase() {}

    /** With user and password in it. */
    public static String url() {
        return url(SERVER);
    }

    /** The same of a server that no other test has written to; it ends with the run. */
    public static String fresh() {
        EmbeddedPostgres server = start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return url(server);
    }

    private static String url(EmbeddedPostgres server) {
        Login login = server.login();
        return login.url() + "?user=" + login.user() + "&password=" + login.password();
    }

    /** Leaves it to the program under test to close the server, after its own connections. */
    public static AutoCloseable handOver() {
        Runtime.getRuntime().removeShutdownHook(CLOSE_AT_EXIT);
        return SERVER;
    }

    private static EmbeddedPostgres start() {
        try {
            Path data = Files.createTempDirectory("stadtkern-test-database");
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
            EmbeddedPostgres server = TestServer.start(data);
            // No test kills this server: nothing has to wait for the disk.
            JdbcClient.create(server.source())
                    .sql("alter role current_user set synchronous_commit = off")
                    .update();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
