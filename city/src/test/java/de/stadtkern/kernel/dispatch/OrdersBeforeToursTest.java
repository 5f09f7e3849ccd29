package de.stadtkern.kernel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Orders from before there were tours get one tour each, with what was said of them as events. */
@TownTest
class OrdersBeforeToursTest {

    private static final String STOPS = """
            [{"segmentId": 7, "street": "Ring", "lengthMetres": 90, "course": [{"lon": 11.9, "lat": 50.3}]},
             {"segmentId": 8, "street": "", "lengthMetres": 40, "course": [{"lon": 11.9, "lat": 50.4}]}]""";

    @Autowired
    JdbcClient jdbc;

    @Test
    @Transactional
    void eachBecomesOneTourWithItsState() throws IOException {
        run("create schema before_tours");
        run("set local search_path to before_tours, public");
        for (String table :
                List.of("proposal", "decision", "work_order", "dispatch_order", "dispatch_tour", "dispatch_event")) {
            run("create table before_tours.%1$s (like public.%1$s including defaults)".formatted(table));
        }
        run("""
                insert into proposal (id, municipality_id, place, source, subject, rule, headline, pt, measures,
                    segment_ids, raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
                select n, 1, 'Prüfplatz', '', '', '', '', point(1, 1), '{}', '{}', now(), now(), now(), '[]', '[]',
                    'DECIDED' from generate_series(1, 3) n""");
        run("""
                insert into decision (id, proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at)
                select n, n, 1, 1, 'Erika', 'm', 'r', now() from generate_series(1, 3) n""");
        run("""
                insert into work_order (id, decision_id, municipality_id, stops, started_at, started_by, done_at, done_by)
                select n, n, 1, '%s', case when n > 1 then now() end, case when n > 1 then 'Bruno' end,
                    case when n > 2 then now() end, case when n > 2 then 'Bruno' end
                from generate_series(1, 3) n""".formatted(STOPS));

        for (String statement : inserts()) {
            run(statement);
        }

        assertThat(strings("select state from before_tours.dispatch_tour order by order_id"))
                .containsExactly("DISPATCHED", "RUNNING", "DONE");
        assertThat(strings("""
                        select t.order_id || ' ' || e.kind || ' ' || count(*)
                        from before_tours.dispatch_event e join before_tours.dispatch_tour t on t.id = e.tour_id
                        group by t.order_id, e.kind order by t.order_id, e.kind""")).containsExactly("2 START 1", "3 FINISH 1", "3 START 1", "3 STOP_DONE 2");
        assertThat(strings("select stops #>> '{1,number}' || (stops #>> '{0,name}') from before_tours.dispatch_tour"))
                .containsOnly("2Ring");
    }

    private static List<String> inserts() throws IOException {
        String migration = new ClassPathResource("V20261129_0540__dispatch_tours.sql", DispatchedTours.class)
                .getContentAsString(StandardCharsets.UTF_8);
        return List.of(migration
                .substring(migration.indexOf("insert into dispatch_order"))
                .split(";"));
    }

    private List<String> strings(String sql) {
        return jdbc.sql(sql).query((rs, row) -> rs.getString(1)).list();
    }

    private void run(String sql) {
        if (!sql.isBlank()) {
            jdbc.sql(sql).update();
        }
    }
}
