package de.stadtkern.kernel.occasions;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public holidays of a municipality.
 *
 * @param land whose law holds; null until somebody says so, then only those of all Länder do
 * @param own days of every year that hold beside: those of a part of a Land, as in Augsburg or in Catholic municipalities
 *     of Bavaria, Saxony and Thuringia
 */
public record Holidays(@Nullable Land land, List<MonthDay> own) {

    /** Until somebody says something. */
    public static final Holidays NATIONWIDE = new Holidays(null, List.of());

    private static final int SINCE_ALL_NORTHERN_REFORMATION_DAYS = 2018;

    public Holidays {
        own = List.copyOf(own);
    }

    /** The Länder by their codes of ISO 3166-2:DE. */
    public enum Land {
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
    public boolean include(LocalDate day) {
        return isFixed(day) || isMovable(day) || own.contains(MonthDay.from(day));
    }

    /** As which day of the week people live and work on it: a holiday is like a Sunday. */
    public DayOfWeek weekday(LocalDate day) {
        return include(day) ? DayOfWeek.SUNDAY : day.getDayOfWeek();
    }

    /** Key of the name of the Land. */
    public String textKey() {
        return "occasions.land" + (land == null ? "" : "." + land);
    }

    private boolean isFixed(LocalDate day) {
        int year = day.getYear();
        return switch (day.getMonthValue() * 100 + day.getDayOfMonth()) {
            case 101, 501, 1003, 1225, 1226 -> true;
            case 106 -> isOf(EPIPHANY);
            case 308 -> (land == Land.BE && year >= 2019) || (land == Land.MV && year >= 2023);
            case 815 -> land == Land.SL;
            case 920 -> land == Land.TH && year >= 2019;
            case 1031 ->
                isOf(REFORMATION) && (year >= SINCE_ALL_NORTHERN_REFORMATION_DAYS || !isOf(REFORMATION_SINCE_2018));
            case 1101 -> isOf(ALL_SAINTS);
            default -> false;
        };
    }

    private boolean isMovable(LocalDate day) {
        long afterEaster = day.toEpochDay() - easter(day.getYear()).toEpochDay();
        return switch ((int) afterEaster) {
            case -2, 1, 39, 50 -> true;
            case 0, 49 -> land == Land.BB;
            case 60 -> isOf(CORPUS_CHRISTI);
            default -> land == Land.SN && day.equals(dayOfRepentance(day.getYear()));
        };
    }

    private boolean isOf(Set<Land> some) {
        return land != null && some.contains(land);
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
