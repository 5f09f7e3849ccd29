package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.TownTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownTest
class EventDeliveryTest {

    private static final String LISTENER =
            "de.stadtkern.services.winter.FrostWatch.on(de.stadtkern.kernel.observations.ObservationRecorded)";

    @Autowired
    EventDelivery delivery;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anEventThatNobodyCanTakeIsPutAsideAfterTenTries() {
        UUID event = waiting("nobody", "FAILED", 8, "1 minute");

        delivery.deliverAgain();
        assertThat(tries(event)).isEqualTo(9);
        assertThat(isBuried(event)).isFalse();

        await().until(() -> {
            delivery.deliverAgain();
            return isBuried(event);
        });
        assertThat(count("event_publication", event)).isZero();
    }

    @Test
    void whatADeadNodeHadInHandIsDeliveredAgain() {
        for (String status : new String[] {"PUBLISHED", "PROCESSING", "RESUBMITTED"}) {
            UUID event = waiting(LISTENER, status, 1, "11 minutes");
            delivery.deliverAgain();
            await().until(() -> count("event_publication", event) == 0);
            assertThat(isBuried(event)).isFalse();
        }
    }

    @Test
    void whatALivingNodeHasInHandIsLeftToIt() {
        UUID event = waiting(LISTENER, "PROCESSING", 1, "9 minutes");
        delivery.deliverAgain();
        assertThat(tries(event)).isEqualTo(1);
        jdbc.sql("delete from event_publication where id = :id")
                .param("id", event)
                .update();
    }

    private UUID waiting(String listener, String status, int tries, String since) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into event_publication (id, listener_id, event_type, serialized_event, publication_date,
                            status, completion_attempts)
                        values (:id, :listener, :type, :event, now() - :since::interval, :status, :tries)""")
                .param("id", id)
                .param("listener", listener)
                .param("type", ObservationRecorded.class.getName())
                .param("event", "{\"thingId\":-1,\"datastreamId\":-1,\"phenomenonTime\":\"2026-01-01T00:00:00Z\"}")
                .param("since", since)
                .param("status", status)
                .param("tries", tries)
                .update();
        return id;
    }

    private int tries(UUID event) {
        return jdbc.sql("select completion_attempts from event_publication where id = :id")
                .param("id", event)
                .query(Integer.class)
                .single();
    }

    private boolean isBuried(UUID event) {
        return count("dead_event", event) == 1;
    }

    private long count(String table, UUID event) {
        return jdbc.sql("select count(*) from " + table + " where id = :id")
                .param("id", event)
                .query(Long.class)
                .single();
    }
}
