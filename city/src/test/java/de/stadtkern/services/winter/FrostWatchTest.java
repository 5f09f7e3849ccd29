package de.stadtkern.services.winter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.stadtkern.Devices;
import de.stadtkern.TownTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TownTest
class FrostWatchTest {

    @Autowired
    Devices devices;

    @Autowired
    JdbcClient jdbc;

    @Test
    void frostBecomesOneProposalWithTheObservationsThatLedToIt() throws Exception {
        Devices.Station station = devices.station("Brücke " + UUID.randomUUID());
        devices.report(station, Instant.now(), -2, 95, -3.1);
        devices.report(station, Instant.now(), -2, 95, -3.2);

        await().until(() -> delivered() && proposalsAbout(station) == 1);
        String evidence = jdbc.sql(
                        "select latest_evidence::text from proposal where source = 'winter' and subject = :id")
                .param("id", Long.toString(station.thing()))
                .query(String.class)
                .single();
        assertThat(evidence)
                .contains("\"value\": -3.2")
                .contains("roadweather.quantity.frost-point")
                .contains("observationId");
        assertThat(jdbc.sql("""
                        select confidence ->> 'level', expectations -> 'operations.measure.no-action' ->> 'effect',
                            expectations -> 'winter.measure.salt' ->> 'cost'
                        from proposal where source = 'winter' and subject = :id""")
                        .param("id", Long.toString(station.thing()))
                        .query((rs, n) -> Arrays.asList(rs.getString(1), rs.getString(2), rs.getString(3)))
                        .single())
                .as("sure, what doing nothing means, and no cost that nobody has set")
                .containsExactly("MEDIUM", "winter.effect.no-action", null);
    }

    @Test
    void aWarmRoadProposesNothing() throws Exception {
        Devices.Station station = devices.station("Markt " + UUID.randomUUID());
        devices.report(station, Instant.now(), 2, 95, 1.5);

        await().until(this::delivered);
        assertThat(proposalsAbout(station)).isZero();
    }

    @Test
    void whatIsTooOldToActOnProposesNothing() throws Exception {
        Devices.Station station = devices.station("Archiv " + UUID.randomUUID());
        devices.report(station, Instant.now().minusSeconds(24 * 3600), -2, 95, -3.1);

        await().until(this::delivered);
        assertThat(proposalsAbout(station)).isZero();
    }

    private boolean delivered() {
        return jdbc.sql("select count(*) from event_publication")
                        .query(Long.class)
                        .single()
                == 0;
    }

    private long proposalsAbout(Devices.Station station) {
        return jdbc.sql("select count(*) from proposal where source = 'winter' and subject = :id")
                .param("id", Long.toString(station.thing()))
                .query(Long.class)
                .single();
    }
}
