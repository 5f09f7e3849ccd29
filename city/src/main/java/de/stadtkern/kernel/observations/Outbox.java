package de.stadtkern.kernel.observations;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table event_publication, as far as Spring Modulith leaves it to us, and beside it dead_event. */
@Component
class Outbox {

    private static final int TRIES = 10;

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event that could not be delivered. */
    record DeadEvent(UUID id, String eventType, String listenerId) {}

    /** What a node has had in hand for so long died with that node. If it did not, the event is delivered twice. */
    void giveUpWaiting() {
        jdbc.sql("""
                update event_publication set status = 'FAILED'
                where status in ('PUBLISHED', 'PROCESSING', 'RESUBMITTED')
                  and coalesce(last_resubmission_date, publication_date) < now() - interval '10 minutes'""").update();
    }

    /** Puts aside what has failed too often, and returns it. */
    List<DeadEvent> bury() {
        return jdbc.sql("""
                        with dead as (
                            delete from event_publication where status = 'FAILED' and completion_attempts >= :tries
                            returning *)
                        insert into dead_event (id, listener_id, event_type, serialized_event, publication_date)
                        select id, listener_id, event_type, serialized_event, publication_date from dead
                        returning id, event_type, listener_id""")
                .param("tries", TRIES)
                .query(DataClassRowMapper.newInstance(DeadEvent.class))
                .list();
    }

    long countWaiting() {
        return number("select count(*) from event_publication");
    }

    long secondsWaiting() {
        return number("""
                select coalesce(extract(epoch from now() - min(publication_date)), 0)::bigint from event_publication""");
    }

    long countDead() {
        return number("select count(*) from dead_event");
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
