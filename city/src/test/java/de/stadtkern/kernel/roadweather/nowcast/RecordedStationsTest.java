package de.stadtkern.kernel.roadweather.nowcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.roadweather.nowcast.trial.Case;
import de.stadtkern.kernel.roadweather.nowcast.trial.Fitting;
import de.stadtkern.kernel.roadweather.nowcast.trial.Recording;
import de.stadtkern.kernel.roadweather.nowcast.trial.Score;
import de.stadtkern.kernel.roadweather.nowcast.trial.Score.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The nowcast on stations that were recorded; the files lie outside the repository. */
class RecordedStationsTest {

    private static final Path WINTER =
            Path.of(System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared"), "data/winter");
    private static final Path OBSERVATIONS = WINTER.resolve("rwis_metro_testsuite_observations.csv");

    private static final List<Double> FLOOR = List.of(0.43, 0.35, 0.31);

    private static List<Recording> recordings = List.of();
    private static List<Case> cases = List.of();

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.exists(OBSERVATIONS), OBSERVATIONS.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        recordings = Recording.read(OBSERVATIONS, WINTER.resolve("rwis_metro_testsuite_stations.csv"));
        cases = Case.of(recordings);
    }

    @Test
    void simpleMethodsScoreAsInTheReference() {
        Function<Case, Answer> cold =
                one -> Answer.plain(one.now().surface() <= 1, one.now().surface());

        assertThat(Score.of(recordings, cases, 1, cold).contingency()).isEqualTo(new Contingency(37, 113, 23, 2369));
        assertThat(Score.of(recordings, cases, 2, cold).contingency()).isEqualTo(new Contingency(47, 102, 62, 2242));
        assertThat(Score.of(recordings, cases, 3, cold).contingency()).isEqualTo(new Contingency(48, 99, 104, 2113));
        assertThat(Score.of(recordings, cases, 1, linear(1)).contingency())
                .isEqualTo(new Contingency(40, 34, 20, 2448));
        assertThat(Score.of(recordings, cases, 3, linear(3)).contingency())
                .isEqualTo(new Contingency(89, 168, 63, 2044));
        assertThat(Score.of(recordings, cases, 3, cold).events()).isEqualTo(22);
        assertThat(Score.of(recordings, cases, 3, cold).eventsHit()).isEqualTo(16);
    }

    @Test
    void onPlacesLeftOutOfTheFitItIsBetterThanEverySimpleMethod() {
        Fitting fitting = new Fitting(cases, Coefficients.SHIPPED.memory(), Coefficients.SHIPPED.sun());
        Map<Integer, Coefficients> without = new HashMap<>();

        for (int hours = 1; hours <= 3; hours++) {
            Score score = score(hours, one -> without.computeIfAbsent(one.place(), fitting::without));
            assertThat(score.contingency().csi()).isGreaterThan(FLOOR.get(hours - 1));
            assertThat(score.brierSkill()).isGreaterThan(0.3);
            assertThat(score.coverage()).isBetween(0.75, 0.85);
        }
    }

    @Test
    void theShippedCoefficientsAreTheFittedOnes() {
        Coefficients fitted = new Fitting(cases, Coefficients.SHIPPED.memory(), Coefficients.SHIPPED.sun()).all();

        assertThat(Coefficients.SHIPPED)
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 0.001 ? 0 : Double.compare(a, b), Double.class)
                .isEqualTo(fitted);
    }

    private static Function<Case, Answer> linear(int hours) {
        return one -> {
            double surface = one.now().surface() + one.change() * hours;
            return Answer.plain(surface <= 0, surface);
        };
    }

    private static Score score(int hours, Function<Case, Coefficients> coefficients) {
        return Score.of(recordings, cases, hours, one -> {
            Horizon horizon = Nowcast.of(one.past(), one.site(), coefficients.apply(one))
                    .orElseThrow()
                    .horizons()
                    .get(hours - 1);
            double probability = horizon.freezingProbability();
            return new Answer(
                    probability >= Nowcast.WARNING, horizon.surface(), horizon.low(), horizon.high(), probability);
        });
    }
}
