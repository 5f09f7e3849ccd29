package de.stadtkern.demo;

import de.stadtkern.demo.devices.Fleet;
import de.stadtkern.demo.plan.TownPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is broken in the simulated town: the truth for whoever tests how the town finds it. */
public final class FaultList {

    private FaultList() {}

    /** Prints it for the devices in the streets of the file, or in those of Musterstadt. */
    public static void print(@Nullable Path osm, PrintStream out) {
        try {
            if (osm != null) {
                Fleet.in(osm).printFaults(out);
                return;
            }
            Path musterstadt = Files.createTempFile("musterstadt", ".osm");
            new TownPlan().writeTo(musterstadt);
            Fleet.in(musterstadt).printFaults(out);
            Files.delete(musterstadt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
