package de.stadtkern.kernel.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.TownTest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
class LiveUpdatesTest {

    @Autowired
    LiveUpdates liveUpdates;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void aPageHearsOfAChangeWhenItIsCommittedAndNotBefore() {
        List<String> heard = stream();
        transaction.executeWithoutResult(change -> {
            liveUpdates.announce("test-undone");
            change.setRollbackOnly();
        });
        transaction.executeWithoutResult(change -> {
            liveUpdates.announce("test-done");
            assertThat(heard).doesNotContain("event:test-done");
        });

        await().until(() -> heard.contains("event:test-done"));
        assertThat(heard).doesNotContain("event:test-undone");
    }

    @Test
    void aPageHearsOfWhatWasAnnouncedWhileItWasLoading() {
        List<String> before = stream();
        liveUpdates.announce("test-meanwhile");
        await().until(() -> before.contains("event:test-meanwhile"));

        List<String> heard = stream();

        await().until(() -> heard.contains("event:test-meanwhile"));
    }

    @Test
    void whenTheListeningConnectionBreaksPagesAreToldToComeAgainAndHearFurther() {
        List<String> before = stream();
        assertThat(endListeners()).isPositive();

        await().until(() -> before.contains("(ended)"));
        List<String> after = stream();
        await().until(() -> {
            liveUpdates.announce("test-again");
            return after.contains("event:test-again");
        });
    }

    /** The lines of an open stream. */
    private List<String> stream() {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpRequest live = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/live"))
                .build();
        HttpClient.newHttpClient().sendAsync(live, BodyHandlers.ofLines()).thenAccept(answer -> {
            try (Stream<String> body = answer.body()) {
                body.forEach(lines::add);
            } catch (UncheckedIOException brokenOff) {
                // an end as well: the town may end a stream amid an event
            }
            lines.add("(ended)");
        });
        await().until(() -> {
            liveUpdates.announce("test-open");
            return lines.contains("event:test-open");
        });
        return lines;
    }

    private int endListeners() {
        return jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = :name")
                .param("name", LiveChannel.NAME)
                .query(Boolean.class)
                .list()
                .size();
    }
}
