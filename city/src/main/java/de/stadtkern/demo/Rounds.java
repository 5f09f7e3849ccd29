package de.stadtkern.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** When the bins of the simulated town were emptied before it began, and how full they were: always the same for a day. */
final class Rounds {

    private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
    private static final Set<DayOfWeek> TWICE_A_WEEK = EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
    private static final Set<DayOfWeek> ONCE_A_WEEK = EnumSet.of(DayOfWeek.WEDNESDAY);

    private Rounds() {}

    /**
     * An emptying.
     *
     * @param level percent before it
     */
    record Emptied(String bin, Instant at, int level) {}

    /**
     * Those of one bin in the weeks before a day, in the order of time.
     *
     * @param rare whether it is one that is emptied once a week
     */
    static List<Emptied> of(String bin, boolean rare, LocalDate until, int weeks) {
        SplittableRandom luck = new SplittableRandom(bin.hashCode());
        boolean busy = luck.nextDouble() < 0.4;
        Set<DayOfWeek> days = rare ? ONCE_A_WEEK : busy ? WORKDAYS : TWICE_A_WEEK;
        double perDay =
                rare ? luck.nextDouble(0.05, 0.14) : busy ? luck.nextDouble(0.3, 0.8) : luck.nextDouble(0.08, 0.3);
        int minute = luck.nextInt(6 * 60, 11 * 60);
        List<Emptied> emptied = new ArrayList<>();
        double inflow = 0;
        for (LocalDate day = until.minusWeeks(weeks); day.isBefore(until); day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek()) && inflow > 0) {
                double level = Math.min(1, inflow * luck.nextDouble(0.7, 1.3));
                Instant at = day.atStartOfDay(TOWN)
                        .plusMinutes(minute + luck.nextInt(40))
                        .toInstant();
                emptied.add(new Emptied(bin, at, (int) Math.round(100 * level)));
                inflow = 0;
            }
            inflow += perDay * crowd(day.getDayOfWeek());
        }
        return emptied;
    }

    /** Market is on Wednesday and Saturday. */
    private static double crowd(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> 1.6;
            case WEDNESDAY -> 1.3;
            case SUNDAY -> 0.9;
            default -> 0.85;
        };
    }
}
