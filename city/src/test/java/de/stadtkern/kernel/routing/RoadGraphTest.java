package de.stadtkern.kernel.routing;

import static de.stadtkern.kernel.routing.Profile.BICYCLE;
import static de.stadtkern.kernel.routing.Profile.CAR;
import static de.stadtkern.kernel.routing.Profile.FOOT;
import static de.stadtkern.kernel.routing.Profile.TRUCK;
import static de.stadtkern.kernel.routing.Profile.WHEELCHAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.routing.Caution.Kind;
import de.stadtkern.kernel.routing.Step.Turn;
import de.stadtkern.kernel.streets.UnreadableExtractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoadGraphTest {

    private static final RoadGraph GRAPH = Quarter.graph();
    private static final List<Position> MIDDLE =
            List.of(new Position(10.5020, 48.1000), new Position(10.5020, 48.1014));

    @Test
    void turnRestrictionsAreKept() {
        assertThat(streets(CAR, Quarter.HAUPT_WEST, Quarter.MITTEL))
                .doesNotContainSequence("Hauptstraße", "Mittelgasse");
        assertThat(streets(CAR, Quarter.HAUPT_EAST, Quarter.MITTEL)).contains("Mittelgasse");
        assertThat(streets(FOOT, Quarter.HAUPT_WEST, Quarter.MITTEL)).containsSequence("Hauptstraße", "Mittelgasse");
    }

    @Test
    void trucksKeepOutOfWhatIsTooLow() {
        assertThat(streets(CAR, Quarter.HAUPT_EAST, Quarter.DEAD_END)).contains("Mittelgasse");
        assertThat(streets(TRUCK, Quarter.HAUPT_EAST, Quarter.DEAD_END))
                .contains("Ostgasse")
                .doesNotContain("Mittelgasse");
    }

    @Test
    void trucksTurnAtDeadEndsOnly() {
        Route route = route(TRUCK, Quarter.RING_MIDDLE, new Position(10.5020, 48.1024), Quarter.HAUPT_WEST);

        assertThat(route.steps()).extracting(Step::turn).contains(Turn.VIA);
        assertThat(GRAPH.matrix(TRUCK, List.of(coming(CAR), End.of(Quarter.RING_MIDDLE)))
                        .seconds(0, 1))
                .isGreaterThan(60);
    }

    /** Out of Sackgasse at its closed end: one has to turn there. */
    private static End coming(Profile profile) {
        return new End(new Position(10.5020, 48.1024), new Position(10.5020, 48.1020));
    }

    @Test
    void oneWayStreetsAreDrivenOneWay() {
        Position south = new Position(10.5040, 48.1003);
        Position north = new Position(10.5040, 48.1011);
        Matrix matrix = GRAPH.matrix(CAR, List.of(End.of(south), End.of(north)));

        assertThat(matrix.metres(0, 1)).isCloseTo(89, within(2.0));
        assertThat(matrix.metres(1, 0)).isGreaterThan(400);
    }

    @Test
    void theEndOfAStreetIsLeftInOneDirection() {
        Position east = new Position(10.5020, 48.1000);
        Position west = new Position(10.5000, 48.1000);
        Position inside = new Position(10.5010, 48.1000);
        List<End> ends = List.of(new End(east, inside), new End(west, inside));

        assertThat(GRAPH.matrix(CAR, ends).seconds(0, 0)).as("turned at once").isCloseTo(40, within(1.0));
        assertThat(GRAPH.matrix(TRUCK, ends).metres(0, 1)).as("round the block").isGreaterThan(400);
    }

    @ParameterizedTest
    @EnumSource
    void aCourseIsAsLongAsTheMatrixSays(Profile profile) {
        List<End> ends = List.of(
                End.of(Quarter.WEST),
                End.of(Quarter.HAUPT_EAST),
                new End(new Position(10.5020, 48.1014), new Position(10.5010, 48.1014)));
        Matrix matrix = GRAPH.matrix(profile, ends);

        for (int from = 0; from < ends.size(); from++) {
            for (int to = 0; to < ends.size(); to++) {
                List<Position> course = GRAPH.course(profile, ends.get(from), ends.get(to));
                assertThat(course.isEmpty()).isEqualTo(Double.isInfinite(matrix.metres(from, to)));
                if (!course.isEmpty()) {
                    assertThat(Courses.length(course)).isCloseTo(matrix.metres(from, to), within(1.0));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRouteTakesAsLongAsTheMatrixSays(Profile profile) {
        Route route = route(profile, Quarter.WEST, Quarter.RING_MIDDLE);
        Matrix matrix = GRAPH.matrix(profile, List.of(End.of(Quarter.WEST), End.of(Quarter.RING_MIDDLE)));

        assertThat(route.seconds()).isCloseTo(matrix.seconds(0, 1), within(0.02));
        assertThat(route.metres()).isCloseTo(matrix.metres(0, 1), within(0.02));
    }

    @Test
    void wheelchairsNeverTakeSteps() {
        Position steps = new Position(10.5001, 48.1001);

        assertThat(route(FOOT, Quarter.WEST, Quarter.DEAD_END).course()).contains(steps);
        assertThat(route(WHEELCHAIR, Quarter.WEST, Quarter.DEAD_END).course()).doesNotContain(steps);
    }

    @Test
    void wheelchairsTakeTheLoweredKerb() {
        Route route = route(WHEELCHAIR, Quarter.WEST, Quarter.PARK);

        assertThat(streets(FOOT, Quarter.WEST, Quarter.PARK))
                .contains("Parkweg")
                .doesNotContain("Lindenweg");
        assertThat(route.steps()).extracting(Step::street).contains("Lindenweg").doesNotContain("Parkweg");
        assertThat(route.cautions()).noneMatch(caution -> caution.street().equals("Lindenweg"));
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(route(WHEELCHAIR, Quarter.HAUPT_EAST, Quarter.OAKS).cautions())
                .filteredOn(caution -> caution.street().equals("Eichenweg"))
                .extracting(Caution::kind)
                .containsExactlyInAnyOrder(
                        Kind.KERB_UNKNOWN, Kind.SURFACE_ROUGH, Kind.INCLINE_UNKNOWN, Kind.WIDTH_UNKNOWN);
        assertThat(route(FOOT, Quarter.HAUPT_EAST, Quarter.OAKS).cautions()).isEmpty();
    }

    @Test
    void aClosureIsDrivenAroundAndWalkedThrough() {
        RoadGraph closed = GRAPH.closing(List.of(new ClosedLine(MIDDLE, false)));
        List<Position> through = List.of(Quarter.HAUPT_EAST, Quarter.DEAD_END);

        assertThat(streetsOf(closed.routes(BICYCLE, through, 0))).doesNotContain("Mittelgasse");
        assertThat(streetsOf(closed.routes(FOOT, through, 0))).contains("Mittelgasse");
        assertThat(streetsOf(
                        GRAPH.closing(List.of(new ClosedLine(MIDDLE, true))).routes(FOOT, through, 0)))
                .doesNotContain("Mittelgasse");
        assertThat(streetsOf(GRAPH.routes(CAR, through, 0))).contains("Mittelgasse");
    }

    @Test
    void aClosureCountsTheSameBeforeAndAfterItIsPrepared() {
        List<End> ends = List.of(End.of(Quarter.HAUPT_EAST), End.of(Quarter.DEAD_END), End.of(Quarter.WEST));
        RoadGraph closed = GRAPH.closing(List.of(new ClosedLine(MIDDLE, false)));
        Matrix searched = closed.matrix(CAR, ends);
        Matrix prepared = closed.prepared().matrix(CAR, ends);

        assertThat(closed.isPrepared()).isFalse();
        assertThat(searched.seconds(0, 1)).isGreaterThan(GRAPH.matrix(CAR, ends).seconds(0, 1));
        for (int from = 0; from < ends.size(); from++) {
            for (int to = 0; to < ends.size(); to++) {
                assertThat(prepared.seconds(from, to)).isEqualTo(searched.seconds(from, to));
            }
        }
    }

    @Test
    void aLineAcrossAStreetClosesNothing() {
        List<Position> across = List.of(new Position(10.5010, 48.0999), new Position(10.5010, 48.1001));

        assertThat(GRAPH.countClosed(List.of(new ClosedLine(across, true)))).isZero();
    }

    @Test
    void thereAreOtherWays() {
        List<Route> routes = GRAPH.routes(FOOT, List.of(Quarter.HAUPT_WEST, Quarter.RING_MIDDLE), 2);

        assertThat(routes).hasSizeGreaterThan(1);
        assertThat(routes.getFirst().seconds())
                .isLessThanOrEqualTo(routes.get(1).seconds());
    }

    @Test
    void whatIsFarAwayIsNotReached() {
        Position paris = new Position(2.35, 48.86);

        assertThat(GRAPH.routes(CAR, List.of(Quarter.WEST, paris), 0)).isEmpty();
        assertThat(GRAPH.matrix(CAR, List.of(End.of(Quarter.WEST), End.of(paris)))
                        .seconds(0, 1))
                .isInfinite();
        assertThat(GRAPH.course(CAR, End.of(Quarter.WEST), End.of(paris))).isEmpty();
    }

    @Test
    void moreTimeReachesMore() {
        var areas = GRAPH.reach(FOOT, Quarter.WEST, List.of(1, 2)).areas();

        assertThat(areas.get(0).squareKilometres())
                .isPositive()
                .isLessThan(areas.get(1).squareKilometres());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<osm version=\"0.6\"></osm>", "<osm version=\"0.6\"><node", "\u0000\u0000\u0000\u000ePK"})
    void aFileWithoutRoadsIsRefused(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.osm"), content);

        assertThatThrownBy(() -> RoadGraph.build(file, Truck.USUAL, (count, step) -> {}))
                .isInstanceOf(UnreadableExtractException.class)
                .hasMessageContaining("broken.osm");
    }

    private static Route route(Profile profile, Position... via) {
        return GRAPH.routes(profile, List.of(via), 0).getFirst();
    }

    private static List<String> streets(Profile profile, Position from, Position to) {
        return streetsOf(GRAPH.routes(profile, List.of(from, to), 0));
    }

    private static List<String> streetsOf(List<Route> routes) {
        return routes.getFirst().steps().stream().map(Step::street).toList();
    }
}
