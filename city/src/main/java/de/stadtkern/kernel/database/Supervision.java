package de.stadtkern.kernel.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a server that runs, and starts it again, however it ended and however often that takes. */
final class Supervision {

    private static final Logger log = LoggerFactory.getLogger(Supervision.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final Server server;
    private final PGSimpleDataSource source;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("database-supervision").daemon().factory());
    private volatile Login login;

    private Supervision(Server server, Login login) {
        this.server = server;
        this.login = login;
        this.source = login.source();
    }

    static Supervision begin(Server server) throws IOException {
        Supervision supervision = new Supervision(server, server.adoptOrStart());
        supervision.lookIn(BETWEEN_LOOKS);
        return supervision;
    }

    Login login() {
        return login;
    }

    PGSimpleDataSource source() {
        return source;
    }

    void end() throws IOException {
        looks.shutdownNow();
        looks.close();
        server.stop();
    }

    private void lookIn(Duration pause) {
        looks.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (!server.runs()) {
                log.error("The database server ended by itself or was killed; it is started again");
                login = server.startAgain();
                source.setUrl(login.url());
            }
            lookIn(BETWEEN_LOOKS);
        } catch (IOException | RuntimeException e) {
            if (!looks.isShutdown()) {
                log.error("The database server does not come back; the next attempt follows: {}", e.getMessage());
                lookIn(AFTER_A_FAILURE);
            }
        }
    }
}
