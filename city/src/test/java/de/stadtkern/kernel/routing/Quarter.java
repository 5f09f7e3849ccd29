package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.nio.file.Path;

/** The hand-made extract of these tests, and places in it. */
final class Quarter {

    static final Path FILE = Path.of("src/test/resources/de/stadtkern/kernel/routing/quarter.osm");

    static final Position HAUPT_WEST = new Position(10.5005, 48.1000);
    static final Position HAUPT_EAST = new Position(10.5035, 48.1000);
    static final Position RING_MIDDLE = new Position(10.5018, 48.1014);
    static final Position MITTEL = new Position(10.5020, 48.1007);
    static final Position DEAD_END = new Position(10.5020, 48.1022);
    static final Position WEST = new Position(10.5000, 48.1002);
    static final Position PARK = new Position(10.5000, 48.0980);
    static final Position OAKS = new Position(10.5040, 48.0981);

    private Quarter() {}

    static RoadGraph graph() {
        return RoadGraph.build(FILE, Truck.USUAL, (count, step) -> {});
    }
}
