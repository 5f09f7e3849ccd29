package de.stadtkern.kernel.occasions;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.occasions.Holidays.Land;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolidaysTest {

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
        assertThat(holidays(Land.BY))
                .containsExactly(
                        "01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "05-25", "06-04", "10-03", "11-01",
                        "12-25", "12-26");
        assertThat(holidays(Land.SN))
                .containsExactly(
                        "01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "10-31", "11-18", "12-25",
                        "12-26");
        assertThat(holidays(Land.BE)).contains("03-08").doesNotContain("10-31", "11-01");
        assertThat(holidays(Land.BB)).contains("04-05", "05-24", "10-31");
        assertThat(holidays(Land.TH)).contains("09-20", "10-31");
        assertThat(holidays(Land.SL)).contains("08-15", "11-01", "06-04");
        assertThat(new Holidays(Land.HH, List.of()).include(LocalDate.of(2016, 10, 31)))
                .isFalse();
    }

    private static List<String> holidays(Land land) {
        LocalDate begin = LocalDate.of(2026, 1, 1);
        return begin.datesUntil(begin.plusYears(1))
                .filter(new Holidays(land, List.of())::include)
                .map(day -> MonthDay.from(day).toString().substring(2))
                .toList();
    }

    @Test
    void untilSomebodySaysWhichLandItIsOnlyThoseOfAllHold() {
        assertThat(List.of(
                        LocalDate.of(2026, 4, 3),
                        LocalDate.of(2026, 4, 6),
                        LocalDate.of(2026, 5, 14),
                        LocalDate.of(2026, 5, 25),
                        LocalDate.of(2026, 10, 3),
                        LocalDate.of(2027, 1, 1)))
                .allMatch(Holidays.NATIONWIDE::include);
        assertThat(List.of(LocalDate.of(2026, 4, 5), LocalDate.of(2026, 6, 4), LocalDate.of(2026, 12, 24)))
                .noneMatch(Holidays.NATIONWIDE::include);
    }

    @Test
    void aHolidayIsLikeASunday() {
        Holidays augsburg = new Holidays(Land.BY, List.of(MonthDay.of(8, 8)));

        assertThat(augsburg.weekday(LocalDate.of(2028, 8, 8))).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(augsburg.weekday(LocalDate.of(2028, 8, 9))).isEqualTo(DayOfWeek.WEDNESDAY);
    }
}
