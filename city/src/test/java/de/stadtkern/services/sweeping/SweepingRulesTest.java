package de.stadtkern.services.sweeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Days of sweeping: rhythms, seasons, holidays. */
class SweepingRulesTest {

    private static final Policy BAVARIA = Policy.USUAL;

    @Test
    void easterFallsAsTheTablesSay() {
        assertThat(List.of(2000, 2008, 2011, 2019, 2024, 2025, 2026, 2027, 2038, 2100))
                .extracting(Holidays::easter)
                .extracting(LocalDate::toString)
                .containsExactly(
                        "2000-04-23",
                        "2008-03-23",
                        "2011-04-24",
                        "2019-04-21",
                        "2024-03-31",
                        "2025-04-20",
                        "2026-04-05",
                        "2027-03-28",
                        "2038-04-25",
                        "2100-03-28");
    }

    @Test
    void easterIsASundayFromMarch22ToApril25() {
        IntStream.rangeClosed(1900, 2199)
                .mapToObj(Holidays::easter)
                .forEach(day -> assertThat(day)
                        .satisfies(one -> assertThat(one.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY))
                        .isBetween(LocalDate.of(day.getYear(), 3, 22), LocalDate.of(day.getYear(), 4, 25)));
    }

    @Test
    void eachLandHasItsHolidays() {
        assertThat(holidays(Holidays.Land.BY))
                .containsExactly(
                        "01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "05-25", "06-04", "10-03", "11-01",
                        "12-25", "12-26");
        assertThat(holidays(Holidays.Land.SN))
                .containsExactly(
                        "01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "10-31", "11-18", "12-25",
                        "12-26");
        assertThat(holidays(Holidays.Land.BE)).contains("03-08").doesNotContain("10-31", "11-01");
        assertThat(holidays(Holidays.Land.BB)).contains("04-05", "05-24", "10-31");
        assertThat(holidays(Holidays.Land.TH)).contains("09-20", "10-31");
        assertThat(holidays(Holidays.Land.SL)).contains("08-15", "11-01", "06-04");
        assertThat(Holidays.isOne(LocalDate.of(2016, 10, 31), Holidays.Land.HH)).isFalse();
    }

    private static List<String> holidays(Holidays.Land land) {
        LocalDate begin = LocalDate.of(2026, 1, 1);
        return begin.datesUntil(begin.plusYears(1))
                .filter(day -> Holidays.isOne(day, land))
                .map(day -> MonthDay.from(day).toString().substring(2))
                .toList();
    }

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
                Holidays.Land.BY,
                onHoliday,
                List.of(),
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
                    land,
                    Policy.OnHoliday.NEXT_WORKDAY,
                    List.of(MonthDay.of(8, 8)),
                    72,
                    Policy.Proration.DAYS,
                    Policy.Metres.EXACT,
                    "",
                    Policy.USUAL.sweepings());
            assertThat(daily.days(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1), policy))
                    .extracting(Rule.Day::day)
                    .doesNotHaveDuplicates()
                    .noneMatch(policy::isHoliday)
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
