package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.geo.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole town as OpenStreetMap had it in 2013; the file lies outside the repository. */
class KaiserslauternTest {

    private static List<Stretch> stretches = List.of();

    private Path town = Path.of("");

    @BeforeEach
    void readOnce() {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        town = Path.of(shared, "data/osm/kaiserslautern.osm.pbf");
        assumeTrue(Files.exists(town), town.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        if (stretches.isEmpty()) {
            stretches = RoadReader.read(town, (count, step) -> {}).stretches().stream()
                    .filter(stretch -> stretch.tags().roadClass().isRoad())
                    .toList();
        }
    }

    @Test
    void hasAsManySegmentsAsATownOf100000() {
        assertThat(stretches).hasSizeBetween(5_000, 10_000);
    }

    @Test
    void hasSomeHundredKilometresOfRoad() {
        double kilometres =
                stretches.stream().mapToDouble(Stretch::lengthMetres).sum() / 1000;

        assertThat(kilometres).isBetween(300.0, 350.0);
    }

    @Test
    void everyStretchIsALineWithALength() {
        assertThat(stretches).allSatisfy(stretch -> {
            assertThat(stretch.course()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(stretch.lengthMetres()).isBetween(0.0, 6_000.0);
        });
    }

    @Test
    void mostSegmentsAreServiceAndResidentialRoads() {
        Map<RoadClass, Long> counts = stretches.stream()
                .collect(Collectors.groupingBy(stretch -> stretch.tags().roadClass(), Collectors.counting()));

        assertThat(counts).containsKeys(RoadClass.MOTORWAY, RoadClass.PRIMARY, RoadClass.TERTIARY);
        assertThat(counts.get(RoadClass.RESIDENTIAL)).isGreaterThan(counts.get(RoadClass.PRIMARY));
    }

    @Test
    void knowsItsBridges() {
        assertThat(stretches).anyMatch(stretch -> stretch.tags().bridge());
    }

    @Test
    void halfOfTheFileIsRefused(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(town);
        Path half = Files.write(folder.resolve("half.osm.pbf"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> RoadReader.read(half, (count, step) -> {}))
                .hasMessageContaining("half.osm.pbf could not be imported: it ends");
    }

    @Test
    void isImportedWholeAndFoundByPlace() {
        Streets streets = FreshSchema.streets();

        ImportReport report = streets.importExtract(town, (segments, step) -> {});

        assertThat(report.segments()).isEqualTo(stretches.size());
        assertThat(streets.listOfClasses(RoadClass.PATHS)).hasSizeGreaterThan(2_000);
        Position townHall = new Position(7.7689, 49.4447);
        assertThat(streets.listWithin(townHall, 300))
                .isNotEmpty()
                .isEqualTo(streets.listOfClasses(RoadClass.ROADS).stream()
                        .filter(segment -> segment.metresTo(townHall) <= 300)
                        .toList());
    }
}
