package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreetsTest {

    private static final Path CROSSROADS = Path.of("src/test/resources/de/stadtkern/kernel/streets/crossroads.osm");
    private static final Progress SILENT = (segments, step) -> {};

    @TempDir
    Path folder;

    private Streets streets;

    @BeforeEach
    void emptyNetwork() {
        streets = FreshSchema.streets();
    }

    @Test
    void importsAnExtractAndGivesItBack() {
        ImportReport report = streets.importExtract(CROSSROADS, SILENT);

        assertThat(report.segments()).isEqualTo(9);
        List<Segment> all = all();
        assertThat(all).hasSize(9);
        assertThat(all.getFirst().course()).containsExactly(new Position(11.9, 50.3), new Position(11.901, 50.3));
        assertThat(all).filteredOn(Segment::bridge).extracting(Segment::name).containsOnly("Brückengasse");
        assertThat(report.lengthMetres())
                .isEqualTo(all.stream().mapToDouble(Segment::lengthMetres).sum(), within(1e-6));
    }

    @Test
    void tellsItsProgress() {
        List<String> steps = new ArrayList<>();

        streets.importExtract(CROSSROADS, (segments, step) -> steps.add(segments + " " + step));

        assertThat(steps)
                .containsExactly("10 segments of roads and paths read", "10 segments of roads and paths compared");
    }

    @Test
    void theSameContentIsImportedOnce() {
        streets.importExtract(CROSSROADS, SILENT);

        ImportReport again = streets.importExtract(CROSSROADS, SILENT);

        assertThat(again.unchanged()).isTrue();
        assertThat(again.segments()).isEqualTo(9);
    }

    @Test
    void aNewExtractKeepsTheIdsOfWhatIsStillThere() throws IOException {
        streets.importExtract(CROSSROADS, SILENT);
        List<Segment> before = all();
        String renamed = Files.readString(CROSSROADS)
                .replace("v=\"Hauptstraße\"", "v=\"Willy-Brandt-Straße\"")
                .replace("v=\"living_street\"", "v=\"proposed\"");

        ImportReport report = streets.importExtract(Files.writeString(folder.resolve("new.osm"), renamed), SILENT);

        assertThat(report.unchanged()).isFalse();
        assertThat(report.changes()).isEqualTo(new ImportReport.Changes(0, 5, 1));
        assertThat(all()).hasSize(8);
        assertThat(all().getFirst().name()).isEqualTo("Willy-Brandt-Straße");
        assertThat(before)
                .extracting(Segment::id)
                .containsAll(all().stream().map(Segment::id).toList());
    }

    @Test
    void whatIsRemovedIsFoundByIdAndComesBackUnderTheSameId() throws IOException {
        streets.importExtract(CROSSROADS, SILENT);
        List<Segment> before = all();
        String without = Files.readString(CROSSROADS).replace("v=\"living_street\"", "v=\"proposed\"");
        streets.importExtract(Files.writeString(folder.resolve("new.osm"), without), SILENT);

        Segment removed =
                before.stream().filter(each -> each.wayId() == 500).findFirst().orElseThrow();
        assertThat(streets.listByIds(List.of(removed.id()))).containsExactly(removed);
        assertThat(streets.listWithin(new Position(11.9034, 50.301), 5)).isEmpty();

        ImportReport again = streets.importExtract(CROSSROADS, SILENT);

        assertThat(again.changes()).isEqualTo(new ImportReport.Changes(1, 2, 0));
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void namesWhomTheFileNames() throws IOException {
        streets.importExtract(CROSSROADS, SILENT);
        assertThat(streets.findExtract())
                .get()
                .extracting(Extract::attribution)
                .asString()
                .contains("OpenStreetMap");
        String invented = Files.readString(CROSSROADS)
                .replace("generator=\"hand\"", "generator=\"hand\" copyright=\"an invented town\"");

        streets.importExtract(Files.writeString(folder.resolve("invented.osm"), invented), SILENT);

        assertThat(streets.findExtract()).get().extracting(Extract::attribution).isEqualTo("an invented town");
    }

    @Test
    void aFileOfALaterFormatIsRefused() throws IOException {
        String later = Files.readString(CROSSROADS).replace("version=\"0.6\"", "version=\"0.7\"");
        Path file = Files.writeString(folder.resolve("later.osm"), later);

        assertThatThrownBy(() -> streets.importExtract(file, SILENT))
                .isInstanceOf(UnreadableExtractException.class)
                .hasMessageContaining("it has the version 0.7 of the format, but only 0.6 is known");
    }

    @Test
    void aBrokenFileLeavesTheOldNetwork() throws IOException {
        streets.importExtract(CROSSROADS, SILENT);
        List<Segment> before = all();
        String whole = Files.readString(CROSSROADS);
        Path broken = Files.writeString(folder.resolve("broken.osm"), whole.substring(0, whole.length() / 2));

        assertThatThrownBy(() -> streets.importExtract(broken, SILENT)).isInstanceOf(UnreadableExtractException.class);

        assertThat(all()).isEqualTo(before);
    }

    @Test
    void anImportThatFailsWhileWritingLeavesTheOldNetwork() throws IOException {
        streets.importExtract(CROSSROADS, SILENT);
        List<Segment> before = all();
        Path other = Files.writeString(
                folder.resolve("other.osm"), Files.readString(CROSSROADS).replace("Hauptstraße", "Nebenstraße"));
        Progress failing = (segments, step) -> {
            if (step.endsWith("compared")) {
                throw new IllegalStateException("power cut");
            }
        };

        assertThatThrownBy(() -> streets.importExtract(other, failing)).hasMessage("power cut");

        assertThat(all()).isEqualTo(before);
        assertThat(streets.importExtract(other, SILENT).unchanged()).isFalse();
    }

    @Test
    void findsWhatIsNearWithTheExactDistance() {
        streets.importExtract(CROSSROADS, SILENT);
        Position nearHauptstrasse = new Position(11.9005, 50.2995);

        List<Segment> within60 = streets.listWithin(nearHauptstrasse, 60);

        assertThat(within60).extracting(Segment::name, Segment::wayId).containsExactly(tuple("Hauptstraße", 100L));
        assertThat(streets.listWithin(nearHauptstrasse, 50)).isEmpty();
    }

    @Test
    void listWithinAgreesWithAskingEverySegment() {
        streets.importExtract(CROSSROADS, SILENT);
        List<Segment> all = all();
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            Position centre = new Position(random.nextDouble(11.89, 11.91), random.nextDouble(50.295, 50.305));
            double metres = random.nextDouble(0, 600);
            List<Segment> near =
                    all.stream().filter(each -> each.metresTo(centre) <= metres).toList();

            assertThat(streets.listWithin(centre, metres)).isEqualTo(near);
        }
    }

    @Test
    void listByIdsKeepsTheOrderGivenAndLeavesOutTheUnknown() {
        streets.importExtract(CROSSROADS, SILENT);
        List<Long> ids = new ArrayList<>(all().stream().map(Segment::id).toList());
        Collections.reverse(ids);
        List<Long> withUnknown = new ArrayList<>(ids);
        withUnknown.add(3, -1L);

        assertThat(streets.listByIds(withUnknown)).extracting(Segment::id).containsExactlyElementsOf(ids);
    }

    @Test
    void listOfClassesGivesTheseClassesOnly() {
        streets.importExtract(CROSSROADS, SILENT);

        assertThat(streets.listOfClasses(EnumSet.of(RoadClass.LIVING_STREET)))
                .extracting(Segment::wayId)
                .containsExactly(500L);
    }

    private List<Segment> all() {
        return streets.listOfClasses(RoadClass.ROADS);
    }
}
