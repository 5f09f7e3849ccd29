package de.stadtkern.services.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.occasions.Holidays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Days of sweeping: rhythms, seasons, holidays. */
class SweepingRulesTest {

    private static final Policy BAVARIA = Policy.USUAL.with(new Holidays(Holidays.Land.BY, List.of()));

    @Test
    void aDayOnAHolidayMovesByTheRuleOfTheMunicipality() {
        LocalDate easterMonday = LocalDate.of(2026, 4, 6);
        LocalDate goodFriday = LocalDate.of(2026, 4, 3);

        assertThat(BAVARIA.settled(easterMonday)).contains(LocalDate.of(2026, 4, 7));
        assertThat(BAVARIA.settled(goodFriday)).contains(LocalDate.of(2026, 4, 7));
        assertThat(with(Policy.OnHoliday.PREVIOUS_WORKDAY).settled(easterMonday))
                .contains(LocalDate.of(2026, 4, 2));
        assertThat(with(Policy.OnHoliday.LEFT_OUT).settled(easterMonday)).isEmpty();
        assertThat(BAVARIA.settled(LocalDate.of(2026, 8, 15))).contains(LocalDate.of(2026, 8, 15));
    }

    private static Policy with(Policy.OnHoliday onHoliday) {
        return new Policy(
                BAVARIA.holidays(),
                onHoliday,
                72,
                Policy.Proration.MONTHS,
                Policy.Metres.STARTED,
                "",
                Policy.USUAL.sweepings());
    }

    @Test
    void everySecondMondayIsCountedFromItsAnchor() {
        Rule rule = rule(new Rule.Rhythm(2, Rule.Unit.WEEKS, Set.of(DayOfWeek.MONDAY), 1, LocalDate.of(2026, 6, 3)));

        assertThat(days(rule, "2026-06-01", "2026-07-01")).containsExactly("2026-06-01", "2026-06-15", "2026-06-29");
        assertThat(days(rule, "2026-05-15", "2026-06-01"))
                .as("before the anchor as well")
                .containsExactly("2026-05-18");
    }

    @Test
    void theLastFridayOfEveryThirdMonth() {
        Rule rule = rule(new Rule.Rhythm(
                3, Rule.Unit.MONTHS, Set.of(DayOfWeek.FRIDAY), Rule.Rhythm.LAST, LocalDate.of(2026, 1, 1)));

        assertThat(days(rule, "2026-01-01", "2027-01-01"))
                .containsExactly("2026-01-30", "2026-04-24", "2026-07-31", "2026-10-30");
    }

    @Test
    void aSeasonMayGoOverTheTurnOfTheYear() {
        Rule.Season season = new Rule.Season(MonthDay.of(11, 15), MonthDay.of(2, 28));

        assertThat(season.has(LocalDate.of(2026, 11, 15))).isTrue();
        assertThat(season.has(LocalDate.of(2027, 2, 28))).isTrue();
        assertThat(season.has(LocalDate.of(2027, 3, 1))).isFalse();
        assertThat(season.has(LocalDate.of(2026, 11, 14))).isFalse();
    }

    @Test
    void aMovedDayIsFoundInTheWeekIntoWhichItMoves() {
        Rule rule = rule(new Rule.Rhythm(1, Rule.Unit.WEEKS, Set.of(DayOfWeek.FRIDAY), 1, LocalDate.of(2026, 1, 1)));

        List<Rule.Day> week = rule.days(LocalDate.of(2026, 4, 6), LocalDate.of(2026, 4, 10), BAVARIA);

        assertThat(week).containsExactly(new Rule.Day(LocalDate.of(2026, 4, 7), LocalDate.of(2026, 4, 3)));
        assertThat(rule.days(LocalDate.of(2026, 3, 30), LocalDate.of(2026, 4, 6), BAVARIA))
                .isEmpty();
    }

    @Test
    void noDayOfAYearIsAHolidayOrComesTwice() {
        Rule daily = rule(new Rule.Rhythm(1, Rule.Unit.WEEKS, Set.of(DayOfWeek.values()), 1, LocalDate.of(2026, 1, 1)));
        for (Holidays.Land land : Holidays.Land.values()) {
            Policy policy = new Policy(
                    new Holidays(land, List.of(MonthDay.of(8, 8))),
                    Policy.OnHoliday.NEXT_WORKDAY,
                    72,
                    Policy.Proration.DAYS,
                    Policy.Metres.EXACT,
                    "",
                    Policy.USUAL.sweepings());
            assertThat(daily.days(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1), policy))
                    .extracting(Rule.Day::day)
                    .doesNotHaveDuplicates()
                    .noneMatch(policy.holidays()::include)
                    .isSorted();
        }
    }

    private static List<String> days(Rule rule, String from, String until) {
        return rule.days(LocalDate.parse(from), LocalDate.parse(until), with(Policy.OnHoliday.NEXT_WORKDAY)).stream()
                .map(one -> one.day().toString())
                .toList();
    }

    private static Rule rule(Rule.Rhythm rhythm) {
        return new Rule(
                1,
                1,
                Rule.Kind.REGULAR,
                Rule.Target.CLASS,
                "S1",
                Rule.Sides.BOTH,
                rhythm,
                Rule.Season.ALL_YEAR,
                null,
                false);
    }
}
