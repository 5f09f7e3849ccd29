package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldingTest {

    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");

    private StoredTown town = StoredTown.empty("folding");

    @BeforeAll
    void letThereBeMonths() {
        town.months.make(YearMonth.of(2026, 11));
    }

    @BeforeEach
    void clear() {
        town.remove(1L, 2L, 3L);
    }

    @AfterAll
    void close() {
        town.close();
    }

    /** Whatever a device may send, twice at the same time too. */
    private void addAnything(int rows) {
        town.sql.sql("""
                        insert into observation_row (datastream_id, phenomenon_time, id, result_time, result,
                            rest.result_json, rest.parameters, rest.phenomenon_end, feature_id)
                        select 1 + n % 2, t, nextval('observation_id') * 4096,
                            case n % 3 when 0 then t when 1 then t + n * interval '0.317 seconds' end,
                            case n % 7 when 0 then (array['-0', '1e308', '4.9e-324', 'NaN', '-Infinity', '0.1'])[1 + n % 6]::float8
                                when 1 then random() else round(random() * 1000) / 10 end,
                            case when n % 50 = 0 then '"text"'::jsonb end, case when n % 51 = 0 then '{"a":1}'::jsonb end,
                            case when n % 52 = 0 then t + interval '1 hour' end, case when n % 5 > 0 then n / 100 end
                        from (select n, '2026-10-01Z'::timestamptz + (n / 3) * interval '251 seconds'
                            + (n / 500) * interval '0.000123 seconds' as t from generate_series(1, :rows) n) s""").param("rows", rows).update();
    }

    @Test
    void aFoldedMonthAnswersToTheLastBitAsBefore() {
        addAnything(3000);
        Map<Long, String> before = town.everything();
        town.folding.foldClosedMonths();
        assertThat(town.everything()).isEqualTo(before);
        assertThat(town.count("observation_folded")).isGreaterThan(2500);
        assertThat(town.sql.sql("""
                        select count(*) from observation_row where rest is null""").query(Long.class).single()).isZero();
    }

    @Test
    void lateValuesJoinTheirDay() {
        for (int i = 0; i < 40; i++) {
            town.add(1, OCTOBER.plus(Duration.ofHours(i)), i / 10.0);
        }
        town.folding.foldClosedMonths();
        long late = town.add(1, OCTOBER.plusSeconds(77), 3.25);
        Map<Long, String> before = town.everything();
        assertThat(before).hasSize(41).containsKey(late);
        town.folding.foldClosedMonths();
        assertThat(town.everything()).isEqualTo(before);
        assertThat(town.count("observation_row")).isZero();
        assertThat(town.count("observation_chunk")).isEqualTo(2);
    }

    @Test
    void whatIsFoldedCanBeChangedAndRemoved() {
        List<Long> ids =
                List.of(town.add(1, OCTOBER, 1), town.add(1, OCTOBER.plusSeconds(1), 2), town.add(2, OCTOBER, 3));
        town.folding.foldClosedMonths();
        town.unfold(ids.get(1));
        assertThat(town.count("observation_row")).isEqualTo(2);
        town.sql.sql("delete from observation_row where id = " + ids.get(1)).update();
        town.sql.sql("update observation_row set result = 7.5").update();
        town.folding.foldClosedMonths();
        assertThat(town.everything()).containsOnlyKeys(ids.get(0), ids.get(2));
        assertThat(town.sql
                        .sql("select result from observation where id = " + ids.get(0))
                        .query(Double.class)
                        .single())
                .isEqualTo(7.5);
    }

    @Test
    void observationsOfAFeatureCanBeErased() {
        addAnything(1000);
        town.folding.foldClosedMonths();
        town.unfold(new Long[] {1L, 2L}, new Long[] {3L});
        town.sql.sql("delete from observation_row where feature_id = 3").update();
        assertThat(town.sql
                        .sql("select count(*) from observation where feature_id = 3")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nothingIsTooEarlyOrTooLate() {
        Instant early = Instant.parse("1995-05-05T05:05:05.123456Z");
        Instant far = Instant.parse("2090-01-31T23:59:59.999999Z");
        long first = town.add(3, early, 1);
        long last = town.add(3, far, 2);
        town.folding.foldClosedMonths();
        assertThat(town.count("observation_folded")).isEqualTo(1);
        assertThat(place(first)).isEqualTo(early);
        assertThat(place(last)).isEqualTo(far);
        town.months.make(YearMonth.of(2090, 1));
        assertThat(town.count("observation_2090_01")).isEqualTo(1);
        assertThat(place(last)).isEqualTo(far);
        town.remove(3L);
        assertThat(town.months.dropEmpty(YearMonth.of(2090, 1))).isTrue();
        assertThat(town.months.list()).doesNotContain(YearMonth.of(2090, 1));
    }

    @Test
    void anIdFindsItsObservationWithWrongHintsToo() {
        long open = town.add(1, Instant.parse("2026-11-02T00:00:00Z"), 1);
        long closed = town.add(1, OCTOBER, 2);
        town.folding.foldClosedMonths();
        assertThat(place(open)).isEqualTo("2026-11-02T00:00:00Z");
        assertThat(place(closed)).isEqualTo(OCTOBER);
        town.sql
                .sql("insert into observation_row (datastream_id, phenomenon_time, id, result)"
                        + " values (2, '2026-11-03Z', 77, 1), (2, '2026-10-03Z', 78, 1)")
                .update();
        town.folding.foldClosedMonths();
        assertThat(place(77)).isEqualTo("2026-11-03T00:00:00Z");
        assertThat(place(78)).isEqualTo("2026-10-03T00:00:00Z");
    }

    @Test
    void aChunkIsFoundByDatastreamAndDay() {
        addAnything(3000);
        town.folding.foldClosedMonths();
        String plan = String.join("\n", town.sql.sql("""
                        explain (costs off) select * from observation where datastream_id = 1
                            and phenomenon_time >= '2026-10-05Z' and phenomenon_time < '2026-10-05 06:00Z'
                            and day >= '2026-10-05Z' and day < '2026-10-06Z'""").query(String.class).list());
        assertThat(plan)
                .containsPattern("observation_chunk [^\\n]*\\n[^\\n]*day >= '2026-10-05")
                .contains("observation_other")
                .doesNotContain("observation_2026_11");
    }

    private Instant place(long id) {
        return town.sql
                .sql("select phenomenon_time from observation_place(:id)")
                .param("id", id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
