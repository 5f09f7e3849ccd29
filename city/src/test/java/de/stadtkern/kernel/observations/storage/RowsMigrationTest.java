package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/** What was stored before rows had their rare columns in one. */
class RowsMigrationTest {

    private static final String EVERYTHING = """
            select (tableoid::regclass, datastream_id, phenomenon_time, id, result_time, result, %1$sresult_json,
                %1$sparameters, %1$sphenomenon_end, %1$sresult_quality, %1$svalid_start, %1$svalid_end, feature_id)::text
            from observation_row order by id""";

    @Test
    void everyRowKeepsItsPlaceAndAllItHas() {
        try (StoredTown town = StoredTown.empty("rows_migration", MigrationVersion.fromVersion("20261128.1300"))) {
            town.sql
                    .sql("create table observation_2026_11 partition of observation_row"
                            + " for values from ('2026-11-01Z') to ('2026-12-01Z')")
                    .update();
            town.sql.sql("""
                            insert into observation_row (datastream_id, phenomenon_time, id, result_time, result, result_json,
                                parameters, phenomenon_end, result_quality, valid_start, valid_end, feature_id)
                            select n % 3, t, n, t, case when n % 5 > 0 then n / 7.0 end,
                                case when n % 5 = 0 then '"a,(\\""'::jsonb end, case when n % 7 = 0 then '{"a": null}'::jsonb end,
                                case when n % 11 = 0 then t + interval '1 hour' end, case when n % 13 = 0 then '"ok"'::jsonb end,
                                case when n % 17 = 0 then t end, case when n % 19 = 0 then t end, nullif(n % 4, 0)
                            from (select n, '2026-10-20Z'::timestamptz + n * interval '37 minutes' as t
                                from generate_series(1, 1000) n) s""").update();
            List<String> before = everything(town, "");
            assertThat(before).hasSize(1000).anyMatch(row -> row.startsWith("(observation_2026_11,"));
            town.migrate(MigrationVersion.LATEST);
            assertThat(everything(town, "(rest).")).isEqualTo(before);
            assertThat(town.count("observation_row where rest is null")).isEqualTo(519);
            assertThat(town.count("observation")).isEqualTo(1000);
        }
    }

    private static List<String> everything(StoredTown town, String rest) {
        return town.sql
                .sql(EVERYTHING.formatted(rest))
                .query((row, number) -> row.getString(1))
                .list();
    }
}
