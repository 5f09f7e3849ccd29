package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.stadtkern.TownTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A query of which the client has hung up goes on for nobody. */
@TownTest
class HangUpsTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @Autowired
    HangUps hangUps;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void whoHangsUpTakesTheQueryAlong() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("lock table datastream_property in access exclusive mode").update();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream()
                        .write(("GET /sensorthings/v1.1/MultiDatastreams?$expand=ObservedProperties HTTP/1.1\r\n"
                                        + "Host: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                await().atMost(Duration.ofSeconds(5))
                        .untilAsserted(() -> assertThat(waiting()).isOne());
                await().during(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(waiting()).isOne());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(waiting()).isZero());
        });
    }

    @Test
    void aQueryThatTakesTooLongIsEnded() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("select pg_sleep(60)");
                HangUps.Watch watch = hangUps.watch(1)) {
            watch.over(statement);
            assertThatThrownBy(statement::executeQuery)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    private long waiting() {
        return jdbc.sql(
                        "select count(*) from pg_locks where not granted and relation = 'datastream_property'::regclass")
                .query(Long.class)
                .single();
    }
}
