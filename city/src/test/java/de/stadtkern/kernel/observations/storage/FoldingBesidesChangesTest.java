package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A day is folded again and again while it is written to, changed and thinned out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldingBesidesChangesTest {

    private static final Instant DAY = Instant.parse("2026-10-01T00:00:00Z");
    private static final int CHANGES = 20;

    private final StoredTown town = StoredTown.empty("folding_besides_changes");
    private final Map<Long, Double> expected = new ConcurrentHashMap<>();

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void nothingIsLostDoubledOrForgotten() throws Exception {
        List<Long> changed = IntStream.range(0, CHANGES).mapToObj(this::add).toList();
        List<Long> removed =
                IntStream.range(CHANGES, 2 * CHANGES).mapToObj(this::add).toList();
        town.folding.foldClosedMonths();

        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = List.of(
                    workers.submit(
                            () -> IntStream.range(2 * CHANGES, 4 * CHANGES).forEach(this::add)),
                    workers.submit(() -> changed.forEach(this::change)),
                    workers.submit(() -> removed.forEach(this::remove)));
            while (!work.stream().allMatch(Future::isDone)) {
                town.folding.foldClosedMonths();
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        assertThat(stored()).isEqualTo(expected);

        town.folding.foldClosedMonths();
        assertThat(stored()).isEqualTo(expected);
        assertThat(town.count("observation_row")).isZero();
    }

    private long add(int number) {
        long id = town.add(1, DAY.plusSeconds(number), number);
        expected.put(id, (double) number);
        return id;
    }

    private void change(long id) {
        town.change(id, "update observation_row set result = result + 0.5 where id = :id");
        expected.merge(id, 0.5, Double::sum);
    }

    private void remove(long id) {
        town.change(id, "delete from observation_row where id = :id");
        expected.remove(id);
    }

    private Map<Long, Double> stored() {
        Map<Long, Double> all = new HashMap<>();
        town.sql.sql("select id, result from observation").query(row -> {
            assertThat(all.put(row.getLong(1), row.getDouble(2))).as("twice").isNull();
        });
        return all;
    }
}
