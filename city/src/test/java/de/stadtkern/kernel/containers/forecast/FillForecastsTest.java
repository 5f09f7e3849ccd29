package de.stadtkern.kernel.containers.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.containers.forecast.Forecast.Source;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FillForecastsTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final double SLACK = 1e-9;

    @Property(tries = 60)
    void quantilesAreOrderedAndNothingFallsWhileNobodyEmpties(
            @ForAll long seed, @ForAll @IntRange(max = 60) int findings, @ForAll @IntRange(max = 3) int last) {
        Random chance = new Random(seed);
        FillForecasts forecasts = new FillForecasts(ZONE, FillForecastsTest::market);
        forecasts.register(1, List.of("street"));
        forecasts.register(2, List.of("street"));
        Instant at = BEGIN;
        for (int i = 0; i < findings; i++) {
            at = at.plus(Duration.ofHours(6 + chance.nextInt(60)));
            forecasts.add(1 + chance.nextInt(2), random(at, chance.nextInt(4), chance));
        }
        at = at.plus(Duration.ofHours(3));
        if (last < 3) {
            forecasts.add(1, random(at, last, chance));
        }
        Forecast before = forecasts.at(1, at);
        for (int hour = 0; hour <= 240; hour += 6) {
            Forecast now = forecasts.at(1, at.plus(Duration.ofHours(hour)));
            assertThat(now.low()).isBetween(before.low() - SLACK, now.middle());
            assertThat(now.middle()).isBetween(before.middle() - SLACK, now.high());
            assertThat(now.high()).isBetween(before.high() - SLACK, 1.0);
            assertThat(now.fullProbability()).isBetween(before.fullProbability() - SLACK, 1.0);
            before = now;
        }
    }

    @Test
    void whatComesLaterChangesNoForecastMadeBefore() {
        List<Finding> findings = weekly(20, 0.6);
        Instant asked = findings.get(9).at().plus(Duration.ofDays(2));
        Forecast early = of(findings.subList(0, 10)).at(1, asked);
        FillForecasts forecasts = new FillForecasts(ZONE, Occasions.NONE);
        forecasts.register(1, List.of());
        Forecast prequential = null;
        for (int i = 0; i < findings.size(); i++) {
            if (i == 10) {
                prequential = forecasts.at(1, asked);
            }
            forecasts.add(1, findings.get(i));
        }
        assertThat(prequential).isEqualTo(early);
    }

    @Test
    void theOrderInWhichHistoriesAreGivenDoesNotMatter() {
        History one = new History(1, List.of("street"), weekly(12, 0.5));
        History two = new History(2, List.of("street"), weekly(12, 0.9));
        Instant asked = BEGIN.plus(Duration.ofDays(90));
        assertThat(FillForecasts.learn(ZONE, Occasions.NONE, List.of(one, two)).at(1, asked))
                .isEqualTo(FillForecasts.learn(ZONE, Occasions.NONE, List.of(two, one))
                        .at(1, asked));
    }

    @Test
    void learnsHowFullABinIsUsuallyFound() {
        Forecast forecast = of(every(Duration.ofDays(2), 40, 0.55)).at(1, BEGIN.plus(Duration.ofDays(80)));
        assertThat(forecast.middle()).isEqualTo(0.55, within(0.05));
        assertThat(forecast.fullProbability()).isLessThan(0.05);
        assertThat(forecast.basis().source()).isEqualTo(Source.OWN);
        assertThat(forecast.basis().emptyings()).isEqualTo(39);
    }

    @Test
    void aNewBinIsForecastLikeItsNeighboursAndLessSurely() {
        List<History> histories = new ArrayList<>();
        for (long id = 1; id <= 8; id++) {
            histories.add(new History(id, List.of("busy street"), every(Duration.ofDays(2), 30, 0.9)));
            histories.add(new History(100 + id, List.of("quiet street"), every(Duration.ofDays(2), 30, 0.3)));
        }
        Instant fresh = BEGIN.plus(Duration.ofDays(61));
        histories.add(new History(50, List.of("busy street"), List.of(Finding.emptied(fresh))));
        histories.add(new History(150, List.of("quiet street"), List.of(Finding.emptied(fresh))));
        FillForecasts forecasts = FillForecasts.learn(ZONE, Occasions.NONE, histories);
        Forecast busy = forecasts.at(50, fresh.plus(Duration.ofDays(2)));
        Forecast quiet = forecasts.at(150, fresh.plus(Duration.ofDays(2)));
        Forecast old = forecasts.at(101, BEGIN.plus(Duration.ofDays(62)));
        assertThat(busy.middle()).isGreaterThan(quiet.middle() + 0.1);
        assertThat(quiet.basis().source()).isEqualTo(Source.GROUPS);
        assertThat(quiet.high() - quiet.low()).isGreaterThan(old.high() - old.low());
    }

    @Test
    void namesTheOccasionThatFillsIt() {
        FillForecasts forecasts = new FillForecasts(ZONE, FillForecastsTest::market);
        forecasts.register(1, List.of());
        for (int day = 0; day < 150; day++) {
            boolean market =
                    !market(1, LocalDate.of(2026, 3, 2).plusDays(day - 1)).isEmpty();
            forecasts.add(1, Finding.emptied(BEGIN.plus(Duration.ofDays(day)), market ? 0.9 : 0.4, 0));
        }
        Instant saturday = Instant.parse("2026-08-01T06:00:00Z");
        forecasts.add(1, Finding.emptied(saturday));
        Forecast.Basis basis =
                forecasts.at(1, saturday.plus(Duration.ofHours(20))).basis();
        assertThat(basis.occasion()).isEqualTo("market");
        assertThat(basis.occasionFactor()).isGreaterThan(1.3);
    }

    @Test
    void namesTheDayOnWhichItFillsFastest() {
        List<Finding> findings = new ArrayList<>();
        for (int day = 0; day < 250; day++) {
            Instant noon = BEGIN.plus(Duration.ofDays(day));
            DayOfWeek before = noon.atZone(ZONE).getDayOfWeek().minus(1);
            findings.add(Finding.emptied(noon, before == DayOfWeek.SATURDAY ? 0.9 : 0.4, 0));
        }
        assertThat(of(findings).at(1, BEGIN.plus(Duration.ofDays(251))).basis().busiest())
                .isEqualTo(DayOfWeek.SATURDAY);
    }

    @Test
    void aTapCountsLessThanAMeasuredLevel() {
        List<Finding> taps = new ArrayList<>(every(Duration.ofDays(2), 10, 0.5));
        Instant next = BEGIN.plus(Duration.ofDays(22));
        List<Finding> measured = new ArrayList<>(taps);
        taps.add(Finding.emptied(next, 1, 0.4));
        measured.add(Finding.emptied(next, 1, 0));
        Instant asked = next.plus(Duration.ofDays(2));
        assertThat(of(measured).at(1, asked).middle())
                .isGreaterThan(of(taps).at(1, asked).middle());
    }

    @Test
    void beginsWithTheLastReadingOfASensor() {
        List<Finding> findings = new ArrayList<>(every(Duration.ofDays(2), 10, 0.5));
        Instant reading = BEGIN.plus(Duration.ofDays(21));
        findings.add(Finding.measured(reading, 0.8, 0.02));
        Forecast now = of(findings).at(1, reading);
        assertThat(now.middle()).isEqualTo(0.8, within(1e-6));
        assertThat(now.high() - now.low()).isEqualTo(2 * 1.2816 * 0.02, within(1e-6));
        assertThat(now.basis().since()).isEqualTo(Finding.Kind.MEASURED);
    }

    @Test
    void aReportIsBelievedUntilItIsEmptied() {
        List<Finding> findings = new ArrayList<>(every(Duration.ofDays(2), 10, 0.5));
        Instant reported = BEGIN.plus(Duration.ofDays(19));
        findings.add(Finding.reportedFull(reported));
        assertThat(of(findings).at(1, reported).fullProbability()).isGreaterThan(0.85);
        findings.add(Finding.emptied(reported.plus(Duration.ofHours(2))));
        assertThat(of(findings).at(1, reported.plus(Duration.ofHours(3))).fullProbability())
                .isLessThan(0.05);
    }

    @Test
    void ofABinOfWhichNothingIsKnownItSaysThatNothingIsKnown() {
        FillForecasts forecasts = new FillForecasts(ZONE, Occasions.NONE);
        forecasts.register(1, List.of());
        Forecast forecast = forecasts.at(1, BEGIN);
        assertThat(forecast.high() - forecast.low()).isGreaterThan(0.5);
        assertThat(forecast.basis().source()).isEqualTo(Source.TOWN);
        assertThat(forecast.basis().since()).isNull();
    }

    @Test
    void refusesWhatItCannotLearn() {
        FillForecasts forecasts = of(weekly(3, 0.5));
        assertThatThrownBy(() -> forecasts.add(9, Finding.emptied(BEGIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("container 9");
        assertThatThrownBy(() -> forecasts.add(1, Finding.emptied(BEGIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order of time");
        assertThatThrownBy(() -> Finding.measured(BEGIN, 1.2, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHourThatComesTwiceIsNotRefused() {
        FillForecasts forecasts = new FillForecasts(ZONE, Occasions.NONE);
        forecasts.register(1, List.of());
        forecasts.add(1, Finding.emptied(Instant.parse("2026-10-25T00:50:00Z")));
        forecasts.add(1, Finding.measured(Instant.parse("2026-10-25T01:10:00Z"), 0.1, 0));
        assertThat(forecasts.at(1, Instant.parse("2026-10-25T01:10:00Z")).middle())
                .isEqualTo(0.1, within(1e-6));
    }

    private static Set<String> market(long container, LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY ? Set.of("market") : Set.of();
    }

    private static Finding random(Instant at, int kind, Random chance) {
        return switch (kind) {
            case 0 -> Finding.emptied(at, chance.nextInt(21) / 20.0, 0.125 * chance.nextInt(2));
            case 1 -> Finding.measured(at, chance.nextDouble(), 0.04);
            case 2 -> Finding.reportedFull(at);
            default -> Finding.emptied(at);
        };
    }

    private static List<Finding> weekly(int number, double share) {
        return every(Duration.ofDays(7), number, share);
    }

    private static List<Finding> every(Duration gap, int number, double share) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            findings.add(Finding.emptied(BEGIN.plus(gap.multipliedBy(i)), share, 0));
        }
        return findings;
    }

    private static FillForecasts of(List<Finding> findings) {
        return FillForecasts.learn(ZONE, Occasions.NONE, List.of(new History(1, List.of(), findings)));
    }
}
