package de.stadtkern.kernel.streets;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.streets.Comparison.Found;
import de.stadtkern.kernel.streets.Comparison.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void theLongerPieceOfASplitWayKeepsTheIdAndTheOtherKnowsWhoseItWas() {
        Comparison.Result result =
                Comparison.of(List.of(known(7, 100, 0, 0, 10)), List.of(road(100, 0, 0, 3), road(100, 1, 3, 10)));

        assertThat(ids(result)).containsExactly(null, 7L);
        assertThat(Objects.requireNonNull(result.found().getFirst().parent()).id())
                .isEqualTo(7);
        assertThat(result.gone()).isEmpty();
    }

    @Test
    void aNewJunctionMovesNoOtherIdOfTheWay() {
        Comparison.Result result = Comparison.of(
                List.of(known(1, 100, 0, 0, 5), known(2, 100, 1, 5, 9)),
                List.of(road(100, 0, 0, 2), road(100, 1, 2, 5), road(100, 2, 5, 9)));

        assertThat(ids(result)).containsExactly(null, 1L, 2L);
    }

    @Test
    void aWayUnderANewNumberKeepsItsIds() {
        Comparison.Result result = Comparison.of(
                List.of(known(1, 100, 0, 0, 5), known(2, 100, 1, 5, 9)),
                List.of(road(100, 0, 0, 5), road(200, 0, 5, 9)));

        assertThat(ids(result)).containsExactly(1L, 2L);
    }

    @Test
    void whenAJunctionVanishesTheShorterPieceIsGoneAndItsSuccessorKnown() {
        Comparison.Result result =
                Comparison.of(List.of(known(1, 100, 0, 0, 6), known(2, 100, 1, 6, 9)), List.of(road(100, 0, 0, 9)));

        assertThat(ids(result)).containsExactly(1L);
        assertThat(result.gone()).singleElement().satisfies(gone -> {
            assertThat(gone.segment().id()).isEqualTo(2);
            assertThat(gone.successor()).isSameAs(result.found().getFirst().stretch());
        });
    }

    @Test
    void aWayDrawnElsewhereKeepsItsIdByItsNumber() {
        Stretch moved = stretch(100, 0, RoadClass.RESIDENTIAL, List.of(at(0, 300), at(9, 300)));

        assertThat(ids(Comparison.of(List.of(known(1, 100, 0, 0, 9)), List.of(moved))))
                .containsExactly(1L);
    }

    @Test
    void aNewPathBesideARoadIsNoPieceOfIt() {
        Stretch path = stretch(600, 0, RoadClass.FOOTWAY, List.of(at(0, 3), at(9, 3)));

        Comparison.Result result = Comparison.of(List.of(known(1, 100, 0, 0, 9)), List.of(path));

        assertThat(ids(result)).containsExactly((Long) null);
        assertThat(result.found().getFirst().parent()).isNull();
        assertThat(result.gone())
                .singleElement()
                .satisfies(gone -> assertThat(gone.successor()).isNull());
    }

    @Test
    void aParallelRoadIsAnother() {
        Stretch parallel = stretch(200, 0, RoadClass.RESIDENTIAL, List.of(at(0, 12), at(9, 12)));

        assertThat(ids(Comparison.of(List.of(known(1, 100, 0, 0, 9)), List.of(road(100, 0, 0, 9), parallel))))
                .containsExactly(1L, null);
    }

    @Test
    void whatWasRemovedComesBackButTakesNoIdOfWhatIsThere() {
        Known removed = new Known(road(100, 0, 0, 9).segment(1), 0, true);

        assertThat(ids(Comparison.of(List.of(removed), List.of(road(100, 0, 0, 9)))))
                .containsExactly(1L);
        assertThat(ids(Comparison.of(List.of(removed, known(2, 100, 0, 0, 9)), List.of(road(100, 0, 0, 9)))))
                .containsExactly(2L);
    }

    /** However a way is split before and after, no id is given twice, and ids are only lost to fewer pieces. */
    @Property(tries = 200)
    void noIdIsGivenTwice(
            @ForAll @IntRange(min = 1, max = 8) int before, @ForAll @IntRange(min = 1, max = 8) int after) {
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            known.add(known(i + 1, 100, i, i * 840 / before, (i + 1) * 840 / before));
        }
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < after; i++) {
            stretches.add(road(100, i, i * 840 / after, (i + 1) * 840 / after));
        }

        Comparison.Result result = Comparison.of(known, stretches);

        List<Long> kept = ids(result).stream().filter(Objects::nonNull).toList();
        assertThat(kept).doesNotHaveDuplicates().hasSize(Math.min(before, after));
        assertThat(result.gone())
                .hasSize(before - kept.size())
                .allSatisfy(gone -> assertThat(gone.successor()).isNotNull());
        assertThat(result.found())
                .filteredOn(found -> found.before() == null)
                .allSatisfy(found -> assertThat(found.parent()).isNotNull());
    }

    private static List<Long> ids(Comparison.Result result) {
        List<Long> ids = new ArrayList<>();
        for (Found found : result.found()) {
            ids.add(
                    found.before() == null
                            ? null
                            : (Long) found.before().segment().id());
        }
        return ids;
    }

    private static Known known(long id, long wayId, int ordinal, int from, int to) {
        return new Known(road(wayId, ordinal, from, to).segment(id), ordinal, false);
    }

    private static Stretch road(long wayId, int ordinal, int from, int to) {
        return stretch(wayId, ordinal, RoadClass.RESIDENTIAL, List.of(at(from, 0), at(to, 0)));
    }

    private static Stretch stretch(long wayId, int ordinal, RoadClass roadClass, List<Position> course) {
        RoadTags tags = new RoadTags("Lindenweg", roadClass, false, false, false, RoadAttributes.UNKNOWN);
        return new Stretch(wayId, ordinal, tags, new Ends(1, 2), course, Place.UNKNOWN);
    }

    /** So many times 10 m to the east, and metres to the north. */
    private static Position at(int east, int metresNorth) {
        return new Position(11.9 + east * 10 / 71_000.0, 50.3 + metresNorth / 111_195.0);
    }
}
