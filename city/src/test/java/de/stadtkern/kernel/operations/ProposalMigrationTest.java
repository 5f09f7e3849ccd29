package de.stadtkern.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.database.OldTown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows written before proposals could be merged, postponed and changed mean the same afterwards. */
class ProposalMigrationTest {

    @Test
    void oldProposalsAndDecisionsAreReadAsTheyWere() {
        try (OldTown town = new OldTown("20261129.0510")) {
            JdbcClient sql = town.sql();
            sql.sql("insert into municipality (key, name) values ('a', 'A')").update();
            for (String state : List.of("OPEN", "DECIDED", "DECIDED", "LAPSED")) {
                sql.sql("""
                    insert into proposal (municipality_id, source, subject, rule, headline, place, pt, measures, segment_ids,
                        raised_at, confirmed_at, valid_until, raised_evidence, latest_evidence, state)
                    values (1, 's', gen_random_uuid()::text, 'r/1', 'h', 'Ort', point(11900000, 50300000),
                        '{m,operations.measure.no-action}', '{7,8}', '2026-01-01Z', '2026-01-01Z', '2026-01-02Z', '[]', '[]',
                        :state)\
                    """).param("state", state).update();
            }
            sql.sql("""
                insert into decision (proposal_id, municipality_id, person_id, person_name, measure, reason, decided_at)
                values (2, 1, 1, 'Erika', 'm', 'Reif', '2026-01-01 00:05Z'),
                    (3, 1, 1, 'Erika', 'operations.measure.no-action', 'nass', '2026-01-01 00:06Z')\
                """).update();

            town.migrate();

            assertThat(sql.sql("select kind || ' ' || place || ' ' || segment_ids::text || ' ' || pt::text from"
                                    + " decision order by id")
                            .query(String.class)
                            .list())
                    .containsExactly(
                            "ACCEPTED Ort {7,8} (11900000,50300000)", "NO_ACTION Ort {7,8} (11900000,50300000)");
            assertThat(sql.sql("""
                select state || ' ' || urgency || ' ' || version || ' ' || why || ' ' || (lapsed_at is not null)
                from proposal_whole order by id\
                """).query(String.class).list())
                    .containsExactly(
                            "OPEN SOON 1 h.why false",
                            "DECIDED SOON 1 h.why false",
                            "DECIDED SOON 1 h.why false",
                            "LAPSED SOON 1 h.why true");
            assertThat(sql.sql("select proposal_id || ' ' || kind || ' ' || note from proposal_step order by"
                                    + " proposal_id, id")
                            .query(String.class)
                            .list())
                    .containsExactly(
                            "1 RAISED ",
                            "2 RAISED ",
                            "2 DECIDED Reif",
                            "3 RAISED ",
                            "3 DECIDED nass",
                            "4 RAISED ",
                            "4 LAPSED ");
        }
    }
}
