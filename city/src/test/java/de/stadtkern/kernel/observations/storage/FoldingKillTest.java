package de.stadtkern.kernel.observations.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.kernel.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** kill -9 in the middle of folding, several times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldingKillTest {

    private static final String SCHEMA = "folding_kill";
    private static final String NAME = "folding-to-be-killed";
    /** As the program commits, at its pace. */
    private static final String DURABLE = "&options=-c%20synchronous_commit=on";

    private static final int DATASTREAMS = 60;
    private static final int DAYS = 10;

    private final StoredTown town = StoredTown.empty(SCHEMA);

    @BeforeAll
    void measure() {
        town.sql.sql("""
                        insert into observation_row (datastream_id, phenomenon_time, id, result, feature_id)
                        select n % :datastreams, '2026-10-01Z'::timestamptz + n / :datastreams * interval '10 minutes',
                            nextval('observation_id') * 4096, round(random() * 1000) / 10, 1
                        from generate_series(0, :datastreams * 144 * :days - 1) n""").param("datastreams", DATASTREAMS).param("days", DAYS).update();
    }

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void nothingIsLostOrDoubledAndTheNextRunGoesOn() throws Exception {
        Map<Long, String> before = town.everything();
        for (int kill = 1; kill <= 3; kill++) {
            killBehind((long) kill * DATASTREAMS * DAYS / 5);
            assertThat(town.everything()).isEqualTo(before);
            assertThat(town.count("observation")).isEqualTo(before.size());
        }
        assertThat(town.count("observation_row"))
                .as("the kills came in the middle")
                .isPositive();

        town.folding.foldClosedMonths();
        assertThat(town.everything()).isEqualTo(before);
        assertThat(town.count("observation_row")).isZero();
        assertThat(town.count("observation_chunk")).isEqualTo((long) DATASTREAMS * DAYS);
    }

    /** As soon as so many chunks are committed. */
    private void killBehind(long chunks) throws IOException, InterruptedException {
        Process folding = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FoldingProcess.class.getName(),
                        TestDatabase.url() + "&currentSchema=" + SCHEMA + "&ApplicationName=" + NAME + DURABLE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofMinutes(1))
                .until(() -> town.count("observation_chunk") >= chunks || !folding.isAlive());
        assertThat(folding.isAlive()).as("still folding").isTrue();
        folding.destroyForcibly().waitFor();
        await().until(() -> town.count("pg_stat_activity where application_name = '" + NAME + "'") == 0);
    }
}
