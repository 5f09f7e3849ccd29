package de.stadtkern.kernel.fleet;

import de.stadtkern.kernel.geo.Position;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle with which the town works.
 *
 * @param municipalityId whose it is, also while it is lent
 * @param depot where it stands when it is not out
 * @param capacity at most, in the unit; null when it is not known or has none
 * @param plate for the eyes of those who keep the fleet of its municipality; null when it has none, or for others
 * @param active false when it is not used any more
 * @param unit of the capacity, such as {@code kg} or {@code m3}; empty without one
 * @param telematicsKey by which its device names it, unique in the municipality; null without one, or for others
 * @param needs what its driver must hold because of the vehicle itself, without its equipment
 */
public record Vehicle(
        long id,
        long municipalityId,
        String name,
        Kind kind,
        Set<Equipment> equipment,
        Position depot,
        @Nullable Double capacity,
        @Nullable String plate,
        boolean active,
        String unit,
        long depotId,
        String depotName,
        Running running,
        @Nullable String telematicsKey,
        Set<Qualification> needs) {

    private static final double LITRES_PER_CUBIC_METRE = 1000;

    public Vehicle {
        equipment = Set.copyOf(equipment);
        needs = Set.copyOf(needs);
    }

    /** What it is. */
    public enum Kind {
        SPREADER,
        PLOUGH,
        SWEEPER,
        REFUSE_TRUCK,
        VAN,
        CAR,
        SMALL_TRACTOR,
        OTHER
    }

    /** What it carries. */
    public enum Equipment {
        PLOUGH,
        SPREADER,
        BRINE,
        BROOM,
        SWEEPER,
        CRANE,
        TIPPER,
        COMPACTOR,
        TRAILER
    }

    /** What drives it. */
    public enum Energy {
        DIESEL,
        PETROL,
        GAS,
        ELECTRICITY,
        HYDROGEN,
        OTHER
    }

    /**
     * What running it takes; null where nobody has said.
     *
     * @param gramsCo2PerKilometre of CO₂, as its municipality says
     */
    public record Running(
            @Nullable Double eurosPerKilometre,
            @Nullable Double eurosPerHour,
            Energy energy,
            @Nullable Double gramsCo2PerKilometre) {}

    /** What it holds, in litres; empty when its capacity is no volume or not known. */
    public OptionalDouble litres() {
        return capacity == null
                ? OptionalDouble.empty()
                : switch (unit) {
                    case "l", "L" -> OptionalDouble.of(capacity);
                    case "m3" -> OptionalDouble.of(capacity * LITRES_PER_CUBIC_METRE);
                    default -> OptionalDouble.empty();
                };
    }

    /** As those see it who do not keep the fleet of its municipality. */
    Vehicle forOthers() {
        return new Vehicle(
                id,
                municipalityId,
                name,
                kind,
                equipment,
                depot,
                capacity,
                null,
                active,
                unit,
                depotId,
                depotName,
                running,
                null,
                needs);
    }
}
