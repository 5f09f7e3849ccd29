package de.stadtkern.kernel.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process on a cluster: adopted when a killed program left it running, else started.
 *
 * @param patience how long a server that was left running may keep silent before it is stopped
 */
record Server(Cluster cluster, ServerPrograms programs, Duration patience) {

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private static final int ATTEMPTS = 3;
    private static final String SECONDS_TO_START = "600"; // after a crash the whole write-ahead log is replayed
    private static final String SECONDS_TO_STOP = "60";

    Login adoptOrStart() throws IOException {
        Optional<Postmaster> leftover = Postmaster.findFor(cluster.data());
        if (leftover.isPresent()) {
            Postmaster postmaster = leftover.get();
            Login login = cluster.login(postmaster.port());
            if (postmaster.answers(login, patience)) {
                log.info("Took over the database server that was left running (process {})", postmaster.pid());
                return login;
            }
            end(postmaster);
        } else {
            Files.deleteIfExists(cluster.data().resolve("postmaster.pid")); // spoilt: PostgreSQL would not start
        }
        Postmaster.killAllOn(cluster.data());
        return entered(start());
    }

    Login startAgain() throws IOException {
        programs.forgetLastStart();
        return adoptOrStart();
    }

    boolean runs() throws IOException {
        return Postmaster.findFor(cluster.data()).filter(Postmaster::isAlive).isPresent();
    }

    void stop() throws IOException {
        if (runs()) {
            stop(SECONDS_TO_STOP);
        }
    }

    private void end(Postmaster postmaster) throws IOException {
        if (postmaster.isAlive()) {
            log.warn("The database server that was left running (process {}) does not answer", postmaster.pid());
            try {
                stop(Long.toString(patience.toSeconds()));
            } catch (DatabaseFailure e) {
                log.warn("It does not stop either and is killed: {}", e.problem());
                postmaster.kill();
            }
        }
        postmaster.forgetPid();
    }

    private void stop(String seconds) throws IOException {
        programs.run("pg_ctl", List.of("stop", "-D", cluster.data().toString(), "-m", "fast", "-w", "-t", seconds), "");
    }

    /** Fails for a moment when another program takes the free port. */
    private Login start() throws IOException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return startOnce();
            } catch (DatabaseFailure e) {
                log.warn("The database server did not start, trying again: {}", e.problem());
            }
        }
        return startOnce();
    }

    private Login startOnce() throws IOException {
        int port = freePort();
        Login login = cluster.login(port);
        programs.run(
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        cluster.data().toString(),
                        "-w",
                        "-t",
                        SECONDS_TO_START,
                        "-o",
                        ServerOptions.onPort(port)),
                "");
        log.info("The database server listens on 127.0.0.1, port {}", port);
        return login;
    }

    private Login entered(Login login) throws IOException {
        try {
            login.connect().close();
            return login;
        } catch (SQLException e) {
            stop();
            throw new DatabaseFailure(
                    "The embedded PostgreSQL does not let Stadtkern in: " + e.getMessage(),
                    "Put the right password back into %s.".formatted(cluster.passwordFile()),
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
