package de.stadtkern.kernel.devices;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a device that looks down at what lies in a container is mounted.
 *
 * @param deadZone from the sensor to where the container counts as full, in mm, 0 or more
 * @param usableHeight from there to the ground of the container, in mm, above 0
 */
record Geometry(BigDecimal deadZone, BigDecimal usableHeight) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The member {@code geometry} of a Thing's properties; empty when it says nothing usable. */
    static Optional<Geometry> of(JsonNode geometry) {
        JsonNode deadZone = geometry.path("deadZoneMillimetres");
        JsonNode height = geometry.path("usableHeightMillimetres");
        return deadZone.isNumber() && height.isNumber() && deadZone.asDouble() >= 0 && height.asDouble() > 0
                ? Optional.of(new Geometry(deadZone.decimalValue(), height.decimalValue()))
                : Optional.empty();
    }

    /**
     * How full the container is, 0 to 100 %, to a tenth.
     *
     * @param distance from the sensor to what lies below, in mm
     * @return empty when the distance is no distance to something in the container
     */
    Optional<BigDecimal> fillLevel(BigDecimal distance) {
        BigDecimal empty = distance.subtract(deadZone);
        return distance.signum() == 0 || empty.signum() < 0 || empty.compareTo(usableHeight) > 0
                ? Optional.empty()
                : Optional.of(
                        HUNDRED.multiply(usableHeight.subtract(empty)).divide(usableHeight, 1, RoundingMode.HALF_UP));
    }
}
