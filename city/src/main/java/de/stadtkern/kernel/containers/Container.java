package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.geo.Position;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands in town, is filled and emptied.
 *
 * @param code in the address behind its QR code; never changes
 * @param name by which the administration calls it, unique in the municipality; usually a number
 * @param place in words; containers of the same place make one site
 * @param litres volume
 * @param owner who answers for it; may be empty
 * @param thingId the Thing of SensorThings that is its sensor; null when it has none
 * @param mounting how the sensor sits; null when it says the level itself, or there is none
 * @param listed whether everybody is shown it
 */
public record Container(
        long id,
        long municipalityId,
        String code,
        String name,
        Kind kind,
        Fraction fraction,
        String place,
        Position position,
        double litres,
        String owner,
        String note,
        @Nullable Long thingId,
        @Nullable Mounting mounting,
        boolean listed) {

    /** What it is. */
    public enum Kind {
        LITTER_BIN,
        RECYCLING_BANK,
        DOG_STATION,
        GRIT_BIN,
        OTHER
    }

    /** What belongs into it. */
    public enum Fraction {
        RESIDUAL,
        GLASS,
        GLASS_CLEAR,
        GLASS_GREEN,
        GLASS_BROWN,
        PAPER,
        PACKAGING,
        METAL,
        TEXTILES,
        ORGANIC,
        DOG_WASTE,
        GRIT,
        OTHER
    }

    /**
     * How a distance sensor looks into a container; all in millimetres from the sensor.
     *
     * @param empty to the ground of the empty container
     * @param full to the content of the full one, less than {@code empty}
     * @param blind nearer than this it sees nothing, at least 0
     * @param compensated whether the sensor allows for the temperature of the air itself
     */
    public record Mounting(double empty, double full, double blind, boolean compensated) {

        public Mounting {
            if (!(full >= 0 && empty > full && blind >= 0)) {
                throw new IllegalArgumentException(
                        "0 <= full < empty and 0 <= blind, but are " + full + ", " + empty + " and " + blind);
            }
        }
    }
}
