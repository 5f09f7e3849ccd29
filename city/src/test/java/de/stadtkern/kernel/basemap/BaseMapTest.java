package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.FreshSchema;
import de.stadtkern.kernel.streets.ImportReport;
import de.stadtkern.kernel.streets.Progress;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class BaseMapTest {

    private static final Progress SILENT = (count, step) -> {};
    private static final Box EVERYWHERE = new Box(-180, -80, 180, 80);

    @TempDir
    Path folder;

    private DataSource dataSource = FreshSchema.create();
    private FeatureRows rows = new FeatureRows(dataSource);
    private BaseMap map = BaseMap.in(dataSource);

    @BeforeEach
    void village() {
        map.importExtract(Village.FILE, SILENT);
    }

    @Test
    void givesBackWhatItHasRead() {
        assertThat(rows.list(EVERYWHERE, 19)).usingRecursiveComparison().isEqualTo(Village.features());
        assertThat(map.getExtract().attribution()).isEqualTo("Kartendorf, invented");
        assertThat(map.getExtract().bounds().west()).isBetween(11.89, 11.897);
    }

    @Test
    void givesOnlyWhatCanBeSeen() {
        Box lake = new Box(11.9021, 50.3021, 11.9030, 50.3030);

        assertThat(rows.list(lake, 19)).extracting(MapFeature::name).containsExactly("Kartensee");
        assertThat(rows.list(EVERYWHERE, 10))
                .extracting(MapFeature::kind)
                .contains(Kind.SECONDARY, Kind.RIVER)
                .doesNotContain(Kind.HOUSE, Kind.TREE, Kind.PATH);
    }

    @Test
    void saysWhatTheLandIsUsedForOutsideOfHoles() {
        Position wood = new Position(Village.WOOD[0], Village.WOOD[1]);
        Position clearing = new Position(Village.CLEARING[0], Village.CLEARING[1]);
        Position nothing = new Position(Village.NOTHING[0], Village.NOTHING[1]);

        assertThat(map.landUses(Set.of(wood, clearing, nothing))).containsExactly(Map.entry(wood, LandUse.OPEN_LAND));
        assertThat(map.landUses(Set.of())).isEmpty();
    }

    @Test
    void theSameFileIsReadOnce() {
        MapExtract before = map.getExtract();
        List<String> steps = new ArrayList<>();

        MapReport again = map.importExtract(Village.FILE, (count, step) -> steps.add(step));

        assertThat(again.roads().unchanged()).isTrue();
        assertThat(steps).isEmpty();
        assertThat(map.getExtract()).isEqualTo(before);
    }

    @Test
    void aNewFileReplacesTheMapAndKeepsTheIdsOfSegments() throws IOException {
        MapExtract before = map.getExtract();
        List<Long> segments = segments();
        String renamed = Files.readString(Village.FILE).replace("Kartensee", "Stausee");

        MapReport report = map.importExtract(Files.writeString(folder.resolve("new.osm"), renamed), SILENT);

        assertThat(report.roads().changes()).isEqualTo(new ImportReport.Changes(0, 0, 0));
        assertThat(segments()).isEqualTo(segments);
        assertThat(rows.list(EVERYWHERE, 19))
                .extracting(MapFeature::name)
                .contains("Stausee")
                .doesNotContain("Kartensee");
        assertThat(map.getExtract().version()).isNotEqualTo(before.version());
    }

    @Test
    void anotherProgramOnTheSameDatabaseNoticesTheImport() throws IOException {
        BaseMap other = BaseMap.in(dataSource);
        MapExtract before = map.getExtract();
        String renamed = Files.readString(Village.FILE).replace("Kartensee", "Stausee");

        other.importExtract(Files.writeString(folder.resolve("new.osm"), renamed), SILENT);

        await().until(() -> map.getExtract().id() > before.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no XML at all", "<osm version='0.7'><node id='1' lat='50' lon='11'/></osm>", "<gpx/>"})
    void aFileThatIsNoExtractIsRefusedAndNothingChanges(String content) throws IOException {
        assertRefused(Files.writeString(folder.resolve("other.osm"), content));
    }

    @Test
    void halfAFileIsRefusedAndNothingChanges() throws IOException {
        byte[] whole = Files.readAllBytes(Village.FILE);

        assertRefused(Files.write(folder.resolve("half.osm"), Arrays.copyOf(whole, whole.length / 2)));
    }

    @Test
    void kaiserslauternIsAMapOfTwentyThousandFeatures() {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        Path town = Path.of(shared, "data/osm/kaiserslautern.osm.pbf");
        assumeTrue(Files.exists(town), town.toAbsolutePath() + " is missing; set STADTKERN_SHARED");

        map.importExtract(town, SILENT);

        assertThat(map.getExtract().attribution()).startsWith("© OpenStreetMap contributors");
        assertThat(rows.list(EVERYWHERE, 19)).hasSizeBetween(20_000, 25_000);
        Box center = new Box(7.7650, 49.4420, 7.7720, 49.4460);
        assertThat(rows.list(center, 17))
                .extracting(MapFeature::name)
                .contains("Fackelstraße", "Stiftskirche", "Schillerplatz");
    }

    private void assertRefused(Path file) {
        MapExtract before = map.getExtract();

        assertThatThrownBy(() -> map.importExtract(file, SILENT))
                .isInstanceOf(UnreadableExtractException.class)
                .hasMessageContainingAll("stays as it was", file.toString(), "Fetch the extract again");

        assertThat(rows.findExtract()).contains(before);
        assertThat(rows.list(EVERYWHERE, 19)).hasSameSizeAs(Village.features());
    }

    private List<Long> segments() {
        return JdbcClient.create(dataSource)
                .sql("select id from segment order by way_id, ordinal")
                .query((row, number) -> row.getLong("id"))
                .list();
    }
}
