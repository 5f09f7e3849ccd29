package de.stadtkern.kernel.containers;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tours of containers that are driven the same every week, as a bean of the service that keeps them. */
public interface WeeklyTours {

    /** What is driven on such a day, by name; for rules: asks no rights. */
    List<Tour> forDay(long municipalityId, LocalDate day);

    /**
     * A tour.
     *
     * @param vehicleId of the fleet; null when nobody has said so
     * @param containers their ids in the order in which they are visited
     */
    record Tour(String name, @Nullable Long vehicleId, List<Long> containers) {

        public Tour {
            containers = List.copyOf(containers);
        }
    }
}
