package de.stadtkern.kernel.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.TourPlans.Nearest;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.RoadGraph;
import de.stadtkern.kernel.routing.Truck;
import de.stadtkern.kernel.streets.FreshSchema;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The main streets of a whole town; the file lies outside the repository. */
class KaiserslauternPlanTest {

    private static final LocalTime SEVEN = LocalTime.of(7, 0);

    @Test
    void sixSpreadersDoTheFirstClassBeforeSevenWithFarLessEmptyThanByTheNearestStreet() {
        String shared = System.getenv().getOrDefault("STADTKERN_SHARED", "../../shared");
        Path town = Path.of(shared, "data/osm/kaiserslautern.osm.pbf");
        assumeTrue(Files.exists(town), town.toAbsolutePath() + " is missing; set STADTKERN_SHARED");
        Streets streets = FreshSchema.streets();
        streets.importExtract(town, (segments, step) -> {});
        List<Job> jobs = new ArrayList<>();
        for (Segment one : streets.listOfClasses(EnumSet.range(RoadClass.PRIMARY, RoadClass.TERTIARY))) {
            jobs.add(new Job(
                            jobs.size() + 1,
                            one.name(),
                            one.id(),
                            one.course(),
                            one.oneWay(),
                            one.lengthMetres(),
                            one.lengthMetres() * 3.6 / 30,
                            one.lengthMetres() * 0.12)
                    .due(1, SEVEN));
        }
        Position depot = new Position(7.7690, 49.4430);
        List<Vehicle> vehicles = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            vehicles.add(new Vehicle(i, "Streuer " + i, depot, 1400.0, LocalTime.of(3, 30), null));
        }
        Plan plan = new Plan(
                1,
                1,
                "Plan",
                "wer",
                Instant.EPOCH,
                new Goal(Profile.TRUCK, 1, 60, 5),
                jobs,
                vehicles,
                List.of(new Station("Bauhof", depot, 600)),
                Plan.State.IDLE,
                List.of(),
                null,
                null);
        Solution found =
                new Solver(plan, RoadGraph.build(town, Truck.USUAL, (count, step) -> {}), progress -> true).solve();
        Nearest nearest = Objects.requireNonNull(found.nearest());

        assertThat(found.leftOut()).isEmpty();
        assertThat(found.delayed()).isEmpty();
        assertThat(found.served()).isEqualTo(jobs.size());
        assertThat(found.tours())
                .allSatisfy(tour -> assertThat(tour.stops().getLast().end()).isLessThan(3.5 * 3600));
        assertThat(nearest.leftOut() + nearest.late()).isZero();
        assertThat(found.emptyMetres()).isLessThan(0.85 * nearest.emptyMetres());
    }
}
