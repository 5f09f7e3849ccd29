package de.stadtkern.kernel.streets;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a road is for, in OpenStreetMap's classes that carry vehicles; slip roads count as the road they lead to. */
public enum RoadClass {
    MOTORWAY,
    TRUNK,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    UNCLASSIFIED,
    RESIDENTIAL,
    LIVING_STREET,
    SERVICE;

    static final Set<RoadClass> MAIN_ROADS = Collections.unmodifiableSet(EnumSet.range(MOTORWAY, TERTIARY));

    private static final String SLIP_ROAD = "_link";

    /** OpenStreetMap's value of {@code highway}, as in {@code living_street}. */
    public String osmValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class with this OpenStreetMap value, slip roads not folded. */
    public static Optional<RoadClass> find(String osmValue) {
        return Arrays.stream(values())
                .filter(each -> each.osmValue().equals(osmValue))
                .findFirst();
    }

    static Optional<RoadClass> findByTag(String highway) {
        return find(
                highway.endsWith(SLIP_ROAD) ? highway.substring(0, highway.length() - SLIP_ROAD.length()) : highway);
    }
}
