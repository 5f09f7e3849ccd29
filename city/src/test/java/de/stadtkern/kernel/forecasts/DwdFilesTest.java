package de.stadtkern.kernel.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the files of Deutscher Wetterdienst say, to the letter; and that a broken one is refused as a whole. */
class DwdFilesTest {

    private static final Instant FROM = Instant.parse("2026-11-30T18:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-12-01T08:00:00Z");

    @Test
    void theRoadForecastIsReadAsItIsWritten() throws Exception {
        Run run = RoadFile.read(DwdFiles.bzip2("""
            ID;Lat;Lon;YYYYMMDDHHmm;TL;RC;TS
            202607310700
            A006;54.889156;8.908735;202607310800;17.9;1;24.2
            A006;54.889156;8.908735;202607310900;-;;-0.4
            B007;54.889156;8.908735;202607310800;kaputt;1;24.2
            """), Set.of("A006"));

        assertThat(run.issuedAt()).isEqualTo("2026-07-31T07:00:00Z");
        assertThat(run.hours()).containsOnlyKeys("A006");
        assertThat(run.hours().get("A006"))
                .containsExactly(
                        new Hour(Instant.parse("2026-07-31T08:00:00Z"), 17.9, null, 24.2, null, null, null, 1),
                        new Hour(Instant.parse("2026-07-31T09:00:00Z"), null, null, -0.4, null, null, null, null));
    }

