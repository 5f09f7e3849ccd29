package de.stadtkern.kernel.observations;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Looks after long queries: ends those that take too long, and those whose client has hung up. */
@Component
class HangUps implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HangUps.class);
    private static final String CONNECTION = HangUps.class.getName();
    private static final long EVERY_MILLIS = 250;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hang-ups").factory());

    HangUps() {
        clock.scheduleWithFixedDelay(
                () -> watches.forEach(Watch::look), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new Keeper());
    }

    /** Keeps the connection with the request: the API of servlets does not tell whether it still stands. */
    private static final class Keeper extends ValveBase {

        Keeper() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(CONNECTION, request.getCoyoteRequest());
            getNext().invoke(request, response);
        }
    }

    /** Watches over the query of this thread until it is closed. */
    Watch watch(int seconds) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object connection = request == null ? null : request.getAttribute(CONNECTION, RequestAttributes.SCOPE_REQUEST);
        Watch watch = new Watch(connection instanceof org.apache.coyote.Request known ? known : null, seconds);
        watches.add(watch);
        return watch;
    }

    /** One query. The lock keeps a look from touching the connection when the answer is done. */
    final class Watch implements AutoCloseable {

        private final org.apache.coyote.@Nullable Request connection;
        private final long end;
        private @Nullable Statement statement;

        private Watch(org.apache.coyote.@Nullable Request connection, int seconds) {
            this.connection = connection;
            this.end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        }

        synchronized void over(Statement running) {
            statement = running;
        }

        private synchronized void look() {
            boolean late = System.nanoTime() - end > 0;
            if (statement == null || !(late || (connection != null && isGone(connection)))) {
                return;
            }
            try {
                statement.cancel();
            } catch (SQLException e) {
                log.debug("A query could not be ended", e);
            }
        }

        /** Tomcat tells the end of the connection as exactly one byte that cannot be read. */
        private static boolean isGone(org.apache.coyote.Request connection) {
            connection.action(ActionCode.AVAILABLE, true);
            return connection.getAvailable() == 1;
        }

        @Override
        public synchronized void close() {
            statement = null;
            watches.remove(this);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
