package de.stadtkern.demo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.FreshSchema;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TownPlanTest {

    private static final Position MARKET = new Position(11.90, 50.30);

    @TempDir
    Path folder;

    private Path town = Path.of("");

    @BeforeEach
    void write() {
        town = folder.resolve("musterstadt.osm");
        new TownPlan().writeTo(town);
    }

    @Test
    void isAlwaysTheSame() throws IOException {
        Path again = folder.resolve("again.osm");
        new TownPlan().writeTo(again);

        assertThat(Files.readString(again)).isEqualTo(Files.readString(town));
    }

    @Test
    void isImportedAsATownOfAboutFourByFourKilometres() {
        List<Segment> segments = imported();

        assertThat(segments).hasSizeBetween(350, 600);
        assertThat(segments)
                .allSatisfy(segment -> assertThat(segment.metresTo(MARKET)).isLessThan(2_100));
        assertThat(segments)
                .anySatisfy(segment -> assertThat(segment.metresTo(MARKET)).isGreaterThan(1_700));
        assertThat(segments)
                .allSatisfy(segment -> assertThat(segment.lengthMetres()).isBetween(15.0, 1_500.0));
    }

    @Test
    void hasMainRoadsCollectorsAndSixtyTo120ResidentialStreets() {
        Map<RoadClass, Set<String>> names = imported().stream()
                .collect(Collectors.groupingBy(
                        Segment::roadClass, Collectors.mapping(Segment::name, Collectors.toSet())));

        assertThat(names.get(RoadClass.PRIMARY)).contains("Hauptstraße");
        assertThat(names.get(RoadClass.SECONDARY)).hasSize(4);
        assertThat(names.get(RoadClass.TERTIARY)).contains("Bahnhofstraße").hasSize(6);
        assertThat(names.get(RoadClass.RESIDENTIAL))
                .contains("Lindenweg", "Am Mühlbach")
                .hasSizeBetween(60, 120);
        assertThat(names.get(RoadClass.LIVING_STREET)).containsExactly("Marktplatz");
    }

    @Test
    void showsWhatATownHasInAFileOfAFewMegabytes() throws IOException {
        String map = Files.readString(town);

        assertThat(Files.size(town)).isLessThan(5_000_000);
        assertThat(map.split("k=\"addr:housenumber\"", -1)).hasSizeBetween(4_000, 9_000);
        assertThat(map)
                .contains("v=\"Musterstadt\"", "k=\"admin_level\" v=\"10\"", "k=\"place\" v=\"suburb\"")
                .contains("v=\"townhall\"", "v=\"library\"", "v=\"school\"", "v=\"kindergarten\"", "v=\"hospital\"")
                .contains("v=\"park\"", "v=\"playground\"", "v=\"forest\"", "v=\"farmland\"", "v=\"water\"")
                .contains("k=\"railway\" v=\"rail\"", "v=\"peak\"", "v=\"square\"", "v=\"depot\"")
                .contains("v=\"waste_basket\"", "v=\"recycling\"", "v=\"parking_space\"", "v=\"fire_hydrant\"")
                .contains("v=\"pumping_station\"", "v=\"wastewater_plant\"", "v=\"monitoring_station\"");
    }

    @Test
    void hasTwoBridges() {
        assertThat(imported())
                .filteredOn(Segment::bridge)
                .extracting(Segment::name)
                .containsExactlyInAnyOrder("Bayreuther Straße", "Mühlstraße");
    }

    @Test
    void everyStreetCanBeReachedFromTheMarket() {
        Map<Position, List<Segment>> ends = new HashMap<>();
        List<Segment> segments = imported();
        for (Segment segment : segments) {
            ends.computeIfAbsent(segment.course().getFirst(), end -> new ArrayList<>())
                    .add(segment);
            ends.computeIfAbsent(segment.course().getLast(), end -> new ArrayList<>())
                    .add(segment);
        }
        Set<Position> reached = new HashSet<>();
        reach(segments.getFirst().course().getFirst(), ends, reached);

        assertThat(segments)
                .filteredOn(segment -> !reached.contains(segment.course().getFirst()))
                .isEmpty();
    }

    private static void reach(Position from, Map<Position, List<Segment>> ends, Set<Position> reached) {
        if (reached.add(from)) {
            for (Segment segment : ends.getOrDefault(from, List.of())) {
                reach(segment.course().getFirst(), ends, reached);
                reach(segment.course().getLast(), ends, reached);
            }
        }
    }

    private List<Segment> imported() {
        Streets streets = FreshSchema.streets();
        streets.importExtract(town, (segments, step) -> {});
        return streets.listOfClasses(RoadClass.ROADS);
    }
}
