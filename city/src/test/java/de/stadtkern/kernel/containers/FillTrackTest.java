package de.stadtkern.kernel.containers;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.containers.Container.Mounting;
import de.stadtkern.kernel.containers.FillLevel.Judged;
import de.stadtkern.kernel.containers.FillTrack.Emptied;
import de.stadtkern.kernel.containers.FillTrack.Sample;
import de.stadtkern.kernel.containers.FillTrack.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FillTrackTest {

    private static final FillRules RULES = new FillRules(0.25, 0.2, Duration.ofHours(6), 65);
    private static final Instant START = Instant.parse("2026-11-02T06:00:00Z");

    private final List<Emptied> emptied = new ArrayList<>();
    private FillTrack track = FillTrack.NOTHING;
    private Instant now = START;

    @Test
    void twoLowReadingsAfterAHighOneAreAnEmptyingAtTheFirst() {
        hourly(0.5, 0.7, 0.8, 0.1);
        assertThat(track.doubt()).isEqualTo(Doubt.UNCONFIRMED);
        assertThat(track.share()).as("what is believed").isEqualTo(0.8);
        assertThat(emptied).isEmpty();

        hourly(0.05);
        assertThat(emptied).containsExactly(new Emptied(START.plus(Duration.ofHours(3)), 0.8, 0.05));
        assertThat(track.share()).isEqualTo(0.05);
        assertThat(track.doubt()).isNull();
    }

    @Test
    void anOpenLidIsNoEmptying() {
        hourly(0.6, 0.62, 0.0, 0.63, 0.64, 0.02, 0.66, 0.7);

        assertThat(emptied).isEmpty();
        assertThat(track.share()).isEqualTo(0.7);
        assertThat(track.doubt()).isNull();
    }

    @Test
    void aSmallDropAndOneThatEndsTooHighAreNoEmptying() {
        hourly(0.4, 0.2, 0.18, 0.9, 0.5, 0.45);

        assertThat(emptied).isEmpty();
        assertThat(track.share()).isEqualTo(0.45);
    }

    @Test
    void fromEmptyToFullInOneStepIsABlockedSensorUntilItSeesAgain() {
        hourly(0.02, 1.0);
        assertThat(track.doubt()).isEqualTo(Doubt.BLOCKED);
        Instant since = track.doubtAt();
        hourly(1.0, 0.99);
        assertThat(track.doubt()).isEqualTo(Doubt.BLOCKED);
        assertThat(track.doubtAt()).as("since when").isEqualTo(since);
        assertThat(track.share()).isEqualTo(0.02);

        hourly(0.05, 0.06);
        assertThat(track.doubt()).isNull();
        assertThat(track.share()).isEqualTo(0.06);
        assertThat(emptied).isEmpty();
    }

    @Test
    void afterADayWithoutReadingAContainerMayBeFull() {
        hourly(0.02);
        now = now.plus(Duration.ofDays(1));
        hourly(1.0);

        assertThat(track.share()).isEqualTo(1.0);
        assertThat(track.doubt()).isNull();
    }

    @Test
    void aWarningKeepsTheLevelThatWasAndAWarningOfTheSameMomentIsNotTooLate() {
        hourly(0.4);
        take(new Sample(START, new Judged(null, 0, Doubt.TILTED)));

        assertThat(track.share()).isEqualTo(0.4);
        assertThat(track.doubt()).isEqualTo(Doubt.TILTED);
        hourly(0.41);
        assertThat(track.doubt()).isNull();
    }

    @Test
    void aDropIsConfirmedAlsoAfterAReadingThatSaysNothing() {
        hourly(0.9, 0.1);
        take(new Sample(now, new Judged(null, 0, Doubt.NO_ECHO)));
        now = now.plus(Duration.ofHours(1));
        hourly(0.1);

        assertThat(emptied).hasSize(1);
    }

    @Property
    void lateAndRepeatedReadingsChangeNothing(
            @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 0, max = 1) Double> shares,
            @ForAll @IntRange(max = 1000) int seed) {
        shares.forEach(this::hourly);
        FillTrack before = track;
        List<Emptied> told = List.copyOf(emptied);

        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(shares.size());
            take(sample(START.plus(Duration.ofHours(at)), random.nextBoolean() ? shares.get(at) : random.nextDouble()));
        }

        assertThat(track).isEqualTo(before);
        assertThat(emptied).isEqualTo(told);
    }

    /** Ten weeks of a bin that fills by 2 % an hour, with echo noise of ±3 cm and now and then an open lid. */
    @Property(tries = 50)
    void inNoisyWeeksWithOpenLidsExactlyTheEmptyingsAreFound(@ForAll @IntRange(max = 1_000_000) int seed) {
        Mounting bin = new Mounting(1000, 300, 200, true);
        Random random = new Random(seed);
        List<Instant> truth = new ArrayList<>();
        track = FillTrack.NOTHING;
        emptied.clear();
        double share = 0;
        boolean spiked = false;
        for (int hour = 0; hour < 24 * 70; hour++) {
            share = Math.min(1, share + 0.02);
            boolean visited = hour % 60 == 40;
            if (visited) {
                truth.add(now);
                share = 0;
            }
            spiked = !spiked && hour % 60 > 2 && hour % 60 < 39 && random.nextDouble() < 0.05;
            double distance = 1000 - 700 * (spiked ? 0 : share) + 60 * random.nextDouble() - 30;
            take(new Sample(now, FillLevel.ofDistance(distance, null, bin)));
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(emptied).extracting(Emptied::at).isEqualTo(truth);
    }

    @Property
    void everyEmptyingFellFarEnough(@ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 1) Double> shares) {
        shares.forEach(this::hourly);

        assertThat(emptied).allMatch(one -> one.shareBefore() >= 0.25);
        assertThat(emptied.stream().map(Emptied::at)).isSorted().doesNotHaveDuplicates();
    }

    private void hourly(double... shares) {
        for (double share : shares) {
            take(sample(now, share));
            now = now.plus(Duration.ofHours(1));
        }
    }

    private static Sample sample(Instant at, double share) {
        return new Sample(at, new Judged(share, 0.05, null));
    }

    private void take(Sample sample) {
        Step step = track.next(sample, RULES);
        track = step.track();
        if (step.emptied() != null) {
            emptied.add(step.emptied());
        }
    }
}
