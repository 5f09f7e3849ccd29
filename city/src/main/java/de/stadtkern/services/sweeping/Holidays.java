package de.stadtkern.services.sweeping;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.Set;

/**
 * The public holidays of a Land by its law. Those that hold in parts of a Land only (Augsburg, Catholic municipalities of
 * Bavaria, Saxony and Thuringia) are for the municipality to add.
 */
final class Holidays {

    private static final int SINCE_ALL_NORTHERN_REFORMATION_DAYS = 2018;

    private Holidays() {}

    /** The Länder by their codes of ISO 3166-2:DE. */
    enum Land {
        BW,
        BY,
        BE,
        BB,
        HB,
        HH,
        HE,
        MV,
        NI,
        NW,
        RP,
        SL,
        SN,
        ST,
        SH,
        TH
    }

    private static final Set<Land> EPIPHANY = EnumSet.of(Land.BW, Land.BY, Land.ST);
    private static final Set<Land> CORPUS_CHRISTI = EnumSet.of(Land.BW, Land.BY, Land.HE, Land.NW, Land.RP, Land.SL);
    private static final Set<Land> REFORMATION =
            EnumSet.of(Land.BB, Land.HB, Land.HH, Land.MV, Land.NI, Land.SH, Land.SN, Land.ST, Land.TH);
    private static final Set<Land> REFORMATION_SINCE_2018 = EnumSet.of(Land.HB, Land.HH, Land.NI, Land.SH);
    private static final Set<Land> ALL_SAINTS = EnumSet.of(Land.BW, Land.BY, Land.NW, Land.RP, Land.SL);

    /** Whether the day is one, Sundays aside. */
    static boolean isOne(LocalDate day, Land land) {
        return isFixed(day, land) || isMovable(day, land);
    }

    private static boolean isFixed(LocalDate day, Land land) {
        int year = day.getYear();
        return switch (day.getMonthValue() * 100 + day.getDayOfMonth()) {
            case 101, 501, 1003, 1225, 1226 -> true;
            case 106 -> EPIPHANY.contains(land);
            case 308 -> (land == Land.BE && year >= 2019) || (land == Land.MV && year >= 2023);
            case 815 -> land == Land.SL;
            case 920 -> land == Land.TH && year >= 2019;
            case 1031 ->
                REFORMATION.contains(land)
                        && (year >= SINCE_ALL_NORTHERN_REFORMATION_DAYS || !REFORMATION_SINCE_2018.contains(land));
            case 1101 -> ALL_SAINTS.contains(land);
            default -> false;
        };
    }

    private static boolean isMovable(LocalDate day, Land land) {
        long afterEaster = day.toEpochDay() - easter(day.getYear()).toEpochDay();
        return switch ((int) afterEaster) {
            case -2, 1, 39, 50 -> true;
            case 0, 49 -> land == Land.BB;
            case 60 -> CORPUS_CHRISTI.contains(land);
            default -> land == Land.SN && day.equals(dayOfRepentance(day.getYear()));
        };
    }

    /** Sunday of Easter by the rule of Meeus, Jones and Butcher. */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int monthAndDay = h + l - 7 * m + 114;
        return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
    }

    /** The Wednesday before 23 November. */
    private static LocalDate dayOfRepentance(int year) {
        return MonthDay.of(11, 23).atYear(year).with(TemporalAdjusters.previous(DayOfWeek.WEDNESDAY));
    }
}
