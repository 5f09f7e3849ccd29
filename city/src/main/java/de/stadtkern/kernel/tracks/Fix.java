package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.geo.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a vehicle was at a moment and what it did there, as its receiver and its machine tell. It holds until the next.
 *
 * @param speedKmh 0 to 300
 * @param headingDegrees from north clockwise, 0 to 360
 * @param mode null when nobody tells, as with a phone: everything driven then counts
 * @param doseGramsPerSquareMetre 0 to 1000
 * @param widthMetres over which it is spread, 0 to 50
 * @param counterMetres of a counter that may begin anywhere and be set back
 * @param simulatedSpeed whether the machine only pretends to drive: such a fix proves nothing
 */
public record Fix(
        Instant time,
        Position position,
        @Nullable Double speedKmh,
        @Nullable Double headingDegrees,
        @Nullable Mode mode,
        @Nullable Double doseGramsPerSquareMetre,
        @Nullable Double widthMetres,
        @Nullable Double counterMetres,
        boolean simulatedSpeed) {

    /** A position alone, as a phone tells it. */
    public static Fix at(Instant time, Position position) {
        return new Fix(time, position, null, null, null, null, null, null, false);
    }

    /** Whether something may have been done here. */
    boolean works() {
        return mode == null || mode.works();
    }
}
