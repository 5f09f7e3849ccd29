package de.stadtkern.kernel.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.matching.simulation.Quality;
import de.stadtkern.kernel.matching.simulation.SimulatedDrive;
import de.stadtkern.kernel.streets.FreshSchema;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Drives through a whole town; the file lies outside the repository. */
class KaiserslauternTracksTest {

    @Test
    void simulatedDrivesAreFoundAgainInARealTown() {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        Path town = Path.of(shared, "data/osm/kaiserslautern.osm.pbf");
        assumeTrue(Files.exists(town), town.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        Streets streets = FreshSchema.streets();
        streets.importExtract(town, (segments, step) -> {});
        List<Segment> segments = streets.listOfClasses(EnumSet.range(RoadClass.MOTORWAY, RoadClass.SERVICE));
        Matcher matcher = new Matcher(RoadNetwork.of(segments));
        double error = 0;
        double falseCredit = 0;
        int drives = 40;
        for (int i = 0; i < drives; i++) {
            Random chance = new Random(i);
            SimulatedDrive drive = SimulatedDrive.random(segments, 5_000, chance);
            Matched matched = matcher.match(drive.track(segments, 5, 4, chance));
            Quality quality = Quality.of(drive.truth(), matched, segments);
            error += quality.coverageError() / drives;
            falseCredit += quality.falseCredit() / drives;
        }

        assertThat(error).isLessThan(0.03);
        assertThat(falseCredit).isLessThan(0.01);
    }
}
