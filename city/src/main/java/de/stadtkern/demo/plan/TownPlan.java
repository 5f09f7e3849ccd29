package de.stadtkern.demo.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Musterstadt, the simulated town: 4 x 4 km around 11.90 E, 50.30 N, in Upper Franconia near Hof. A market square, an
 * old town inside a ring road, quarters with houses outside, a river in the south with two bridges, woods around. Invented
 * and always the same; nothing in it comes from OpenStreetMap.
 */
public final class TownPlan {

    private static final long SEED = 95028;

    /** Writes the town as an OpenStreetMap XML file; its name must end in {@code .osm}. */
    public void writeTo(Path file) {
        OsmXml map = new OsmXml();
        Terrain terrain = new Terrain(new Random(SEED));
        Surveyor surveyor = new Surveyor(map, terrain);
        surveyor.river("Muster");
        Map<Street, List<Ground>> courses = new LinkedHashMap<>();
        new StreetPlan(new Random(SEED)).streets().forEach(street -> courses.put(street, surveyor.street(street)));
        new Landscape(map, terrain, new Random(SEED)).draw();
        Blocks blocks = new Blocks(map, terrain, new Random(SEED));
        blocks.draw();
        new Frontages(map, blocks, new Random(SEED)).draw(courses);
        try {
            Files.writeString(file, map.text());
        } catch (IOException e) {
            throw new UncheckedIOException("The simulated town could not be written to " + file, e);
        }
    }
}
