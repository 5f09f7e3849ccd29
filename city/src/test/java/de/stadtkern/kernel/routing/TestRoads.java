package de.stadtkern.kernel.routing;

import static org.awaitility.Awaitility.await;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The roads of the town that all tests share. */
@TestComponent
public class TestRoads {

    private final JdbcClient jdbc;
    private final Routing routing;

    TestRoads(JdbcClient jdbc, Routing routing) {
        this.jdbc = jdbc;
        this.routing = routing;
    }

    /** For tests whose places are nowhere near the roads that others bring in. */
    public void forget() {
        jdbc.sql("delete from extract_piece").update();
        await().until(() -> !routing.ready());
    }
}
