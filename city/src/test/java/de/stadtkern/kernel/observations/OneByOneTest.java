package de.stadtkern.kernel.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import de.stadtkern.kernel.observations.ObservationsRecorded.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownTest
class OneByOneTest {

    private static final Recorded GOOD = new Recorded(-1, -1, Instant.EPOCH);
    private static final Recorded POISON = new Recorded(-2, -2, Instant.EPOCH);

    @Autowired
    OneByOne oneByOne;

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    private final List<Recorded> looked = new ArrayList<>();

    @Test
    void aReadingThatCannotBeLookedAtKeepsNoOtherWaiting() throws Exception {
        long thing = devices.create("Things", "{\"name\": \"n\", \"description\": \"d\"}");

        oneByOne.look(List.of(GOOD, POISON, GOOD), reading -> {
            looked.add(reading);
            jdbc.sql("update thing set description = description || '!' where id = :id")
                    .param("id", thing)
                    .update();
            fail(reading);
        });

        assertThat(looked).containsExactly(GOOD, POISON, GOOD);
        assertThat(jdbc.sql("select description from thing where id = :id")
                        .param("id", thing)
                        .query(String.class)
                        .single())
                .isEqualTo("d!!");
        await().until(() -> waiting() == 0);
    }

    @Test
    void aloneItFailsSoThatItsEventIsDeliveredAgain() {
        Consumer<Recorded> rule = OneByOneTest::fail;

        assertThatThrownBy(() -> oneByOne.look(List.of(POISON), rule)).hasMessage("poison");
    }

    private static void fail(Recorded reading) {
        if (reading.equals(POISON)) {
            throw new IllegalStateException("poison");
        }
    }

    /** Of the poisoned reading; the winter rule knows no such Thing and is done with it at once. */
    private long waiting() {
        return jdbc.sql("select count(*) from event_publication where serialized_event like '%\"thingId\":-2%'")
                .query(Long.class)
                .single();
    }
}
