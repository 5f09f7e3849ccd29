package de.stadtkern.kernel.streets;

import com.graphhopper.reader.ReaderWay;
import java.util.Optional;
import java.util.Set;

/** What the tags of an OpenStreetMap way say about a road; reversed: it is one-way against its drawing. */
record RoadTags(
        String name, RoadClass roadClass, boolean oneWay, boolean reversed, boolean bridge, RoadAttributes attributes) {

    private static final Set<String> FORWARD = Set.of("yes", "true", "1");
    private static final Set<String> BACKWARD = Set.of("-1", "reverse");
    private static final Set<String> CIRCLES = Set.of("roundabout", "circular");

    /** Empty for what is neither road nor path, or is an area instead of a line. */
    static Optional<RoadTags> find(ReaderWay way) {
        if (way.hasTag("area", "yes")) {
            return Optional.empty();
        }
        return RoadClass.findByTag(way.getTag("highway", ""))
                .map(roadClass -> of(way, isCrossing(way) ? RoadClass.CROSSING : roadClass));
    }

    private static RoadTags of(ReaderWay way, RoadClass roadClass) {
        String oneWay = way.getTag("oneway", impliedOneWay(way) ? "yes" : "no");
        boolean reversed = BACKWARD.contains(oneWay);
        boolean bridge = !way.getTag("bridge", "no").equals("no");
        return new RoadTags(
                nameOf(way),
                roadClass,
                reversed || FORWARD.contains(oneWay),
                reversed,
                bridge,
                AttributeTags.read(way, reversed));
    }

    private static boolean isCrossing(ReaderWay way) {
        return way.hasTag("footway", "crossing")
                || way.hasTag("cycleway", "crossing")
                || way.hasTag("path", "crossing");
    }

    private static boolean impliedOneWay(ReaderWay way) {
        return way.hasTag("highway", "motorway") || way.hasTag("junction", CIRCLES);
    }

    private static String nameOf(ReaderWay way) {
        return way.getTag("name", way.getTag("ref", ""));
    }
}
