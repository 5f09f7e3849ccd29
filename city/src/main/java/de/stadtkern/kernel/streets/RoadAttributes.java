package de.stadtkern.kernel.streets;

import org.jspecify.annotations.Nullable;

/**
 * What OpenStreetMap says of a segment besides its name and class. What it does not say is null: nobody knows, which is
 * not "no".
 *
 * @param lanes of the carriageway, both directions together
 * @param widthMetres of the carriageway or path
 * @param surface OpenStreetMap's value, as in {@code asphalt}
 * @param smoothness OpenStreetMap's value, as in {@code bad}
 * @param tunnel whether it leads through a tunnel
 * @param maxSpeed in km/h
 * @param maxHeightMetres of a vehicle
 * @param maxWidthMetres of a vehicle
 * @param maxWeightTonnes of a vehicle
 * @param hgv OpenStreetMap's value for heavy goods vehicles, as in {@code no} or {@code destination}
 * @param access OpenStreetMap's value for everybody, as in {@code private}
 * @param lit whether there are lamps
 * @param sidewalk on which sides people walk, seen along the course
 */
public record RoadAttributes(
        @Nullable Integer lanes,
        @Nullable Double widthMetres,
        @Nullable String surface,
        @Nullable String smoothness,
        boolean tunnel,
        @Nullable Integer maxSpeed,
        @Nullable Double maxHeightMetres,
        @Nullable Double maxWidthMetres,
        @Nullable Double maxWeightTonnes,
        @Nullable String hgv,
        @Nullable String access,
        @Nullable Boolean lit,
        @Nullable Sidewalk sidewalk) {

    /** Nothing is known. */
    public static final RoadAttributes UNKNOWN =
            new RoadAttributes(null, null, null, null, false, null, null, null, null, null, null, null, null);

    /** On which sides of the carriageway there is a sidewalk, seen along the course. */
    public enum Sidewalk {
        BOTH,
        LEFT,
        RIGHT,
        NONE;

        /** The same, seen against the course. */
        Sidewalk turned() {
            return switch (this) {
                case LEFT -> RIGHT;
                case RIGHT -> LEFT;
                case BOTH, NONE -> this;
            };
        }
    }
}
