package de.stadtkern.kernel.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

/** Which fixes a file holds, and how bad files are refused. */
class TrackFileTest {

    private static final String POINT =
            "<trkpt lat=\"49.4447\" lon=\"7.7689\"><ele>240</ele><time>2026-01-15T03:00:00Z</time>"
                    + "<extensions><speed>3</speed><time>x</time></extensions></trkpt>";

    private static List<Fix> read(String file) {
        return TrackFile.read(file.getBytes(StandardCharsets.UTF_8)).fixes();
    }

    private static String gpx(String content) {
        return "<?xml version=\"1.0\"?><gpx xmlns=\"http://www.topografix.com/GPX/1/1\" version=\"1.1\">" + content
                + "</gpx>";
    }

    private static Refusal refusal(String file) {
        return refusal(file.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal refusal(byte[] file) {
        Refusal[] refusal = new Refusal[1];
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> TrackFile.read(file))
                .satisfies(e -> refusal[0] = e);
        assertThat(refusal[0].field()).isEqualTo("file");
        return refusal[0];
    }

    @Test
    void pointsOfTracksAreReadAndWaypointsAndRoutesAreNot() {
        List<Fix> fixes = read(
                gpx("<wpt lat=\"1\" lon=\"1\"/><rte><rtept lat=\"2\" lon=\"2\"/></rte><trk><name>Tour</name><trkseg>"
                        + POINT + "</trkseg></trk>"));

        assertThat(fixes)
                .containsExactly(new Fix(Instant.parse("2026-01-15T03:00:00Z"), new Position(7.7689, 49.4447)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time;lat;lon\n2026-01-15T03:00:00Z;49.4447;7.7689\n",
                "time,lat,lon\n2026-01-15T04:00:00+01:00,49.4447,7.7689\n",
                "\uFEFFZeit;Breite;Länge;Modus\n15.01.2026 04:00:00;49,4447;7,7689;1\n",
                "Datum\tUhrzeit\tZeit\tlatitude\tlongitude\n15.01.2026\t-\t04:00:00\t49.4447\t7.7689\n",
                "Time (UTC);lat;lon\n2026-01-15 03:00:00;49.4447;7.7689\n",
                "timestamp,lon,lat\n1768446000,7.7689,49.4447\n",
                "timestamp,lon,lat\n1768446000000,7.7689,49.4447\n",
                "GeoLat;GeoLon;time;SprMode;SprDosSet\n4926,6820N;00746,1340E;2026-01-15T03:00:00Z;1;10\n",
                "time;lat;lon\n\n2026-01-15T03:00:00Z;49.4447;7.7689\n2026-01-15T03:00:05Z;;\n"
            })
    void tablesAreReadByTheirHeadings(String file) {
        assertThat(read(file)).singleElement().satisfies(fix -> {
            assertThat(fix.at()).isEqualTo("2026-01-15T03:00:00Z");
            assertThat(fix.place().lat()).isCloseTo(49.4447, within(1e-9));
            assertThat(fix.place().lon()).isCloseTo(7.7689, within(1e-9));
        });
    }

    @Test
    void tablesOfWindowsAreReadToo() {
        byte[] file =
                "Zeit;Breite;Länge\n15.01.2026 04:00:00;49,4447;7,7689\n".getBytes(Charset.forName("windows-1252"));

        assertThat(TrackFile.read(file).fixes()).hasSize(1);
    }

    @Test
    void theHourThatAutumnHasTwiceIsReadInOrder() {
        List<Fix> fixes = read("""
                time;lat;lon
                25.10.2026 01:59:00;49;7
                25.10.2026 02:30:00;49;7
                25.10.2026 02:59:00;49;7
                25.10.2026 02:00:00;49;7
                25.10.2026 02:30:00;49;7
                25.10.2026 03:00:00;49;7
                """);

        assertThat(fixes)
                .extracting(fix -> fix.at().toString())
                .containsExactly(
                        "2026-10-24T23:59:00Z",
                        "2026-10-25T00:30:00Z",
                        "2026-10-25T00:59:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-10-25T01:30:00Z",
                        "2026-10-25T02:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "29.03.2026 02:30:00",
                "morgen",
                "",
                "2026-13-01T00:00:00Z",
                "1",
                "99999999999999999999",
                "0001-01-01T00:00:00Z"
            })
    void whatIsNoTimeIsRefusedWithItsLine(String time) {
        Refusal refusal = refusal("time;lat;lon\n2026-01-15T03:00:00Z;49;7\n" + time + ";49;7\n");

        assertThat(refusal.textKey()).isEqualTo("matching.refusal.time");
        assertThat(refusal.arguments()).containsExactly(3L, time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"91;7", "49;181", "NaN;7", "49;Infinity", "x;7", ";7", "49,4,4;7", "0x10;7", "4999,0N;x", "1e1;7"
            })
    void whatIsNoPlaceIsRefused(String place) {
        assertThat(refusal("time;lat;lon\n2026-01-15T03:00:00Z;" + place + "\n").textKey())
                .isEqualTo("matching.refusal.place");
        assertThat(refusal(gpx("<trk><trkseg><trkpt lat=\"%s\" lon=\"%s\"/></trkseg></trk>"
                                .formatted((Object[]) place.split(";", 2))))
                        .textKey())
                .isEqualTo("matching.refusal.place");
    }

    @Test
    void tablesWithoutTheColumnsOrWithBrokenLinesAreRefused() {
        assertThat(refusal("a;b;c\n1;2;3\n").textKey()).isEqualTo("matching.refusal.columns");
        assertThat(refusal("PK\u0003\u0004 something binary").textKey()).isEqualTo("matching.refusal.columns");
        assertThat(refusal("time;lat;lon\n2026-01-15T03:00:00Z;49\n").textKey()).isEqualTo("matching.refusal.line");
        assertThat(refusal("time;lat;lon\n\"2026-01-15T03:00:00Z;49;7\n").textKey())
                .isEqualTo("matching.refusal.line");
        assertThat(refusal("time;lat;lon\n").textKey()).isEqualTo("matching.refusal.no-fixes");
        assertThat(refusal("").textKey()).isEqualTo("matching.refusal.empty");
    }

    @Test
    void brokenAndOtherXmlIsRefused() {
        assertThat(refusal("<gpx><trk><trkseg>\n" + POINT).textKey()).isEqualTo("matching.refusal.xml");
        assertThat(refusal("<kml/>").textKey()).isEqualTo("matching.refusal.not-gpx");
        assertThat(refusal(gpx("<trk/>")).textKey()).isEqualTo("matching.refusal.no-fixes");
        assertThat(refusal(gpx("<trk><trkseg><trkpt lat=\"1\" lon=\"1\"/></trkseg></trk>"))
                        .textKey())
                .isEqualTo("matching.refusal.no-time");
        assertThat(refusal(gpx("<a>".repeat(100_000))).textKey()).isEqualTo("matching.refusal.xml");
        assertThat(refusal(gpx("<trk><trkseg><trkpt lat=\"1\" lon=\"1\"><time><b/></time></trkpt></trkseg></trk>"))
                        .textKey())
                .isEqualTo("matching.refusal.xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE gpx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><gpx><trk><name>&x;</name></trk></gpx>",
                "<!DOCTYPE gpx SYSTEM \"http://192.0.2.1/x.dtd\"><gpx/>",
                "<!DOCTYPE gpx [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">]><gpx>&c;</gpx>"
            })
    void whatWouldReadOtherFilesOrGrowIsRefused(String file) {
        assertThat(refusal(file).textKey()).isEqualTo("matching.refusal.doctype");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThat(refusal(new byte[TrackFile.MOST_BYTES + 1]).status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(refusal("time;lat;lon\n" + "2026-01-15T03:00:00Z;49;7\n".repeat(TrackFile.MOST_FIXES + 1))
                        .textKey())
                .isEqualTo("matching.refusal.too-many");
    }

    @Property(tries = 200)
    void degreesAndMinutesMeanTheSameAsDegrees(
            @ForAll @DoubleRange(min = -89.99, max = 89.99) double lat,
            @ForAll @DoubleRange(min = -179.99, max = 179.99) double lon) {
        Position place = Coordinates.place(
                1,
                minutes(lat, lat < 0 ? 'S' : 'N', "%02d%08.5f%s"),
                minutes(lon, lon < 0 ? 'W' : 'E', "%03d%08.5f%s"));

        assertThat(place.lat()).isCloseTo(lat, within(1e-6));
        assertThat(place.lon()).isCloseTo(lon, within(1e-6));
    }

    private static String minutes(double degrees, char side, String format) {
        double size = Math.round(Math.abs(degrees) * 6_000_000) / 6_000_000.0;
        int whole = (int) size;
        return String.format(Locale.ROOT, format, whole, Math.min(59.99999, 60 * (size - whole)), side);
    }
}
