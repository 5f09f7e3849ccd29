package de.stadtkern.kernel.matching;

import static de.stadtkern.kernel.matching.TestStreets.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.matching.Driven.Direction;
import de.stadtkern.kernel.matching.Driven.Span;
import de.stadtkern.kernel.matching.simulation.SimulatedDrive;
import de.stadtkern.kernel.matching.simulation.SimulatedDrive.Edge;
import de.stadtkern.kernel.streets.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which streets a track becomes. */
class MatcherTest {

    private static final Instant START = SimulatedDrive.START;

    /** A road of 1 km from west to east in ten segments, and one to the north at 500 m. */
    private static TestStreets road() {
        TestStreets streets = new TestStreets();
        for (int i = 0; i < 10; i++) {
            streets.street(i * 100, 0, (i + 1) * 100, 0);
        }
        return streets.street(500, 0, 500, 300);
    }

    private static Fix fix(double seconds, double east, double north) {
        return new Fix(START.plusMillis((long) (1000 * seconds)), place(east, north));
    }

    private static Matched match(TestStreets streets, List<Fix> fixes) {
        return new Matcher(streets.network()).match(new Track(fixes));
    }

    /** Every five seconds 50 m to the east, three metres north of the road. */
    private static List<Fix> eastwards(double fromEast, double toEast, double seconds) {
        List<Fix> fixes = new ArrayList<>();
        for (double east = fromEast; east <= toEast; east += 50) {
            fixes.add(fix(seconds + (east - fromEast) / 10, east, 3));
        }
        return fixes;
    }

    @Test
    void aTrackBecomesTheSegmentsInTheDirectionInWhichTheyWereDriven() {
        Matched matched = match(road(), eastwards(50, 450, 0));

        assertThat(matched.driven())
                .extracting(Driven::direction)
                .containsExactly(
                        new Direction(1, true),
                        new Direction(2, true),
                        new Direction(3, true),
                        new Direction(4, true),
                        new Direction(5, true));
        assertThat(matched.driven().get(1).share(100)).isCloseTo(1, within(0.01));
        Span beginning = matched.driven().getFirst().spans().getFirst();
        assertThat(beginning.from()).isCloseTo(50, within(0.1));
        assertThat(beginning.to()).isCloseTo(100, within(0.1));
        assertThat(matched.gaps()).isEmpty();
        assertThat(matched.offNetwork()).isEmpty();
    }

    @Test
    void timesAreInterpolatedBetweenTheFixes() {
        Driven second = match(road(), eastwards(50, 450, 0)).driven().get(1);

        assertThat(Duration.between(START, second.first()).toMillis()).isCloseTo(5_000L, within(100L));
        assertThat(Duration.between(START, second.last()).toMillis()).isCloseTo(15_000L, within(100L));
    }

    @Test
    void thereAndBackIsTwoDirections() {
        List<Fix> fixes = new ArrayList<>(eastwards(50, 450, 0));
        for (int i = 1; i <= 8; i++) {
            fixes.add(fix(40 + 5 * i, 450 - 50 * i, -3));
        }

        Matched matched = match(road(), fixes);

        assertThat(matched.driven())
                .extracting(Driven::direction)
                .contains(new Direction(3, true), new Direction(3, false), new Direction(1, false));
        assertThat(matched.driven().stream()
                        .filter(one -> one.direction().segmentId() == 5
                                && !one.direction().along()))
                .allSatisfy(turned -> assertThat(turned.metres()).isLessThan(60));
    }

    @Test
    void twiceTheSameWayIsTwoPasses() {
        List<Fix> fixes = new ArrayList<>(eastwards(50, 450, 0));
        fixes.addAll(eastwards(50, 450, 1000));

        Driven third = match(road(), fixes).driven().get(2);

        assertThat(third.passes()).isEqualTo(2);
        assertThat(third.spans()).hasSize(1);
    }

    @Test
    void aOneWayStreetIsNotDrivenAgainstItsDirection() {
        TestStreets streets = new TestStreets()
                .street(0, 0, 100, 0)
                .oneWay(200, 0, 100, 0)
                .street(200, 0, 300, 0)
                .street(100, 0, 100, 12)
                .street(100, 12, 200, 12)
                .street(200, 12, 200, 0);

        Matched matched = match(streets, eastwards(0, 300, 0));

        assertThat(matched.driven())
                .extracting(Driven::direction)
                .doesNotContain(new Direction(2, true), new Direction(2, false))
                .contains(new Direction(5, true));
    }

