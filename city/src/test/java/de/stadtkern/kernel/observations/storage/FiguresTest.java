package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Figures against a plain calculation over everything that was ever measured. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {

    private static final Instant EVER = Instant.parse("1900-01-01T00:00:00Z");

    private record Value(Instant time, double result) {}

    private final StoredTown town = StoredTown.empty("figures");

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void figuresAreThoseOfAPlainCalculationWhateverHappens() {
        Random random = new Random(5);
        Map<Long, Value> measured = new HashMap<>();
        town.figures.change(1, new Keeping(30, Keeping.WIDTHS, null));
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 40; i++) {
                Instant time = StoredTown.NOW.minusSeconds(random.nextInt(100 * 86_400));
                double result = random.nextInt(1000) / 8.0;
                measured.put(town.add(1, time, result), new Value(time, result));
            }
            switch (round % 4) {
                case 0 -> town.figures.calculate();
                case 1 -> town.folding.foldClosedMonths();
                case 2 -> town.expiry.removeWhatIsOver();
                default -> removeOne(measured);
            }
        }
        town.figures.calculate();
        town.expiry.removeWhatIsOver();
        assertThat(town.sql
                        .sql("select min(phenomenon_time) from observation")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isAfter(StoredTown.NOW.minus(Duration.ofDays(31)));
        for (Duration width : Keeping.WIDTHS) {
            assertEqual(width, measured);
        }
    }

    /** One whose raw value is still there. */
    private void removeOne(Map<Long, Value> measured) {
        Long id = town.sql
                .sql("select id from observation order by phenomenon_time desc offset 3 limit 1")
                .query(Long.class)
                .single();
        town.unfold(id);
        town.figures.touch(id);
        town.sql.sql("delete from observation_row where id = " + id).update();
        measured.remove(id);
    }

    private void assertEqual(Duration width, Map<Long, Value> measured) {
        Map<Instant, List<Double>> plain = new HashMap<>();
        measured.values().forEach(value -> {
            long second = Math.floorDiv(value.time.getEpochSecond(), width.toSeconds()) * width.toSeconds();
            plain.computeIfAbsent(Instant.ofEpochSecond(second), start -> new ArrayList<>())
                    .add(value.result);
        });
        List<Figures.Bucket> buckets = town.figures.list(1, width, EVER, StoredTown.NOW);
        assertThat(buckets).hasSameSizeAs(plain.keySet()).allSatisfy(bucket -> {
            List<Double> values = plain.getOrDefault(bucket.start(), List.of());
            assertThat(bucket.observations()).isEqualTo(values.size());
            assertThat(bucket.validShare()).isEqualTo(1);
            assertThat(bucket.sum())
                    .isCloseTo(values.stream().mapToDouble(v -> v).sum(), within(1e-9));
            assertThat(bucket.min())
                    .isEqualTo(values.stream().mapToDouble(v -> v).min().getAsDouble());
            assertThat(bucket.max())
                    .isEqualTo(values.stream().mapToDouble(v -> v).max().getAsDouble());
            assertThat(bucket.mean())
                    .isCloseTo(values.stream().mapToDouble(v -> v).average().getAsDouble(), within(1e-9));
        });
    }

    @Test
    void whatIsNoNumberOrIsFlaggedIsCountedButNotValid() {
        town.figures.change(2, new Keeping(null, List.of(Duration.ofHours(1)), null));
        town.add(2, StoredTown.NOW, 4);
        town.add(2, StoredTown.NOW, 6);
        town.sql
                .sql(
                        "update observation_row set rest.result_quality = '\"bad\"' where datastream_id = 2 and result = 6")
                .update();
        town.figures.calculate();
        assertThat(town.figures.list(2, Duration.ofHours(1), EVER, StoredTown.NOW.plusSeconds(1)))
                .containsExactly(new Figures.Bucket(StoredTown.NOW, 2, 0.5, 4.0, 4.0, 4.0, 4.0));
    }
}
