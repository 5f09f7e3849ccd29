package de.stadtkern.kernel.basemap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The hand-made extract of these tests. */
final class Village {

    static final Path FILE = Path.of("src/test/resources/de/stadtkern/kernel/basemap/village.osm");
    static final double[] LAKE = {11.9024, 50.3024};
    static final double[] ISLAND = {11.9040, 50.3032};
    static final double[] WOOD = {11.9024, 50.2954};
    static final double[] CLEARING = {11.9040, 50.2965};
    static final double[] BUILDING = {11.8985, 50.3003};
    static final double[] NOTHING = {11.8950, 50.3030};

    private Village() {}

    static List<MapFeature> features() {
        List<MapFeature> features = new ArrayList<>();
        FeatureReader.read(FILE, features::add);
        return features;
    }
}
