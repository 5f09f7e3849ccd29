package de.stadtkern.services.wastefigures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.geo.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant BEGIN = Instant.parse("2026-01-05T06:00:00Z");
    private static final FiguresSettings RULES =
            new FiguresSettings(0.9, 6, 0.25, 0.5, 3, Duration.ofDays(2), 0.25, 150, 50, 0.1);

    @Test
    void aBinThatIsAlwaysFullWithNoOtherNearMeansDemand() {
        assertThat(verdict(10, 0.9, 5, 7, 0, 400.0)).isEqualTo(Verdict.ALONE);
        assertThat(verdict(10, 0.9, 5, 7, 0, null)).isEqualTo(Verdict.ALONE);
        assertThat(verdict(1, 0.2, 0, 7, 3, 400.0)).as("reports alone").isEqualTo(Verdict.ALONE);
    }

    @Test
    void aBinThatIsOftenFullIsTooSmallWhenItIsEmptiedOftenAndElseEmptiedTooSeldom() {
        assertThat(verdict(10, 0.7, 3, 2, 0, 40.0)).isEqualTo(Verdict.TOO_SMALL);
        assertThat(verdict(10, 0.7, 3, 7, 0, 40.0)).isEqualTo(Verdict.TOO_SELDOM);
        assertThat(verdict(10, 0.7, 3, 7, 0, 400.0))
                .as("alone, but not always full")
                .isEqualTo(Verdict.TOO_SELDOM);
        assertThat(verdict(10, 0.5, 0, 7, 3, 40.0)).as("people say so").isEqualTo(Verdict.TOO_SELDOM);
    }

    @Test
    void otherwiseItIsHardlyUsedOrFitsOrTooLittleIsKnown() {
        assertThat(verdict(10, 0.2, 0, 7, 0, 40.0)).isEqualTo(Verdict.HARDLY_USED);
        assertThat(verdict(10, 0.5, 2, 7, 2, 40.0)).isEqualTo(Verdict.FITS);
        assertThat(verdict(5, 1, 5, 7, 2, 40.0)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void litresPerWeekAreLevelTimesVolumeAtEachEmptying() {
        Bin bin = bin(1, new Position(7, 49), 10, 0.5, 0, 3.5, 0);
        assertThat(bin.litresPerWeek()).isCloseTo(0.5 * 120 * 2, within(1e-9));
    }

    @Property
    void theNextBinIsTheNearestOfAll(
            @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = 0, max = 0.02) @Scale(5) Double> north) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < north.size(); i++) {
            bins.add(bin(i, new Position(7 + i % 5 * 0.001, 49 + north.get(i)), 0, 0, 0, 7, 0));
        }
        Map<Long, Double> metres = Nearest.metres(bins);
        for (Bin bin : bins) {
            double expected = bins.stream()
                    .filter(other -> other.id() != bin.id())
                    .map(other -> bin.position().metresTo(other.position()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            assertThat(metres.get(bin.id())).isEqualTo(expected);
        }
    }

    @Test
    void theHottestFifthOfTheSquaresIsFiveAndWhereNothingWasEmptiedThereIsNoHeat() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            bins.add(bin(i, new Position(7 + i * 0.01, 49), 8, 0.05 * (i + 1), 0, 7, 0));
        }
        bins.add(bin(10, new Position(7.5, 49), 0, 0, 0, 7, 0));
        List<Heat> squares = Heat.of(bins, Heat.By.LITRES);
        assertThat(squares).extracting(Heat::heat).containsExactly(5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0);
        assertThat(squares.getFirst().litresPerWeek()).isCloseTo(60, within(1e-6));
    }

    private static Verdict verdict(
            int emptyings, double level, int full, double days, int reports, @Nullable Double nearest) {
        return Verdict.of(bin(1, new Position(7, 49), emptyings, level, full, days, reports), nearest, RULES);
    }

    private static Bin bin(
            long id, Position position, int emptyings, double level, int full, double days, int reports) {
        Duration span = Duration.ofSeconds(Math.round(days * 86_400 * Math.max(0, emptyings - 1)));
        return new Bin(
                id,
                "PK-" + id,
                Kind.LITTER_BIN,
                Fraction.RESIDUAL,
                "Platz",
                position,
                120,
                new Bin.Counts(
                        emptyings,
                        emptyings,
                        emptyings == 0 ? null : level,
                        full,
                        emptyings == 0 ? null : BEGIN,
                        emptyings == 0 ? null : BEGIN.plus(span),
                        reports,
                        0,
                        0));
    }
}
