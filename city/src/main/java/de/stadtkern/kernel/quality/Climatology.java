package de.stadtkern.kernel.quality;

import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;

/**
 * Outside of what is usual at the time of the year, a value is suspect (QARTOD test 5, as in {@code ioos_qc} {@code
 * climatology_test}). In a month that no season covers, nothing can be said.
 */
record Climatology(List<Season> seasons, ZoneId town) implements QualityTest {

    /** Months, and what is usual in them. */
    record Season(Predicate<YearMonth> months, Span usual) {

        /** Of every year, both months inclusive; it may go over the end of the year. */
        static Season yearly(Month from, Month until, Span usual) {
            int length = Math.floorMod(until.getValue() - from.getValue(), 12);
            return new Season(month -> Math.floorMod(month.getMonthValue() - from.getValue(), 12) <= length, usual);
        }
    }

    Climatology {
        seasons = List.copyOf(seasons);
    }

    @Override
    public String name() {
        return "climatology";
    }

    @Override
    public Verdict over(Samples samples) {
        return i -> {
            YearMonth month = YearMonth.from(samples.time(i).atZone(town));
            List<Season> known = seasons.stream()
                    .filter(season -> season.months().test(month))
                    .toList();
            if (known.isEmpty()) {
                return Flag.NOT_EVALUATED;
            }
            return known.stream().allMatch(season -> season.usual().contains(samples.value(i)))
                    ? Flag.GOOD
                    : Flag.SUSPECT;
        };
    }
}
