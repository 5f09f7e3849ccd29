package de.stadtkern.services.wastetours;

import de.stadtkern.kernel.containers.Container;
import de.stadtkern.kernel.containers.Container.Fraction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the day's tours empty, and when there are tours. */
final class OnTour {

    /** What goes into the same vehicle; glass, paper and clothes are fetched by others, and grit is no waste. */
    private static final Set<Fraction> TOGETHER = Set.of(Fraction.RESIDUAL, Fraction.DOG_WASTE);

    private static final int DAYS_AHEAD = 8;

    private OnTour() {}

    static boolean isEmptied(Container container) {
        return TOGETHER.contains(container.fraction());
    }

    /** When the tours of that day begin. */
    static Instant begin(WastePolicy policy, LocalDate day) {
        return day.atTime(policy.begin()).atZone(WasteToursSettings.TOWN).toInstant();
    }

    /** The day of the first tours that begin after the moment; empty when nobody ever works. */
    static Optional<LocalDate> next(WastePolicy policy, Instant after) {
        LocalDate today = after.atZone(WasteToursSettings.TOWN).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .filter(day -> policy.days().contains(day.getDayOfWeek()))
                .filter(day -> begin(policy, day).isAfter(after))
                .findFirst();
    }
}
