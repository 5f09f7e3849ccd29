package de.stadtkern.demo;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;

/** When in its invented year the simulated town begins. */
public enum Season {
    WINTER("--01-15"),
    SPRING("--04-20"),
    SUMMER("--07-02"),
    AUTUMN("--10-25");

    private static final int DAYS_BEFORE = 3;

    private final MonthDay middle;

    Season(String middle) {
        this.middle = MonthDay.parse(middle);
    }

    /** The day nearest to the middle of its first days that is the same day of the week as today. */
    LocalDate firstDay(LocalDate today) {
        return middle.atYear(today.getYear())
                .minusDays(DAYS_BEFORE)
                .with(TemporalAdjusters.nextOrSame(today.getDayOfWeek()));
    }
}
