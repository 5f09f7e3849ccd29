package de.stadtkern.kernel.crew;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tours for tests, as a decision and its order leave them, and what is stored of them. */
public final class Cabs {

    /** Metres of every stop. */
    public static final int METRES = 400;

    private final JdbcClient jdbc;

    public Cabs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A tour of so many streets, dispatched to nobody in particular of the municipality. */
    public long tour(long municipality, String name, int stops) {
        String streets = IntStream.rangeClosed(1, stops)
                .mapToObj(number -> """
                    {"number": %1$d, "name": "Straße %1$d", "place": false, "segmentId": %1$d, "lengthMetres": %2$d,
                     "course": [{"lon": 11.9, "lat": 50.%3$d}, {"lon": 11.905, "lat": 50.%3$d}],
                     "stage": null, "state": "OPEN", "note": null}\
                    """.formatted(number, METRES, 300 + number))
                .collect(Collectors.joining(",", "[", "]"));
        return tour(municipality, name, "test", streets);
    }

    /** A tour of the source to these subjects, one every 200 m; QR codes open {@code /bin/stop} and the subject. */
    public long visits(long municipality, String name, String source, List<Long> subjects) {
        String places = IntStream.rangeClosed(1, subjects.size())
                .mapToObj(number -> """
                    {"number": %1$d, "name": "Ort %1$d", "place": true, "segmentId": null, "lengthMetres": 0,
                     "course": [{"lon": 7.77, "lat": %3$s}], "stage": null, "state": "OPEN", "note": null,
                     "visit": {"subject": "%2$d", "seconds": 60, "demand": 100, "page": "/bin/stop%2$d"}}\
                    """.formatted(number, subjects.get(number - 1), 49.44 + number * 0.002))
                .collect(Collectors.joining(",", "[", "]"));
        return tour(municipality, name, source, places);
    }

    private long tour(long municipality, String name, String source, String stops) {
        long proposal = insert("""
            insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
            values (%d, '%s', '%s', 'r', 'winter.danger.hoarfrost', '%s', point(11900000, 50300000),
                '{winter.measure.salt}', '{}', now(), now(), now() + interval '1 hour', '[]', '[]', 'DECIDED')\
            """.formatted(municipality, source, UUID.randomUUID(), name));
        long decision = insert("""
            insert into decision (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at)
            values (%d, %d, 1, 'Erika Einsatz', 'winter.measure.salt', 'Reif', now())\
            """.formatted(proposal, municipality));
        long order = insert("insert into work_order (decision_id, municipality_id, stops) values (%d, %d, '[]')"
                .formatted(decision, municipality));
        jdbc.sql("insert into dispatch_order (order_id, municipality_id, changed_by, changed_at) values (?, ?,"
                        + " 't', now())")
                .params(order, municipality)
                .update();
        return insert("""
            insert into dispatch_tour (order_id, municipality_id, name, stops, dispatched_at, dispatched_by, state)
            values (%d, %d, '%s', '%s', now() - interval '1 day', 'Erika Einsatz', 'DISPATCHED')\
            """.formatted(order, municipality, name, stops));
    }

    /** What is stored of the tour, in the order of its time: kind and stop. */
    public List<@Nullable String> events(long tour) {
        return jdbc.sql("select concat_ws(' ', kind, stop) from dispatch_event where tour_id = :tour order by at")
                .param("tour", tour)
                .query(String.class)
                .list();
    }

    /** When the tour's vehicle was somewhere, in that order. */
    public List<Instant> fixes(long tour) {
        return jdbc.sql("select at from track_fix f join track t on t.id = f.track_id where t.tour_id = :tour order by"
                        + " at")
                .param("tour", tour)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .list();
    }

    public String state(long tour) {
        return jdbc.sql("select state from dispatch_tour where id = :tour")
                .param("tour", tour)
                .query(String.class)
                .single();
    }

    private long insert(String sql) {
        return jdbc.sql(sql + " returning id").query(Long.class).single();
    }
}
