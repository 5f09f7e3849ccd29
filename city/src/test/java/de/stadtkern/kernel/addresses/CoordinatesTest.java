package de.stadtkern.kernel.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50.31000, 11.91200",
                "50,31 11,912",
                "11.912;50.310",
                "N 50.310 E 11.912",
                "50.310° N, 11.912° O",
                "50°18'36\"N 11°54'43.2\"E",
                "N 50° 18.6' E 11° 54.72'",
                "geo:50.31,11.912",
            })
    void allTheseAreOnePlace(String written) {
        Position found = Coordinates.find(written).orElseThrow();

        assertThat(found.lat()).isEqualTo(50.31, within(1e-5));
        assertThat(found.lon()).isEqualTo(11.912, within(1e-5));
    }

    /** The middle of zone 32 at the 50th degree lies 0.9996 of the meridian's arc of 5,540,847.04 m from the equator. */
    @ParameterizedTest
    @ValueSource(strings = {"UTM 32U 500000 5538630.70", "32 500000 5538630,70", "E 500000 N 5538630.70"})
    void utmIsUnderstood(String written) {
        Position found = Coordinates.find(written).orElseThrow();

        assertThat(found.lat()).isEqualTo(50, within(1e-6));
        assertThat(found.lon()).isEqualTo(9, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hauptstraße 12, 14", "12 14", "95030 Hof", "99.5, 200.5", "", "N E"})
    void theseAreNone(String written) {
        assertThat(Coordinates.find(written)).isEmpty();
    }

    @Property
    void everyPlaceInGermanyIsFoundAgain(
            @ForAll @DoubleRange(min = 47.2, max = 55.1) double lat,
            @ForAll @DoubleRange(min = 5.8, max = 15.1) double lon) {
        Position found = Coordinates.find(String.format(Locale.ROOT, "%.6f, %.6f", lat, lon))
                .orElseThrow();

        assertThat(found.lat()).isEqualTo(lat, within(1e-6));
        assertThat(found.lon()).isEqualTo(lon, within(1e-6));
    }

    @Property
    void noTextBreaksIt(@ForAll String text) {
        Coordinates.find(text);
    }
}
