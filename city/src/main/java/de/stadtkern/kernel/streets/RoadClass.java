package de.stadtkern.kernel.streets;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a road or a path is for, in OpenStreetMap's classes; slip roads count as the road they lead to, crossings on foot
 * or by bicycle as their own class, bridleways as paths.
 */
public enum RoadClass {
    MOTORWAY,
    TRUNK,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    UNCLASSIFIED,
    RESIDENTIAL,
    LIVING_STREET,
    SERVICE,
    PEDESTRIAN,
    TRACK,
    CYCLEWAY,
    FOOTWAY,
    CROSSING,
    PATH,
    STEPS;

    /** Those that carry vehicles. */
    public static final Set<RoadClass> ROADS = Collections.unmodifiableSet(EnumSet.range(MOTORWAY, SERVICE));

    /** Those for people on foot and bicycles, and for what tends fields and woods. */
    public static final Set<RoadClass> PATHS = Collections.unmodifiableSet(EnumSet.range(PEDESTRIAN, STEPS));

    static final Set<RoadClass> MAIN_ROADS = Collections.unmodifiableSet(EnumSet.range(MOTORWAY, TERTIARY));

    private static final String SLIP_ROAD = "_link";

    /** OpenStreetMap's value of {@code highway}, as in {@code living_street}. */
    public String osmValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it carries vehicles. */
    public boolean isRoad() {
        return ROADS.contains(this);
    }

    /** The class with this OpenStreetMap value, slip roads not folded. */
    public static Optional<RoadClass> find(String osmValue) {
        return Arrays.stream(values())
                .filter(each -> each.osmValue().equals(osmValue))
                .findFirst();
    }

    static Optional<RoadClass> findByTag(String highway) {
        return switch (highway) {
            case "bridleway" -> Optional.of(PATH);
            case "crossing" -> Optional.empty();
            default ->
                find(
                        highway.endsWith(SLIP_ROAD)
                                ? highway.substring(0, highway.length() - SLIP_ROAD.length())
                                : highway);
        };
    }
}
