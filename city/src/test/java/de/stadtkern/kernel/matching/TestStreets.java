package de.stadtkern.kernel.matching;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.matching.simulation.SimulatedDrive;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Segments;
import java.util.ArrayList;
import java.util.List;

/** Streets on a plane of metres, east and north of a corner. Every segment goes from its first place to its second. */
final class TestStreets {

    private static final Position CORNER = new Position(7.7, 49.4);

    private final List<Segment> segments = new ArrayList<>();

    static Position place(double east, double north) {
        return SimulatedDrive.moved(SimulatedDrive.moved(CORNER, 0, north), east, 0);
    }

    /** The next segment; they are counted from 1. */
    TestStreets street(double east, double north, double toEast, double toNorth) {
        return street(false, east, north, toEast, toNorth);
    }

    TestStreets oneWay(double east, double north, double toEast, double toNorth) {
        return street(true, east, north, toEast, toNorth);
    }

    private TestStreets street(boolean oneWay, double east, double north, double toEast, double toNorth) {
        List<Position> course = List.of(place(east, north), place(toEast, toNorth));
        long id = segments.size() + 1;
        segments.add(segment(id, oneWay, course));
        return this;
    }

    private static Segment segment(long id, boolean oneWay, List<Position> course) {
        double metres = course.getFirst().metresTo(course.getLast());
        return Segments.of(id, "Weg " + id, RoadClass.RESIDENTIAL, oneWay, course, metres);
    }

    List<Segment> segments() {
        return List.copyOf(segments);
    }

    RoadNetwork network() {
        return RoadNetwork.of(segments);
    }

    /** A chessboard of streets, each so many metres from the next. */
    static TestStreets chessboard(int size, double metres) {
        TestStreets streets = new TestStreets();
        for (int i = 0; i <= size; i++) {
            for (int j = 0; j < size; j++) {
                streets.street(j * metres, i * metres, (j + 1) * metres, i * metres);
                streets.street(i * metres, j * metres, i * metres, (j + 1) * metres);
            }
        }
        return streets;
    }

    /** A road of 2 km in 20 segments, a second one this far beside it (segments 21 to 40), and 21 streets across both. */
    static TestStreets twoRoads(double apart) {
        TestStreets streets = new TestStreets();
        for (double north : new double[] {0, apart}) {
            for (int i = 0; i < 20; i++) {
                streets.street(i * 100, north, (i + 1) * 100, north);
            }
        }
        for (int i = 0; i <= 20; i++) {
            streets.street(i * 100, -100, i * 100, 0);
            streets.street(i * 100, 0, i * 100, apart);
            streets.street(i * 100, apart, i * 100, apart + 100);
        }
        return streets;
    }
}
