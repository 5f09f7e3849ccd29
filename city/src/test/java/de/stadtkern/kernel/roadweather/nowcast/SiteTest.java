package de.stadtkern.kernel.roadweather.nowcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SiteTest {

    @Test
    void theSunIsWhereTheSolarPositionAlgorithmPutsIt() {
        Site golden = new Site(39.742476, -105.1786);

        assertThat(height(golden, "2003-10-17T19:30:30Z")).isCloseTo(39.872, within(0.01));
    }

    @Test
    void atNoonOfASolsticeTheSunStandsByTheTiltOfTheEarth() {
        Site greenwich = new Site(50, 0);

        assertThat(height(greenwich, "2026-06-21T12:02:00Z")).isCloseTo(90 - 50 + 23.44, within(0.01));
        assertThat(height(greenwich, "2026-12-21T11:58:00Z")).isCloseTo(90 - 50 - 23.44, within(0.01));
    }

    @Test
    void inThePolarNightItNeverRises() {
        Site tromso = new Site(69.65, 18.96);

        for (int hour = 0; hour < 24; hour++) {
            assertThat(tromso.sun(Instant.parse("2026-12-21T00:00:00Z").plusSeconds(3600L * hour)))
                    .isNegative();
        }
    }

    @Test
    void aPlaceThatIsNotOnEarthIsRefused() {
        assertThatThrownBy(() -> new Site(91, 8)).hasMessageContaining("latitude 91");
        assertThatThrownBy(() -> new Site(50, Double.NaN)).hasMessageContaining("longitude NaN");
    }

    /** Degrees. */
    private static double height(Site site, String moment) {
        return Math.toDegrees(Math.asin(site.sun(Instant.parse(moment))));
    }
}
