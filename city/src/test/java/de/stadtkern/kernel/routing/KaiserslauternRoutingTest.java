package de.stadtkern.kernel.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole town as OpenStreetMap had it in 2013; the file lies outside the repository. */
class KaiserslauternRoutingTest {

    private static final int ENDS = 150;

    private static @Nullable RoadGraph read;

    private Path town = Path.of("");
    private RoadGraph graph = Quarter.graph();

    @BeforeEach
    void readOnce() {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        town = Path.of(shared, "data/osm/kaiserslautern.osm.pbf");
        assumeTrue(Files.exists(town), town.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        if (read == null) {
            read = RoadGraph.build(town, Truck.USUAL, (count, step) -> {});
        }
        graph = read;
    }

    @ParameterizedTest
    @EnumSource(names = {"CAR", "TRUCK"})
    void aPreparedMatrixIsWhatDijkstraFinds(Profile profile) {
        List<End> ends = ends(new Random(7));
        Snapping snapping = graph.snapping(profile);
        Matrix swept = graph.matrix(profile, ends);
        Matrix searched =
                graph.searched(profile, ends.stream().map(snapping::stop).toList());
        int asymmetric = 0;

        for (int from = 0; from < ENDS; from++) {
            for (int to = 0; to < ENDS; to++) {
                assertThat(swept.seconds(from, to)).as(from + " to " + to).isEqualTo(searched.seconds(from, to));
                assertThat(swept.metres(from, to)).as(from + " to " + to).isEqualTo(searched.metres(from, to));
                asymmetric += swept.seconds(from, to) == swept.seconds(to, from) ? 0 : 1;
            }
        }
        assertThat(asymmetric).isGreaterThan(ENDS * ENDS / 2);
    }

    @ParameterizedTest
    @EnumSource
    void routesTakeAsLongAsTheMatrixSays(Profile profile) {
        List<End> ends = ends(new Random(11)).stream()
                .filter(end -> end.inside() == null)
                .limit(8)
                .toList();
        Matrix matrix = graph.matrix(profile, ends);

        for (int from = 0; from < ends.size(); from++) {
            for (int to = 0; to < ends.size(); to++) {
                List<Route> routes = graph.routes(
                        profile, List.of(ends.get(from).position(), ends.get(to).position()), 0);
                assertThat(routes).hasSize(Double.isInfinite(matrix.seconds(from, to)) ? 0 : 1);
                double length = Courses.length(graph.course(profile, ends.get(from), ends.get(to)));
                for (Route route : routes) {
                    assertThat(route.seconds()).isCloseTo(matrix.seconds(from, to), within(0.05));
                    assertThat(length).isCloseTo(matrix.metres(from, to), within(5 + 0.002 * length));
                }
            }
        }
    }

    @Test
    void halfOfTheFileIsRefused(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(town);
        Path half = Files.write(folder.resolve("half.osm.pbf"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> RoadGraph.build(half, Truck.USUAL, (count, step) -> {}))
                .isInstanceOf(UnreadableExtractException.class)
                .hasMessageContaining("half.osm.pbf");
    }

    /** Places and ends of streets, all over the town. */
    private static List<End> ends(Random random) {
        List<End> ends = new ArrayList<>();
        while (ends.size() < ENDS) {
            Position position = position(random);
            ends.add(random.nextBoolean() ? End.of(position) : new End(position, position(random)));
        }
        return ends;
    }

    private static Position position(Random random) {
        return new Position(7.70 + 0.12 * random.nextDouble(), 49.42 + 0.05 * random.nextDouble());
    }
}
