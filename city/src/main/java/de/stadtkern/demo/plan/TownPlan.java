package de.stadtkern.demo.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Musterstadt, the simulated town: 4 x 4 km around 11.90 E, 50.30 N, in Upper Franconia near Hof. A market square, an
 * old town inside a ring road, quarters outside, a river in the south with two bridges. Invented and always the same;
 * nothing in it comes from OpenStreetMap.
 */
public final class TownPlan {

    private static final long SEED = 95028;

    /** Writes the town as an OpenStreetMap XML file; its name must end in {@code .osm}. */
    public void writeTo(Path file) {
        Surveyor surveyor = new Surveyor(new Terrain(new Random(SEED)));
        surveyor.river("Muster");
        new StreetPlan(new Random(SEED)).streets().forEach(surveyor::street);
        try {
            Files.writeString(file, surveyor.map());
        } catch (IOException e) {
            throw new UncheckedIOException("The simulated town could not be written to " + file, e);
        }
    }
}
