package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.RoadAttributes.Sidewalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a small extract says besides courses and names. */
class VillageTest {

    static final Path VILLAGE = Path.of("src/test/resources/de/stadtkern/kernel/streets/village.osm");

    private final Reading village = read(VILLAGE);

    @Test
    void aRoadKeepsWhatItsTagsSay() {
        assertThat(ofWay(100).tags().attributes())
                .isEqualTo(new RoadAttributes(
                        2,
                        5.5,
                        "asphalt",
                        null,
                        false,
                        30,
                        null,
                        null,
                        7.5,
                        "destination",
                        null,
                        false,
                        Sidewalk.LEFT));
    }

    @Test
    void sidesTurnRoundWithTheCourse() {
        assertThat(ofWay(110).tags().attributes().sidewalk()).isEqualTo(Sidewalk.RIGHT);
        assertThat(ofWay(110).ends()).isEqualTo(new Ends(3, 4));
    }

    @Test
    void whatIsNotClearIsUnknown() {
        RoadAttributes talweg = ofWay(110).tags().attributes();

        assertThat(talweg.lanes()).isNull();
        assertThat(talweg.maxHeightMetres()).isNull();
        assertThat(talweg.lit()).isNull();
        assertThat(talweg.maxSpeed()).isEqualTo(32);
        assertThat(talweg.tunnel()).isTrue();
    }

    @Test
    void aPathNeverSplitsARoadButIsSplitByIt() {
        assertThat(village.stretches()).filteredOn(each -> each.wayId() == 100).hasSize(1);
        assertThat(village.stretches())
                .filteredOn(each -> each.wayId() == 600)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.tags().roadClass()).isEqualTo(RoadClass.CROSSING));
    }

    @Test
    void aClosedBoundarySaysWhereARoadLiesAnOpenOneSaysNothing() {
        assertThat(ofWay(100).place()).isEqualTo(new Place("Musterdorf", "", ""));
        assertThat(ofWay(120).place()).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void aTownThatIsItsOwnDistrictIsAMunicipalityToo(@TempDir Path folder) throws IOException {
        String town = Files.readString(VILLAGE).replace("\"admin_level\" v=\"8\"", "\"admin_level\" v=\"6\"");

        Reading read = read(Files.writeString(folder.resolve("town.osm"), town));

        assertThat(read.stretches().getFirst().place()).isEqualTo(new Place("Musterdorf", "Musterdorf", ""));
    }

    @Test
    void knowsTheRulesForTurning() {
        assertThat(village.turns()).containsExactly(new TurnRestriction(100, 3, 110, "no_right_turn"));
    }

    @Test
    void knowsWherePeopleCross() {
        assertThat(village.crossings())
                .containsExactly(new Crossing(2, new Position(11.801, 50.2), "traffic_signals", "lowered"));
    }

    @Test
    void whatTheExtractSaysIsKept() {
        Streets streets = FreshSchema.streets();
        streets.importExtract(VILLAGE, (count, step) -> {});

        assertThat(streets.listOfClasses(RoadClass.ROADS))
                .extracting(Segment::attributes, Segment::ends, Segment::place)
                .containsAll(village.stretches().stream()
                        .filter(each -> each.tags().roadClass().isRoad())
                        .map(each -> tuple(each.tags().attributes(), each.ends(), each.place()))
                        .toList());
        assertThat(streets.listTurnRestrictions()).isEqualTo(village.turns());
        assertThat(streets.listCrossings()).isEqualTo(village.crossings());
        assertThat(streets.listWithin(new Position(11.801, 50.2), 50))
                .extracting(Segment::roadClass)
                .containsExactly(RoadClass.RESIDENTIAL);
    }

    @Test
    void hostileFilesAreRefused(@TempDir Path folder) throws IOException {
        String whole = Files.readString(VILLAGE);
        for (String broken : List.of(
                whole.replace("lat=\"50.2000\"", "lat=\"950.2\""),
                whole.replace("node id=\"1\"", "node id=\"99999999999999999999\""),
                whole.replace("<osm", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><osm")
                        .replace("Talweg", "&e;"),
                "PK garbage",
                "")) {
            Path file = Files.writeString(folder.resolve("broken.osm"), broken);
            assertThatThrownBy(() -> read(file))
                    .as(broken.substring(0, Math.min(60, broken.length())))
                    .isInstanceOf(UnreadableExtractException.class)
                    .hasMessageContaining("stays as it was");
        }
    }

    private Stretch ofWay(long wayId) {
        return village.stretches().stream()
                .filter(each -> each.wayId() == wayId)
                .findFirst()
                .orElseThrow();
    }

    private static Reading read(Path file) {
        return RoadReader.read(file, (count, step) -> {});
    }
}
