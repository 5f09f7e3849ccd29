package de.stadtkern.kernel.matching;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.matching.simulation.Quality;
import de.stadtkern.kernel.matching.simulation.SimulatedDrive;
import de.stadtkern.kernel.streets.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every track. */
class MatchingPropertiesTest {

    private static final List<Segment> CHESSBOARD =
            TestStreets.chessboard(8, 80).segments();
    private static final RoadNetwork NETWORK = RoadNetwork.of(CHESSBOARD);

    @Property(tries = 60)
    void aSimulatedDriveIsFoundAgain(@ForAll long seed) {
        Random chance = new Random(seed);
        SimulatedDrive drive = SimulatedDrive.random(CHESSBOARD, 3_000, chance);

        Matched matched = new Matcher(NETWORK).match(drive.track(CHESSBOARD, 5, 1, chance));

        Quality quality = Quality.of(drive.truth(), matched, CHESSBOARD);
        assertThat(quality.coverageError()).isLessThan(0.06);
        assertThat(quality.falseCredit()).isLessThan(0.05);
    }

    @Property(tries = 200)
    void whateverComesTheStepsLieOnTheirSegmentsAndInTheTimeOfTheFixes(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int size) {
        List<Fix> fixes = nonsense(seed, size);

        Matched matched = new Matcher(NETWORK).match(new Track(fixes));

        assertThat(matched.tally().taken() + matched.tally().repeated()).isEqualTo(size);
        Instant first = fixes.stream().map(Fix::at).min(Instant::compareTo).orElse(Instant.MIN);
        Instant last = fixes.stream().map(Fix::at).max(Instant::compareTo).orElse(Instant.MAX);
        for (Part part : matched.parts()) {
            assertThat(part.from()).isBetween(first, last);
            assertThat(part.until()).isBetween(part.from(), last);
        }
        for (Step step : matched.steps()) {
            double length = CHESSBOARD.get((int) step.segmentId() - 1).lengthMetres();
            assertThat(step.fromMetres()).isBetween(-0.01, length + 0.01);
            assertThat(step.toMetres()).isBetween(-0.01, length + 0.01);
            assertThat(step.along()).isEqualTo(step.toMetres() > step.fromMetres());
        }
        for (Driven driven : matched.driven()) {
            assertThat(driven.share(80)).isBetween(0.0, 1.0);
        }
    }

    @Property(tries = 100)
    void nothingIsDrivenInAGap(@ForAll long seed) {
        Matched matched = new Matcher(NETWORK).match(new Track(nonsense(seed, 200)));

        for (Gap gap : matched.gaps()) {
            assertThat(matched.steps())
                    .noneMatch(step ->
                            step.from().isBefore(gap.until()) && step.until().isAfter(gap.from()));
        }
    }

    @Property(tries = 50)
    void whatAMatcherHasSeenBeforeChangesNothing(@ForAll long seed) {
        Matcher experienced = new Matcher(NETWORK);
        for (int i = 0; i < 5; i++) {
            experienced.match(new Track(nonsense(seed + i, 100)));
        }

        Track track = new Track(nonsense(seed - 1, 100));

        assertThat(experienced.match(track)).isEqualTo(new Matcher(NETWORK).match(track));
    }

    @Property(tries = 50)
    void streamingFindsWhatTheWholeTrackShows(@ForAll long seed) {
        Random chance = new Random(seed);
        SimulatedDrive drive = SimulatedDrive.random(CHESSBOARD, 3_000, chance);
        Track track = drive.track(CHESSBOARD, 5, 4, chance);
        LiveMatcher live = new Matcher(NETWORK).live();
        List<Part> parts = new ArrayList<>();

        track.fixes().forEach(fix -> parts.addAll(live.add(fix)));
        parts.addAll(live.finish());

        assertThat(parts).isEqualTo(new Matcher(NETWORK).match(track).parts());
    }

    /** Some way of a vehicle with jumps, pauses, repetitions and a clock that is not always right. */
    private static List<Fix> nonsense(long seed, int size) {
        Random chance = new Random(seed);
        List<Fix> fixes = new ArrayList<>();
        double east = 700 * chance.nextDouble();
        double north = 700 * chance.nextDouble();
        Instant now = SimulatedDrive.START;
        for (int i = 0; i < size; i++) {
            if (chance.nextInt(20) == 0) {
                east = 1500 * chance.nextDouble() - 400;
                north = 1500 * chance.nextDouble() - 400;
            }
            east += 40 * chance.nextGaussian();
            north += 40 * chance.nextGaussian();
            now = now.plusMillis(
                    switch (chance.nextInt(20)) {
                        case 0 -> 100_000;
                        case 1 -> -30_000;
                        case 2 -> 0;
                        default -> chance.nextInt(10_000);
                    });
            fixes.add(new Fix(now, TestStreets.place(east, north)));
        }
        return fixes;
    }
}
