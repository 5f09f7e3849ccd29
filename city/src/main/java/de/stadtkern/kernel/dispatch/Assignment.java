package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.fleet.Shift;
import de.stadtkern.kernel.fleet.Vehicle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to drive a tour.
 *
 * @param vehicle null when any will do
 * @param members of the fleet; empty for any crew of the municipality
 * @param shift in which they drive it; null outside of shifts
 * @param reason why, although something speaks against it; may be empty
 */
record Assignment(
        @Nullable Vehicle vehicle,
        List<Long> members,
        @Nullable Shift shift,
        String reason) {

    Assignment {
        members = List.copyOf(members);
    }

    /** What the tour is called then. */
    String nameOr(String other) {
        return vehicle == null ? other : vehicle.name();
    }
}
