package de.stadtkern.kernel.occasions;

import de.stadtkern.kernel.geo.Position;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something special on some days: a market, a festival, holidays.
 *
 * @param id 0 for one that is not stored yet
 * @param name by which forecasts learn what it does; equal names are the same occasion on other days
 * @param begins its first day
 * @param ends its last day; null when it goes on until somebody ends it
 * @param days of the week on which it is; none for every day
 * @param excepted days on which it is not, though it would be
 * @param area where it is; null for the whole town
 */
record Occasion(
        long id,
        String name,
        LocalDate begins,
        @Nullable LocalDate ends,
        Set<DayOfWeek> days,
        Set<LocalDate> excepted,
        @Nullable Area area) {

    Occasion {
        days = Set.copyOf(days);
        excepted = Set.copyOf(excepted);
    }

    /**
     * Around a place.
     *
     * @param radius in metres, above 0
     */
    record Area(String place, Position position, double radius) {

        private static final double METRES_PER_DEGREE = 111_000;

        boolean contains(Position other) {
            return Math.abs(position.lat() - other.lat()) * METRES_PER_DEGREE <= radius
                    && position.metresTo(other) <= radius;
        }
    }

    boolean isOn(LocalDate day) {
        return !day.isBefore(begins)
                && (ends == null || !day.isAfter(ends))
                && (days.isEmpty() || days.contains(day.getDayOfWeek()))
                && !excepted.contains(day);
    }
}
