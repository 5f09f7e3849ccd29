package de.stadtkern.kernel.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.WeekFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which backups are kept: the newest of each of the last days, weeks and months that have one. */
record Rotation(ZoneId zone, int daily, int weekly, int monthly) {

    static Rotation of(BackupSettings settings) {
        return new Rotation(settings.zone(), settings.daily(), settings.weekly(), settings.monthly());
    }

    Set<Instant> superfluous(Collection<Instant> taken) {
        List<Instant> newestFirst =
                taken.stream().sorted(Comparator.reverseOrder()).toList();
        Set<Instant> superfluous = new HashSet<>(taken);
        superfluous.removeAll(newestOfEach(daily, day -> day, newestFirst));
        superfluous.removeAll(newestOfEach(weekly, day -> day.with(WeekFields.ISO.dayOfWeek(), 1), newestFirst));
        superfluous.removeAll(newestOfEach(monthly, YearMonth::from, newestFirst));
        return superfluous;
    }

    private Set<Instant> newestOfEach(int number, Function<LocalDate, Object> period, List<Instant> newestFirst) {
        Set<Object> periods = new HashSet<>();
        Set<Instant> newest = new HashSet<>();
        for (Instant moment : newestFirst) {
            if (periods.size() < number && periods.add(period.apply(LocalDate.ofInstant(moment, zone)))) {
                newest.add(moment);
            }
        }
        return newest;
    }
}
