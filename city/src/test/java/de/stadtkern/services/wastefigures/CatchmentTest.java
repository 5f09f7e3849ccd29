package de.stadtkern.services.wastefigures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.services.wastefigures.Catchment.Stand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class CatchmentTest {

    private final Catchment catchment = new Catchment(150, 50);

    /** Bins today, and what becomes of them: the first moves, the second goes, one is added. */
    record Town(Map<Stand, Double> today, List<Stand> draft) {}

    @Provide
    Arbitrary<Position> places() {
        return Combinators.combine(
                        Arbitraries.doubles().between(7.76, 7.77).ofScale(6),
                        Arbitraries.doubles().between(49.44, 49.445).ofScale(6))
                .as(Position::new);
    }

    @Provide
    Arbitrary<Town> towns() {
        return Combinators.combine(
                        places().list().ofMinSize(3).ofMaxSize(12),
                        Arbitraries.doubles().between(0, 500).list().ofSize(12),
                        places(),
                        places())
                .as((places, litres, moved, added) -> {
                    Map<Stand, Double> today = new LinkedHashMap<>();
                    List<Stand> draft = new ArrayList<>();
                    for (int i = 0; i < places.size(); i++) {
                        Stand stand = stand(i, places.get(i));
                        today.put(stand, litres.get(i));
                        if (i != 1) {
                            draft.add(i == 0 ? stand(0, moved) : stand);
                        }
                    }
                    draft.add(stand(-1, added));
                    return new Town(today, draft);
                });
    }

    @Property
    void nothingIsLostAndNothingComesFromNowhere(@ForAll("towns") Town town) {
        Map<Long, Double> loads = catchment.loads(town.today(), town.draft());

        assertThat(sum(loads)).isCloseTo(sum(town.today()), within(1e-6));
        assertThat(loads.values()).allMatch(litres -> litres >= 0);
    }

    @Property
    void oneMoreBinNeverGivesAnotherOneMore(@ForAll("towns") Town town, @ForAll("places") Position place) {
        Map<Long, Double> without = catchment.loads(town.today(), town.draft());
        List<Stand> more = new ArrayList<>(town.draft());
        more.add(stand(-2, place));
        Map<Long, Double> with = catchment.loads(town.today(), more);

        without.forEach((id, litres) -> assertThat(with.get(id)).isLessThanOrEqualTo(litres + 1e-9));
    }

    @Property
    void aDraftWithoutChangesChangesNothing(@ForAll("towns") Town town) {
        Map<Long, Double> loads =
                catchment.loads(town.today(), List.copyOf(town.today().keySet()));

        town.today()
                .forEach((stand, litres) -> assertThat(loads.get(stand.id())).isCloseTo(litres, within(1e-9)));
    }

    @Property
    void theNearerANewBinTheMoreItTakes(
            @ForAll @Scale(5) @DoubleRange(min = 0.0001, max = 0.0005) double near,
            @ForAll @Scale(5) @DoubleRange(min = 0.0006, max = 0.0013) double far) {
        assertThat(takenAt(near)).isGreaterThan(takenAt(far));
    }

    @Test
    void atHalfTheAttractionAThirdGoesToTheNewBin() {
        double degrees = 50 / new Position(7, 49).metresTo(new Position(7, 50));
        assertThat(takenAt(degrees)).isCloseTo(100 / 3.0, within(0.01));
        assertThat(takenAt(0.01)).as("out of reach").isZero();
    }

    @Test
    void glassDoesNotGoIntoALitterBin() {
        Stand bank = new Stand(1, Fraction.GLASS, new Position(7.76, 49.44));
        Map<Long, Double> loads =
                catchment.loads(Map.of(bank, 100.0), List.of(bank, stand(2, new Position(7.76, 49.44))));
        assertThat(loads).containsEntry(1L, 100.0).containsEntry(2L, 0.0);
    }

    private double takenAt(double degreesNorth) {
        Stand bin = stand(1, new Position(7.76, 49.44));
        Stand fresh = stand(2, new Position(7.76, 49.44 + degreesNorth));
        Double taken = catchment.loads(Map.of(bin, 100.0), List.of(bin, fresh)).get(2L);
        return taken == null ? Double.NaN : taken;
    }

    private static Stand stand(long id, Position place) {
        return new Stand(id, Fraction.RESIDUAL, place);
    }

    private static double sum(Map<?, Double> litres) {
        return litres.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
