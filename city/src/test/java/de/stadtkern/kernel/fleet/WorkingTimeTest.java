package de.stadtkern.kernel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.fleet.Warning.Rule;
import de.stadtkern.kernel.fleet.WorkingTime.Duty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkingTimeTest {

    private static final String NAME = "Kaya";

    @Test
    void eightHoursWithTheirBreakAreFine() {
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T14:30", 30))).isEmpty();
    }

    @Test
    void moreThanEightHoursNeedCompensationAndMoreThanTenAreTooMany() {
        assertThat(WorkingTime.judge(NAME, duty("2027-01-12T06:00", "2027-01-12T14:31", 30), List.of()))
                .containsExactly(new Warning(
                        Rule.WORKDAY_OVER_8,
                        NAME,
                        List.of(Duration.ofMinutes(481), Duration.ofHours(8), Duration.ofHours(10))));
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T16:45", 45))).containsExactly(Rule.WORKDAY_OVER_8);
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T16:46", 45))).containsExactly(Rule.WORKDAY_OVER_10);
    }

    @Test
    void twoPartsOfADayAreOneDay() {
        Duty morning = duty("2027-01-12T04:00", "2027-01-12T09:00", 0);
        Duty evening = duty("2027-01-12T15:00", "2027-01-12T17:00", 0);
        assertThat(judge(evening, morning)).isEmpty();
        assertThat(judge(duty("2027-01-12T12:00", "2027-01-12T17:00", 0), morning))
                .containsExactly(Rule.WORKDAY_OVER_8);
    }

    @Test
    void breaksGrowWithTheWork() {
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T12:00", 0))).isEmpty();
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T12:01", 0))).containsExactly(Rule.BREAK);
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T12:15", 15))).isEmpty();
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T15:30", 30))).containsExactly(Rule.WORKDAY_OVER_8);
        assertThat(judge(duty("2027-01-12T06:00", "2027-01-12T15:31", 30)))
                .containsExactly(Rule.WORKDAY_OVER_8, Rule.BREAK);
    }

    @Test
    void elevenHoursOfRestSeparateTwoDays() {
        Duty late = duty("2027-01-11T14:00", "2027-01-11T22:00", 30);
        assertThat(judge(duty("2027-01-12T09:00", "2027-01-12T15:00", 0), late)).isEmpty();
        Duty early = duty("2027-01-12T06:00", "2027-01-12T12:00", 0);
        assertThat(WorkingTime.judge(NAME, early, List.of(late)))
                .contains(new Warning(Rule.REST, NAME, List.of(Duration.ofHours(8), Duration.ofHours(11))));
        assertThat(judge(late, early)).contains(Rule.REST);
    }

    @Test
    void aSplitDayWithElevenHoursOfRestAfterItIsFine() {
        Duty morning = duty("2027-01-12T06:00", "2027-01-12T09:00", 0);
        assertThat(judge(duty("2027-01-12T16:00", "2027-01-12T19:00", 0), morning))
                .isEmpty();
        assertThat(judge(duty("2027-01-12T16:00", "2027-01-12T19:01", 0), morning))
                .containsExactly(Rule.REST);
    }

    @Test
    void theNightInWhichTheClockIsPutBackIsAnHourLonger() {
        assertThat(judge(duty("2026-10-24T22:00", "2026-10-25T06:00", 30)))
                .containsExactly(Rule.WORKDAY_OVER_8, Rule.SUNDAY);
        assertThat(judge(duty("2027-03-27T22:00", "2027-03-28T06:00", 30))).containsExactly(Rule.SUNDAY);
    }

    @Test
    void theRestInTheNightInWhichTheClockIsPutForwardIsAnHourShorter() {
        Duty saturday = duty("2027-03-27T12:00", "2027-03-27T18:00", 0);
        assertThat(judge(duty("2027-03-28T05:00", "2027-03-28T11:00", 0), saturday))
                .containsExactly(Rule.WORKDAY_OVER_10, Rule.REST, Rule.SUNDAY);
        assertThat(judge(duty("2027-03-28T06:00", "2027-03-28T12:00", 0), saturday))
                .containsExactly(Rule.SUNDAY);
    }

    @Test
    void sundayBeginsAndEndsAtMidnightInGermany() {
        assertThat(judge(duty("2027-01-16T18:00", "2027-01-17T00:00", 0))).isEmpty();
        assertThat(judge(duty("2027-01-16T18:00", "2027-01-17T00:01", 30))).containsExactly(Rule.SUNDAY);
        assertThat(judge(duty("2027-01-18T00:00", "2027-01-18T05:00", 0))).isEmpty();
    }

    @Property
    void theOrderOfTheOthersDoesNotMatter(@ForAll("duties") List<Duty> duties, @ForAll long seed) {
        List<Duty> others = new ArrayList<>(duties.subList(1, duties.size()));
        List<Warning> before = WorkingTime.judge(NAME, duties.getFirst(), others);
        Collections.shuffle(others, new Random(seed));
        assertThat(WorkingTime.judge(NAME, duties.getFirst(), others)).isEqualTo(before);
    }

    @Property
    void whatLiesBehindARestChangesNothing(
            @ForAll("duties") List<Duty> duties, @ForAll @IntRange(min = 11, max = 200) int hours) {
        Duty one = duties.getFirst();
        List<Duty> others = duties.subList(1, duties.size());
        Instant last = duties.stream().map(Duty::end).max(Instant::compareTo).orElseThrow();
        Instant begin = last.plus(Duration.ofHours(hours));
        List<Duty> more = new ArrayList<>(others);
        more.add(new Duty(begin, begin.plus(Duration.ofHours(6)), 0));
        assertThat(WorkingTime.judge(NAME, one, more)).isEqualTo(WorkingTime.judge(NAME, one, others));
    }

    @Property
    void moreWorkNeverSilencesTheLimitOfADay(@ForAll("duties") List<Duty> duties) {
        Duty one = duties.getFirst();
        boolean alone = judge(one).contains(Rule.WORKDAY_OVER_10);
        boolean together = judge(one, duties.subList(1, duties.size()).toArray(Duty[]::new))
                .contains(Rule.WORKDAY_OVER_10);
        assertThat(!alone || together).isTrue();
    }

    @Property
    void aWeekLaterTheLimitsAreTheSameWhateverTheClock(@ForAll("duties") List<Duty> duties) {
        List<Duty> later = duties.stream()
                .map(one -> new Duty(
                        one.begin().plus(Duration.ofDays(7)), one.end().plus(Duration.ofDays(7)), one.breakMinutes()))
                .toList();
        assertThat(withoutSunday(later)).isEqualTo(withoutSunday(duties));
    }

    /** Up to five shifts within four days around a night in which the clock is changed. */
    @Provide
    Arbitrary<List<Duty>> duties() {
        Arbitrary<Instant> begins = Arbitraries.of("2026-10-23T00:00:00Z", "2027-03-26T00:00:00Z")
                .flatMap(first -> Arbitraries.integers()
                        .between(0, 4 * 96)
                        .map(quarters -> Instant.parse(first).plus(Duration.ofMinutes(15L * quarters))));
        return Combinators.combine(begins, Arbitraries.integers().between(1, 14 * 4), Arbitraries.of(0, 15, 30, 45, 60))
                .as((begin, quarters, pause) -> new Duty(begin, begin.plus(Duration.ofMinutes(15L * quarters)), pause))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static List<Rule> withoutSunday(List<Duty> duties) {
        return judge(duties.getFirst(), duties.subList(1, duties.size()).toArray(Duty[]::new)).stream()
                .filter(rule -> rule != Rule.SUNDAY)
                .toList();
    }

    private static List<Rule> judge(Duty duty, Duty... others) {
        return WorkingTime.judge(NAME, duty, List.of(others)).stream()
                .map(Warning::rule)
                .toList();
    }

    private static Duty duty(String begin, String end, int pause) {
        return new Duty(time(begin), time(end), pause);
    }

    private static Instant time(String local) {
        return LocalDateTime.parse(local).atZone(Fleet.TOWN).toInstant();
    }
}
