package de.stadtkern.kernel.portal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Carries topics to every node on the database, this one included, by PostgreSQL's LISTEN and NOTIFY. One connection of
 * the pool listens for as long as the program runs.
 */
final class LiveChannel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveChannel.class);

    /** By which an administrator of the database recognises the connection. */
    static final String NAME = "stadtkern live updates";

    private static final int MILLIS_BETWEEN_CHECKS = 1000;
    private static final int SECONDS_TO_ANSWER = 5;
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Consumer<String> heard;
    private final Runnable missed;
    private volatile boolean closed;
    private final Thread listener = Thread.ofVirtual().name("live-channel").unstarted(this::listen);

    /**
     * @param heard takes a topic that some node has announced
     * @param missed runs when the connection was lost for a while: topics may have passed unheard
     */
    LiveChannel(DataSource dataSource, Consumer<String> heard, Runnable missed) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.heard = heard;
        this.missed = missed;
    }

    void start() {
        listener.start();
    }

    /** PostgreSQL sends it when the running transaction commits, at once when there is none, and never on a rollback. */
    void announce(String topic) {
        jdbc.sql("select pg_notify('portal_live', :topic)")
                .param("topic", topic)
                .query(nothing -> {});
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        listener.join();
    }

    private void listen() {
        for (boolean again = false; !closed; again = true) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setClientInfo("ApplicationName", NAME);
                statement.execute("listen portal_live");
                if (again) {
                    missed.run();
                }
                hear(connection);
            } catch (SQLException lost) {
                log.warn("Live updates are interrupted: {}", lost.getMessage());
                LockSupport.parkNanos(UNTIL_NEXT_TRY.toNanos());
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] notifications = postgres.getNotifications(MILLIS_BETWEEN_CHECKS);
            for (PGNotification notification : notifications) {
                heard.accept(notification.getParameter());
            }
            if (notifications.length == 0 && !connection.isValid(SECONDS_TO_ANSWER)) {
                throw new SQLException("the database does not answer");
            }
        }
    }
}
