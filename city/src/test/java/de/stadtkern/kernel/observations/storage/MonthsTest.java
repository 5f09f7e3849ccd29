package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A month gets its partition while observations of that month come in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonthsTest {

    private static final int WRITERS = 3;
    private static final List<YearMonth> COMING = IntStream.range(0, 24)
            .mapToObj(month -> YearMonth.of(2031, 1).plusMonths(month))
            .toList();

    private final StoredTown town = StoredTown.empty("months");
    private final AtomicReference<@Nullable YearMonth> now = new AtomicReference<>(COMING.getFirst());

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void whoWritesMeanwhileIsNotRefusedAndNothingIsLost() throws Exception {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> workers.submit(this::write))
                    .toList();
            for (YearMonth month : COMING) {
                now.set(month);
                town.months.make(month);
            }
            now.set(null);
            long written = 0;
            for (Future<Long> writer : writers) {
                written += writer.get();
            }
            assertThat(town.count("observation")).isEqualTo(written);
        }
    }

    private long write() {
        long written = 0;
        for (YearMonth month = now.get(); month != null; month = now.get()) {
            town.add(1, Months.start(month).plusSeconds(written), 1);
            written++;
        }
        return written;
    }
}