    @Test
    void afterAMinuteOfSilenceNothingInBetweenIsDriven() {
        List<Fix> fixes = new ArrayList<>(eastwards(0, 200, 0));
        fixes.addAll(eastwards(700, 900, 20 + 61));

        Matched matched = match(road(), fixes);

        assertThat(matched.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.why()).isEqualTo(Gap.Reason.SILENCE);
            assertThat(Duration.between(gap.from(), gap.until())).isEqualTo(Duration.ofSeconds(61));
            assertThat(gap.metres()).isCloseTo(500, within(1.0));
        });
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L, 8L, 9L);
    }

    @Test
    void aMinuteIsNotAGap() {
        List<Fix> fixes = new ArrayList<>(eastwards(0, 200, 0));
        fixes.addAll(eastwards(700, 900, 20 + 60));

        Matched matched = match(road(), fixes);

        assertThat(matched.gaps()).isEmpty();
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void whatIsFarFromEveryRoadIsKeptAsOffTheNetwork() {
        List<Fix> fixes = new ArrayList<>(eastwards(0, 200, 0));
        for (int i = 0; i < 8; i++) {
            fixes.add(fix(25 + 5 * i, 200 + 10 * i, -80 - 20 * i));
        }
        fixes.addAll(eastwards(300, 500, 65));

        Matched matched = match(road(), fixes);

        assertThat(matched.offNetwork()).singleElement().satisfies(off -> {
            assertThat(off.fixes()).hasSize(8);
            assertThat(off.from()).isEqualTo(START.plusSeconds(25));
        });
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    void aSingleJumpIsLeftOut() {
        List<Fix> fixes = new ArrayList<>(eastwards(0, 900, 0));
        fixes.set(6, fix(30, 500, 250));

        Matched matched = match(road(), fixes);

        assertThat(matched.tally().outliers()).isEqualTo(1);
        assertThat(matched.gaps()).isEmpty();
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void aVehicleThatIsSuddenlyElsewhereGoesOnThereAfterAGap() {
        TestStreets streets = road().street(9_000, 0, 9_900, 0);
        List<Fix> fixes = new ArrayList<>(eastwards(0, 200, 0));
        fixes.addAll(eastwards(9_000, 9_300, 25));

        Matched matched = match(streets, fixes);

        assertThat(matched.gaps()).singleElement().extracting(Gap::why).isEqualTo(Gap.Reason.JUMP);
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L, 12L);
    }

    @Test
    void roadsThatDoNotMeetAreNotDrivenFromOneToTheOther() {
        TestStreets streets = new TestStreets().street(0, 0, 300, 0).street(310, 0, 900, 0);

        Matched matched = match(streets, eastwards(0, 800, 0));

        assertThat(matched.gaps()).singleElement().extracting(Gap::why).isEqualTo(Gap.Reason.NO_WAY);
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L);
    }

    @Test
    void aStandingVehicleDrivesNothing() {
        Random chance = new Random(5);
        List<Fix> fixes = new ArrayList<>(eastwards(0, 450, 0));
        for (int i = 0; i < 500; i++) {
            fixes.add(fix(50 + 5 * i, 450 + 4 * chance.nextGaussian(), 4 * chance.nextGaussian()));
        }

        Matched matched = match(road(), fixes);

        assertThat(matched.gaps()).isEmpty();
        assertThat(matched.driven()).extracting(Driven::direction).allMatch(Direction::along);
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(matched.steps().stream().mapToDouble(Step::metres).sum()).isLessThan(490);
    }

    @Test
    void fixesOutOfOrderAndTwiceAreSortedAndTakenOnce() {
        List<Fix> fixes = eastwards(0, 900, 0);
        List<Fix> mixed = new ArrayList<>(fixes.reversed());
        mixed.addAll(fixes);

        Matched matched = match(road(), mixed);

        assertThat(matched.parts()).isEqualTo(match(road(), fixes).parts());
        assertThat(matched.tally().repeated()).isEqualTo(fixes.size());
    }

    @Test
    void aClockThatGoesBackIsFollowedAfterAGap() {
        LiveMatcher matcher = new Matcher(road().network()).live();
        List<Part> parts = new ArrayList<>();
        eastwards(0, 300, 100_000).forEach(fix -> parts.addAll(matcher.add(fix)));
        eastwards(350, 700, 0).forEach(fix -> parts.addAll(matcher.add(fix)));
        parts.addAll(matcher.finish());

        Matched matched = new Matched(parts, matcher.tally());

        assertThat(matched.gaps()).singleElement().extracting(Gap::why).isEqualTo(Gap.Reason.CLOCK);
        assertThat(matched.driven())
                .extracting(one -> one.direction().segmentId())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void anEmptyTrackAndAnEmptyNetworkAreNothingSpecial() {
        assertThat(match(road(), List.of()).parts()).isEmpty();
        assertThat(match(new TestStreets(), eastwards(0, 100, 0)).parts())
                .singleElement()
                .isInstanceOf(OffNetwork.class);
    }

    @Test
    void theRoadBesideIsNotCreditedWithWhatWasDrivenHere() {
        List<Segment> segments = TestStreets.twoRoads(12).segments();
        List<Edge> edges =
                segments.subList(0, 20).stream().map(one -> new Edge(one, true)).toList();
        Matcher matcher = new Matcher(RoadNetwork.of(segments));
        double error = 0;
        double beside = 0;
        double across = 0;
        for (int i = 0; i < 200; i++) {
            Random chance = new Random(i);
            SimulatedDrive drive = SimulatedDrive.along(edges, chance);
            Matched matched = matcher.match(drive.track(segments, 5, 4, chance));
            error += 1 - metres(matched, 1, 20) / 2000 + metres(matched, 1, 20, false) / 2000;
            beside += metres(matched, 21, 40) / 2000 + metres(matched, 21, 40, false) / 2000;
            across += metres(matched, 41, 103) / 2000 + metres(matched, 41, 103, false) / 2000;
        }

        assertThat(error / 200).isLessThan(0.03);
        assertThat(beside / 200).isLessThan(0.05);
        assertThat(across / 200).isLessThan(0.05);
    }

    private static double metres(Matched matched, long from, long to) {
        return metres(matched, from, to, true);
    }

    private static double metres(Matched matched, long from, long to, boolean along) {
        return matched.driven().stream()
                .filter(one -> one.direction().along() == along)
                .filter(one ->
                        one.direction().segmentId() >= from && one.direction().segmentId() <= to)
                .mapToDouble(Driven::metres)
                .sum();
    }
}
