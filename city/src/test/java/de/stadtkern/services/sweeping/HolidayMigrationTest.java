package de.stadtkern.services.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.database.OldTown;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holidays that a town had entered for sweeping hold for all services afterwards. */
class HolidayMigrationTest {

    @Test
    void whatWasEnteredForSweepingHoldsForTheMunicipality() {
        try (OldTown town = new OldTown("20261202.1001")) {
            JdbcClient sql = town.sql();
            sql.sql("insert into municipality (key, name) values ('a', 'A'), ('b', 'B')")
                    .update();
            sql.sql("""
                insert into sweeping_policy (municipality_id, land, on_holiday, own_holidays, sign_hours, proration,
                    metres, yard)
                values (1, 'RP', 'SKIP', '{08-08,12-24}', 72, 'DAYS', 'FRONT', 'Hof')\
                """).update();

            town.migrate();

            assertThat(sql.sql("select municipality_id || ' ' || land || ' ' || own::text from occasion_holidays")
                            .query((rs, n) -> rs.getString(1))
                            .list())
                    .containsExactly("1 RP {08-08,12-24}");
            assertThat(sql.sql("select on_holiday || ' ' || sign_hours || ' ' || yard from sweeping_policy")
                            .query((rs, n) -> rs.getString(1))
                            .list())
                    .containsExactly("SKIP 72 Hof");
        }
    }
}