    @Test
    void bothHoursOfTheNightWhenClocksGoBackAreThere() throws Exception {
        Run run = RoadFile.read(
                DwdFiles.bzip2(DwdFiles.road(Instant.parse("2026-10-24T23:00:00Z"), "A006", -1.5, 4)), Set.of("A006"));

        assertThat(run.hours().get("A006"))
                .extracting(Hour::at)
                .map(Instant::toString)
                .containsExactly(
                        "2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
        assertThat(Objects.requireNonNull(run.hours().get("A006")).getFirst().precipitationMillimetres())
                .isCloseTo(0.3, within(1e-9));
    }

    @Test
    void aBrokenLineIsNamed() {
        String good = DwdFiles.road(FROM, "A006", 1, 2);
        assertRefused(good.replaceFirst(";7\n$", ""), "4: A006");
        assertRefused(good.replace("1.0;0.2", "warm;0.2"), "3: A006");
        assertRefused(good.replace("1.0;0.2", "NaN;0.2"), "3: A006");
        assertRefused(good.replaceFirst("\n[0-9]{12}\n", "\nheute\n"), "2: heute");
        assertRefused("<html>", "1: <html>");
        assertRefused("", "1: null");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws Exception {
        byte[] road = DwdFiles.bzip2(DwdFiles.road(FROM, "A006", 1, 100));
        byte[] weather = DwdFiles.zip(Map.of("a.kml", weather("273.15 274.15")));
        byte[] warnings = DwdFiles.zip(Map.of("a.xml", DwdFiles.warning("w", "Minor", FROM, UNTIL, "")));

        assertThatThrownBy(() -> RoadFile.read(half(road), Set.of("A006"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> WeatherFile.read(half(weather), Set.of("10554")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> WarningFile.read(half(warnings))).isInstanceOf(IOException.class);
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() throws Exception {
        byte[] zip = DwdFiles.zip(Map.of("a.xml", " ".repeat(100_000)));
        byte[] bzip2 = DwdFiles.bzip2(" ".repeat(100_000));

        assertThatThrownBy(() -> Packed.zip(zip, ".xml", 50_000, (name, content) -> content.readAllBytes()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Packed.bzip2(bzip2, 50_000).readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void theCatalogueOfTheRoadsHasDecimalCommasAndLeavesOutWhatIsClosed() throws Exception {
        List<ForecastStation> stations = RoadFile.readCatalogue(DwdFiles.bzip2(DwdFiles.ROAD_CATALOGUE));

        assertThat(stations)
                .containsExactly(
                        new ForecastStation("A006", "Boeglum", new Position(8.908735, 54.889156)),
                        new ForecastStation("C671", "AD Südost", new Position(10.066938, 53.508902)));
    }

    @Test
    void theCatalogueOfTheWeatherHasDegreesAndMinutes() throws Exception {
        List<ForecastStation> stations =
                WeatherFile.readCatalogue(DwdFiles.WEATHER_CATALOGUE.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(stations)
                .extracting(ForecastStation::id)
                .containsExactly("01001", "03772", "10554", "10865", "P0051");
        assertThat(stations.get(2).name()).isEqualTo("ERFURT");
        assertThat(stations.get(2).position().lat()).isCloseTo(50 + 59 / 60.0, within(1e-9));
        assertThat(stations.get(0).position().lon()).isCloseTo(-(8 + 40 / 60.0), within(1e-9));
        assertThat(stations.get(1).position().lon()).isCloseTo(-27 / 60.0, within(1e-9));
        assertThatThrownBy(() -> WeatherFile.readCatalogue("ID \n10554 EDDE".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("2: 10554");
    }

    @Test
    void theWeatherOfTheWantedStationIsReadInOurUnits() throws Exception {
        Map<String, String> elements = new LinkedHashMap<>();
        elements.put("PPPP", "101580.00 101550.00 101520.00");
        elements.put("TTT", "272.15 - 288.05");
        elements.put("Td", "271.65 271.15 -");
        elements.put("RR1c", "0.00 1.20 -");
        elements.put("RRS1c", "0.00 0.80 -");
        elements.put("FX1", "8.23 - 12.86");
        Map<String, Map<String, String>> stations = new LinkedHashMap<>();
        stations.put("10865", Map.of("TTT", "1 2 3"));
        stations.put("10554", elements);

        Run run = WeatherFile.read(
                DwdFiles.zip(Map.of("MOSMIX_S.kml", DwdFiles.weather(FROM, FROM.plusSeconds(3600), stations))),
                Set.of("10554"));

        assertThat(run.issuedAt()).isEqualTo(FROM);
        assertThat(run.hours()).containsOnlyKeys("10554");
        assertThat(run.hours().get("10554"))
                .containsExactly(
                        new Hour(FROM.plusSeconds(3600), -1.0, -1.5, null, 0.0, 0.0, 8.23, null),
                        new Hour(FROM.plusSeconds(7200), null, -2.0, null, 1.2, 0.8, null, null),
                        new Hour(FROM.plusSeconds(10800), 14.9, null, null, null, null, 12.86, null));
    }

    @Test
    void aWeatherFileThatContradictsItselfIsRefused() {
        for (String broken : List.of(
                weather("273.15 274.15").replace("273.15 274.15", "273.15"),
                weather("273.15 274.15").replace("274.15", "warm"),
                weather("273.15 274.15").replace("</kml:Document>", ""),
                weather("273.15 274.15").replace("2026-11-30T18:00:00.000Z", "gestern"),
                "<kml/>")) {
            assertThatThrownBy(() -> WeatherFile.read(DwdFiles.zip(Map.of("a.kml", broken)), Set.of("10554")))
                    .as(broken)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void nothingIsFetchedForADocumentTypeOfAFile() throws Exception {
        String asksForMore = weather("&secret; 274.15")
                .replaceFirst("\\?>", "?><!DOCTYPE kml [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>");

        assertThatThrownBy(() -> WeatherFile.read(DwdFiles.zip(Map.of("a.kml", asksForMore)), Set.of("10554")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void aWarningIsReadWithItsAreasAndWhatIsLeftOutOfThem() throws Exception {
        String area = "<polygon>" + DwdFiles.square(50.3, 11.9, 0.2) + "</polygon>"
                + "<geocode><valueName>EXCLUDE_POLYGON</valueName><value>" + DwdFiles.square(50.3, 11.9, 0.05)
                + "</value></geocode>";
        String update = DwdFiles.warning("neu", "Severe", FROM, UNTIL, area)
                .replace(
                        "<source>PVW</source>",
                        "<references>opendata@dwd.de,alt,2026-11-30T17:00:00+01:00</references>")
                .replace("<msgType>Alert", "<msgType>Update");

        List<CapWarning> warnings = WarningFile.read(DwdFiles.zip(Map.of("a.xml", update)));

        assertThat(warnings).hasSize(1);
        CapWarning warning = warnings.getFirst();
        assertThat(warning.warning())
                .isEqualTo(new WeatherWarning(
                        "neu", "GLÄTTE", 3, "Amtliche WARNUNG vor GLÄTTE", FROM, UNTIL, WarningFile.SOURCE, FROM));
        assertThat(warning.replaces()).containsExactly("alt");
        assertThat(warning.areas().getFirst().rings().getFirst().getFirst()).isEqualTo(new Position(11.7, 50.1));
        assertThat(warning.areas().getFirst().leftOut()).hasSize(1);
        assertThat(warning.isNear(List.of(new Position(12.5, 50.3)))).isTrue();
        assertThat(warning.isNear(List.of(new Position(13, 50.3)))).isFalse();
    }

    @Test
    void levelsAreThoseOfDeutscherWetterdienst() throws Exception {
        List<String> severities = List.of("Minor", "Moderate", "Severe", "Extreme");
        for (String severity : severities) {
            assertThat(WarningFile.read(DwdFiles.zip(Map.of("a.xml", DwdFiles.warning("w", severity, FROM, UNTIL, ""))))
                            .getFirst()
                            .warning()
                            .level())
                    .isEqualTo(severities.indexOf(severity) + 1);
        }
    }

    @Test
    void testsAndAllClearsAreNoWarningsAndNoFileIsNone() throws Exception {
        String warning = DwdFiles.warning("w", "Minor", FROM, UNTIL, "");

        assertThat(WarningFile.read(DwdFiles.zip(Map.of(
                        "a.xml", warning.replace("Actual", "Test"),
                        "b.xml", warning.replace("<msgType>Alert", "<msgType>Cancel"),
                        "c.xml", warning.replace("Prepare", "AllClear")))))
                .isEmpty();
        assertThat(WarningFile.read(DwdFiles.zip(Map.of()))).isEmpty();
    }

    @Test
    void oneBrokenWarningRefusesTheWholeFile() throws Exception {
        String good = DwdFiles.warning("w", "Minor", FROM, UNTIL, "");
        for (String broken : List.of(
                good.replace("Minor", "Unknown"),
                good.replace("<identifier>w</identifier>", ""),
                good.replace("2026-12-01T08:00:00Z", "morgen"),
                DwdFiles.warning("w", "Minor", FROM, UNTIL, "<polygon>91.0,7.0 1,1 2,2 91.0,7.0</polygon>"),
                good.substring(0, good.length() / 2))) {
            assertThatThrownBy(() -> WarningFile.read(DwdFiles.zip(Map.of("a.xml", good, "b.xml", broken))))
                    .as(broken)
                    .isInstanceOf(Unreadable.class)
                    .hasMessageContaining("b.xml");
        }
    }

    @Property(tries = 100)
    void whateverIsCutOutOfAFileIsReadOrRefused(@ForAll @IntRange(max = 1000) int perMille) throws Exception {
        byte[] road = DwdFiles.bzip2(DwdFiles.road(FROM, "A006", 1, 3));
        byte[] cut = Arrays.copyOf(road, road.length * perMille / 1000);
        try {
            RoadFile.read(cut, Set.of("A006"));
            assertThat(cut).hasSameSizeAs(road);
        } catch (IOException | Unreadable refused) {
            assertThat(cut.length).isLessThan(road.length);
        }
    }

    private static String weather(String temperatures) {
        return DwdFiles.weather(FROM, FROM.plusSeconds(3600), Map.of("10554", Map.of("TTT", temperatures)));
    }

    private static byte[] half(byte[] packed) {
        return Arrays.copyOf(packed, packed.length / 2);
    }

    private static void assertRefused(String text, String line) {
        assertThatThrownBy(() -> RoadFile.read(DwdFiles.bzip2(text), Set.of("A006")))
                .as(text)
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(line);
    }
}
