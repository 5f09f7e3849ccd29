package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadReaderTest {

    @TempDir
    Path folder;

    @Test
    void splitsAWayAtEveryJunctionOfVehicles() {
        List<Stretch> hauptstrasse = crossroads(100);

        assertThat(hauptstrasse).extracting(Stretch::ordinal).containsExactly(0, 1, 2);
        assertThat(hauptstrasse).extracting(stretch -> stretch.course().size()).containsExactly(2, 2, 3);
        assertThat(hauptstrasse.getFirst().course())
                .containsExactly(new Position(11.9, 50.3), new Position(11.901, 50.3));
        assertThat(hauptstrasse.getFirst().tags())
                .isEqualTo(new RoadTags("Hauptstraße", RoadClass.PRIMARY, false, false, false, RoadAttributes.UNKNOWN));
    }

    @Test
    void measuresAStretchAlongItsCourse() {
        Stretch first = crossroads(100).getFirst();

        assertThat(first.lengthMetres()).isCloseTo(0.001 * 111_195 * Math.cos(Math.toRadians(50.3)), within(0.1));
    }

    @Test
    void turnsAOneWayRoadDrawnBackwardsIntoItsDrivingDirection() {
        List<Stretch> gasse = crossroads(200);

        assertThat(gasse)
                .allSatisfy(stretch -> assertThat(stretch.tags().oneWay()).isTrue());
        assertThat(gasse.getFirst().course()).containsExactly(new Position(11.902, 50.3), new Position(11.902, 50.301));
        assertThat(gasse.getFirst().tags().bridge()).isTrue();
    }

    @Test
    void aRoundaboutIsOneWayAndSplitAtItsBranches() {
        List<Stretch> roundabout = crossroads(300);

        assertThat(roundabout).hasSize(2);
        assertThat(roundabout)
                .allSatisfy(stretch -> assertThat(stretch.tags().oneWay()).isTrue());
    }

    @Test
    void aSlipRoadCountsAsTheRoadItLeadsTo() {
        assertThat(crossroads(400))
                .extracting(Stretch::tags)
                .containsExactly(new RoadTags("B 2", RoadClass.PRIMARY, true, false, false, RoadAttributes.UNKNOWN));
    }

    @Test
    void anExplicitNoIsTwoWay() {
        assertThat(crossroads(500))
                .extracting(Stretch::tags)
                .containsExactly(
                        new RoadTags("", RoadClass.LIVING_STREET, false, false, false, RoadAttributes.UNKNOWN));
    }

    @Test
    void aPathIsAClassOfItsOwn() {
        assertThat(crossroads(600))
                .singleElement()
                .satisfies(path -> assertThat(path.tags().roadClass()).isEqualTo(RoadClass.FOOTWAY));
    }

    @Test
    void leavesOutAreas() {
        assertThat(crossroads()).extracting(Stretch::wayId).doesNotContain(700L);
    }

    @Test
    void refusesAFileThatEndsTooEarly() throws IOException {
        Path cut = Files.writeString(folder.resolve("cut.osm"), "<osm><node id='1' lat='50' lon='11'/>");

        assertThatThrownBy(() -> RoadReader.read(cut, (count, step) -> {}))
                .isInstanceOf(UnreadableExtractException.class)
                .hasMessageContainingAll(
                        "stays as it was", cut.toString(), "Unexpected EOF", "Fetch the extract again");
    }

    @Test
    void refusesAFileWithoutRoads() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.osm"), "<osm><node id='1' lat='50' lon='11'/></osm>");

        assertThatThrownBy(() -> RoadReader.read(empty, (count, step) -> {})).hasMessageContaining("it holds no roads");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path nowhere = folder.resolve("nowhere.osm.pbf");

        assertThatThrownBy(() -> RoadReader.read(nowhere, (count, step) -> {}))
                .hasMessageContainingAll(nowhere.toString(), "No such file");
    }

    private static List<Stretch> crossroads(long wayId) {
        return crossroads().stream().filter(stretch -> stretch.wayId() == wayId).toList();
    }

    private static List<Stretch> crossroads() {
        return RoadReader.read(
                        Path.of("src/test/resources/de/stadtkern/kernel/streets/crossroads.osm"), (count, step) -> {})
                .stretches();
    }
}
