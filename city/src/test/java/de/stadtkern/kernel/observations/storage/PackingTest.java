package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackingTest {

    private static final String KEY = "observation_2026_11_pkey";

    private final StoredTown town = StoredTown.empty("packing");

    @BeforeAll
    void fillInTheOrderInWhichDevicesSend() {
        town.months.make(YearMonth.of(2026, 11));
        town.sql.sql("""
                        insert into observation_row (datastream_id, phenomenon_time, id, result_time, result, feature_id)
                        select n % 100, t, nextval('observation_id') * 4096, t, n, 1
                        from (select n, '2026-11-01Z'::timestamptz + n / 100 * interval '1 minute' as t
                            from generate_series(1, 300000) n) s""").update();
        town.sql.sql("analyze observation_2026_11").update();
        // Its maps of free and visible pages come and go with the load; they are not what is packed.
        town.sql
                .sql("alter table observation_2026_11 set (autovacuum_enabled = false)")
                .update();
    }

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void anObservationTakesAtMost120BytesWhenItsKeyIsPacked() {
        assertThat(bytes()).isGreaterThan(120);
        Map<Long, String> before = town.everything();
        town.packing.packKeys(0);
        assertThat(bytes()).isLessThanOrEqualTo(120);
        assertThat(town.everything()).isEqualTo(before);
        assertThat(isPackedAgain()).as("full pages are left alone").isFalse();
    }

    @Test
    void whatAStoppedServerLeftIsTidiedUp() {
        String left = KEY + "_ccnew";
        assertThatThrownBy(() -> town.sql
                        .sql("create unique index concurrently " + left + " on observation_2026_11 (feature_id)")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(town.count(indexes(left))).isEqualTo(1);
        town.packing.packKeys(Long.MAX_VALUE);
        assertThat(town.count(indexes(left))).isZero();
    }

    private static String indexes(String name) {
        return "pg_class where relname = '%s' and relnamespace = 'packing'::regnamespace".formatted(name);
    }

    private double bytes() {
        return town.sql
                .sql("select pg_total_relation_size('observation_2026_11')::float8 / count(*) from observation_2026_11")
                .query(Double.class)
                .single();
    }

    private boolean isPackedAgain() {
        long before = file();
        town.packing.packKeys(0);
        return file() != before;
    }

    private long file() {
        return town.sql
                .sql("select pg_relation_filenode('" + KEY + "')")
                .query(Long.class)
                .single();
    }
}
