package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.identity.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people say of a segment outlives a new extract. */
class ReimportTest {

    private static final long TOWN = 1;
    private static final Person SOMEBODY = new Person(1, "leitung", "Erika Einsatz", TOWN, Map.of());
    private static final Register FIRST = new Register(1, "S2", Responsibility.MUNICIPALITY, true, 2.3);
    private static final Register SECOND = new Register(2, "", null, false, null);

    @TempDir
    Path folder;

    private Streets streets;
    private RegisterRows register;
    private DataSource database;

    @BeforeEach
    void importTheVillage() {
        database = FreshSchema.create();
        streets = Streets.in(database);
        register = new RegisterRows(database);
        streets.importExtract(VillageTest.VILLAGE, (count, step) -> {});
    }

    @Test
    void theFirstImportIsNoChange() {
        assertThat(register.listChanges(TOWN)).isEmpty();
    }

    @Test
    void aNewJunctionLeavesTheLongerPieceItsIdAndBothTheirRegister() throws IOException {
        long dorfstrasse = ofStreet("Dorfstraße").getFirst();
        say(dorfstrasse, FIRST);

        withNewJunction();

        List<Long> pieces = ofStreet("Dorfstraße");
        assertThat(pieces).hasSize(2).contains(dorfstrasse);
        long piece = pieces.stream().filter(id -> id != dorfstrasse).findFirst().orElseThrow();
        assertThat(registerOf(piece)).isEqualTo(FIRST);
        assertThat(registerOf(dorfstrasse)).isEqualTo(FIRST);
        assertThat(lengthOf(dorfstrasse)).isGreaterThan(lengthOf(piece));
        assertThat(register.history(TOWN, piece))
                .singleElement()
                .satisfies(entry -> assertThat(entry.takenFrom()).isEqualTo(dorfstrasse));
        assertThat(register.listChanges(TOWN))
                .extracting(SegmentChange::segmentId, SegmentChange::kind, SegmentChange::parentId)
                .contains(
                        tuple(piece, SegmentChange.Kind.ADDED, dorfstrasse),
                        tuple(dorfstrasse, SegmentChange.Kind.CHANGED, null));
    }

    @Test
    void whenTheJunctionGoesAgainWhatDiffersIsNamed() throws IOException {
        withNewJunction();
        List<Long> pieces = ofStreet("Dorfstraße");
        say(pieces.getFirst(), FIRST);
        say(pieces.getLast(), SECOND);

        streets.importExtract(VillageTest.VILLAGE, (count, step) -> {});

        long left = ofStreet("Dorfstraße").getFirst();
        long gone = pieces.stream().filter(id -> id != left).findFirst().orElseThrow();
        assertThat(register.listChanges(TOWN))
                .filteredOn(change -> change.segmentId() == gone)
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(SegmentChange.Kind.REMOVED);
                    assertThat(change.parentId()).isEqualTo(left);
                    assertThat(change.differs()).isTrue();
                });
    }

    @Test
    void theSegmentThatTakesAnothersPlaceTakesItsRegisterWhenItHasNone() throws IOException {
        withNewJunction();
        List<Long> pieces = ofStreet("Dorfstraße");
        long shorter = lengthOf(pieces.getFirst()) < lengthOf(pieces.getLast()) ? pieces.getFirst() : pieces.getLast();
        say(shorter, FIRST);

        streets.importExtract(VillageTest.VILLAGE, (count, step) -> {});

        assertThat(registerOf(ofStreet("Dorfstraße").getFirst())).isEqualTo(FIRST);
        assertThat(register.listChanges(TOWN)).noneMatch(SegmentChange::differs);
    }

    @Test
    void aStreetUnderANewNumberKeepsItsIdAndItsRegister() throws IOException {
        long talweg = ofStreet("Talweg").getFirst();
        say(talweg, FIRST);

        importChanged("way id=\"110\"", "way id=\"7777\"");

        assertThat(ofStreet("Talweg")).containsExactly(talweg);
        assertThat(registerOf(talweg)).isEqualTo(FIRST);
    }

    @Test
    void whatAnOlderProgramHasReadIsReadAgain() {
        JdbcClient client = JdbcClient.create(database);
        client.sql("update segment_extract set reading = 1").update();
        client.sql("update segment set attributes = '{}', from_node = 0, to_node = 0")
                .update();
        List<Long> before = ofStreet("Dorfstraße");

        ImportReport report = streets.importExtract(VillageTest.VILLAGE, (count, step) -> {});

        assertThat(report.unchanged()).isFalse();
        assertThat(ofStreet("Dorfstraße")).isEqualTo(before);
        assertThat(streets.listByIds(before).getFirst().attributes().lanes()).isEqualTo(2);
    }

    @Test
    void plansFindSegmentsByWhatIsSaidOfThemAndByArea() {
        long dorfstrasse = ofStreet("Dorfstraße").getFirst();
        long talweg = ofStreet("Talweg").getFirst();
        say(dorfstrasse, FIRST);
        say(talweg, SECOND);

        assertThat(ids(SegmentFilter.ALL.ofWinterClasses(Set.of(1, 2)))).containsExactly(dorfstrasse, talweg);
        assertThat(ids(SegmentFilter.ALL.ofWinterClasses(Set.of(1)).ofSweepingClasses(Set.of("S2"))))
                .containsExactly(dorfstrasse);
        assertThat(ids(SegmentFilter.ALL.ofWinterClasses(Set.of(0)).ofClasses(RoadClass.ROADS)))
                .containsExactlyElementsOf(ofStreet("Nach Nirgendwo"));
        assertThat(ids(SegmentFilter.ALL
                        .ofClasses(RoadClass.ROADS)
                        .within(List.of(
                                at(11.799, 50.1998), at(11.804, 50.1998), at(11.804, 50.2005), at(11.799, 50.2005)))))
                .containsExactly(dorfstrasse);
        assertThat(streets.listRegistered(TOWN + 1, SegmentFilter.ALL.ofWinterClasses(Set.of(1))))
                .isEmpty();
    }

    private static Position at(double lon, double lat) {
        return new Position(lon, lat);
    }

    /** A lane begins in the middle of the Dorfstraße. */
    private void withNewJunction() throws IOException {
        importChanged(
                "<way id=\"910\">",
                "<way id=\"130\"><nd ref=\"2\"/><nd ref=\"5\"/><tag k=\"highway\" v=\"service\"/></way><way id=\"910\">");
    }

    private void importChanged(String before, String after) throws IOException {
        Path file = folder.resolve("changed.osm");
        Files.writeString(file, Files.readString(VillageTest.VILLAGE).replace(before, after));
        streets.importExtract(file, (count, step) -> {});
    }

    private void say(long segment, Register said) {
        register.insert(TOWN, Map.of(segment, said), SOMEBODY, "Beschluss");
    }

    private Register registerOf(long segment) {
        return Objects.requireNonNull(register.current(TOWN, List.of(segment)).get(segment));
    }

    private double lengthOf(long segment) {
        return streets.listByIds(List.of(segment)).getFirst().lengthMetres();
    }

    private List<Long> ofStreet(String name) {
        return ids(SegmentFilter.ALL.ofStreet(name));
    }

    private List<Long> ids(SegmentFilter filter) {
        return streets.listRegistered(TOWN, filter).stream()
                .map(one -> one.segment().id())
                .toList();
    }
}
