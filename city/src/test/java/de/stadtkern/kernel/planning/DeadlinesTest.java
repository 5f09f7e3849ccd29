package de.stadtkern.kernel.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Solution.LeftOut;
import de.stadtkern.kernel.planning.Solution.Reason;
import de.stadtkern.kernel.planning.TourPlans.Trouble;
import de.stadtkern.kernel.routing.End;
import de.stadtkern.kernel.routing.Matrix;
import de.stadtkern.kernel.routing.Profile;
import de.stadtkern.kernel.routing.Route;
import de.stadtkern.kernel.routing.Routing;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times by which streets are due, and loading again on the way; ways are as the crow flies. */
class DeadlinesTest {

    private static final LocalTime ALARM = LocalTime.of(3, 30);
    private static final Position DEPOT = new Position(7.7, 49.44);

    @Test
    void whatIsDueFirstIsServedFirstEvenWhenThatIsFarther() {
        List<Job> jobs = List.of(
                street(1, 0.005, 0).due(2, LocalTime.of(9, 30)),
                street(2, 0.01, 0).due(2, LocalTime.of(9, 30)),
                street(3, 0.05, 0).due(1, LocalTime.of(3, 45)));
        Plan plan = solved(plan(jobs, 1, null, List.of()));

        assertThat(plan.troubles()).isEmpty();
        assertThat(end(plan, 3)).isLessThanOrEqualTo(15 * 60);
    }

    @Test
    void whatCannotBeInTimeIsServedAsSoonAsPossibleAndNamedWithItsReason() {
        List<Job> jobs = List.of(
                street(1, 0.005, 0).due(1, LocalTime.of(3, 40)),
                street(2, 0.2, 0).due(1, LocalTime.of(3, 40)),
                street(3, -0.2, 0).due(2, LocalTime.of(9, 30)));
        Plan plan = solved(plan(jobs, 1, null, List.of()));

        assertThat(plan.solution().leftOut()).isEmpty();
        List<Trouble> troubles = plan.troubles();
        assertThat(troubles).extracting(one -> one.job().id()).containsExactly(2L);
        assertThat(troubles.getFirst().reason()).isEqualTo("planning.late.out-of-reach");
        assertThat(troubles.getFirst().late()).isBetween(15 * 60.0, 40 * 60.0);
        assertThat(end(plan, 1)).isLessThanOrEqualTo(10 * 60);
        assertThat(end(plan, 3)).isGreaterThan(end(plan, 2));
    }

    @Test
    void dueAfterMidnightAndShiftsOfDifferentBeginAreOneClock() {
        List<Job> jobs = List.of(street(1, 0.01, 0).due(1, LocalTime.of(1, 0)));
        Vehicle early = new Vehicle(1, "Früh", DEPOT, null, LocalTime.of(23, 0), null);
        Vehicle late = new Vehicle(2, "Spät", DEPOT, null, LocalTime.of(2, 0), null);
        Plan plan = solved(plan(jobs, List.of(late, early), List.of()));

        assertThat(plan.begin()).isEqualTo(LocalTime.of(23, 0));
        assertThat(plan.troubles()).isEmpty();
        assertThat(plan.solution().tourOf(1)).isPresent();
    }

    @Test
    void loadingAgainCountsInTimeAndLoad() {
        List<Job> jobs = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            jobs.add(street(i, 0.01 * i, 60));
        }
        Plan plan = solved(plan(jobs, 1, 130.0, List.of(new Station("Lager", DEPOT, 600))));

        Tour tour = plan.solution().tours().getFirst();
        assertThat(tour.stops()).hasSize(4);
        assertThat(tour.regains()).isEqualTo(1);
        assertThat(tour.load()).isEqualTo(120);
        double driving = tour.emptyMetres() / (30 / 3.6);
        double serving = jobs.stream().mapToDouble(Job::seconds).sum();
        assertThat(tour.seconds()).isCloseTo(driving + serving + 600, within(1.0));
        assertThat(solved(plan(jobs, 1, 130.0, List.of())).solution().leftOut())
                .hasSize(2)
                .extracting(LeftOut::reason)
                .containsOnly(Reason.NO_ROOM);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neitherThePlanNorTheNearestNeighbourBreaksARule(long seed) {
        Random chance = new Random(seed);
        List<Job> jobs = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            Position from = new Position(7.7 + chance.nextDouble(-0.03, 0.03), 49.44 + chance.nextDouble(-0.02, 0.02));
            jobs.add(street(i, from, chance.nextDouble(5, 40))
                    .due(1, seed % 2 == 0 ? LocalTime.of(4, 0) : LocalTime.of(6, 0)));
        }
        Plan plan = plan(jobs, 3, 150.0, List.of(new Station("Lager", DEPOT, 300)));
        NearestNeighbour nearest = NearestNeighbour.best(plan, Ground.under(plan, jobs, plan.vehicles(), NO_ROADS));
        Plan done = solved(plan);

        check(plan, nearest.found().tours());
        check(plan, done.solution().tours());
        assertThat(done.solution().leftOut()).isEmpty();
        assertThat(nearest.figures().leftOut()).isZero();
        assertThat(done.troubles()).hasSizeLessThanOrEqualTo(nearest.figures().late());
        assertThat(done.solution().emptyMetres())
                .isLessThanOrEqualTo(nearest.figures().emptyMetres());
    }

    /** Drives every tour again: each job once, loads and times as they are said to be. */
    private static void check(Plan plan, List<Tour> tours) {
        Map<Long, Job> jobs = plan.jobsById();
        Set<Long> served = new HashSet<>();
        for (Tour tour : tours) {
            Vehicle vehicle = plan.getVehicle(tour.vehicle());
            double load = 0;
            double now = 0;
            Position at = vehicle.depot();
            for (Tour.Stop stop : tour.stops()) {
                Job job = Objects.requireNonNull(jobs.get(stop.job()));
                assertThat(served.add(job.id())).isTrue();
                if (stop.station() != null) {
                    Station station = plan.stations().get(stop.station());
                    now += seconds(at, station.place()) + station.seconds();
                    at = station.place();
                    load = 0;
                }
                List<Position> course = job.course(stop.reversed());
                now += seconds(at, course.getFirst()) + job.seconds();
                at = course.getLast();
                load += job.demand();
                assertThat(load).isLessThanOrEqualTo(Objects.requireNonNull(vehicle.capacity()) + 1e-6);
                assertThat(stop.load()).isCloseTo(load, within(1e-6));
                assertThat(stop.end()).isCloseTo(now, within(0.1));
            }
            assertThat(tour.seconds()).isCloseTo(now + seconds(at, vehicle.depot()), within(0.1));
        }
    }

    private static double seconds(Position from, Position to) {
        return 1.3 * from.metresTo(to) / (30 / 3.6);
    }

    private static double end(Plan plan, long job) {
        return plan.solution().serving(job).orElseThrow().stops().stream()
                .filter(stop -> stop.job() == job)
                .findFirst()
                .orElseThrow()
                .end();
    }

    private static Job street(long id, double east, double demand) {
        return street(id, new Position(DEPOT.lon() + east, DEPOT.lat()), demand);
    }

    private static Job street(long id, Position from, double demand) {
        Position to = new Position(from.lon() + 0.001, from.lat());
        double metres = from.metresTo(to);
        return new Job(id, "Straße " + id, id, List.of(from, to), false, metres, metres / (30 / 3.6), demand);
    }

    private static Plan plan(List<Job> jobs, int number, @Nullable Double capacity, List<Station> stations) {
        List<Vehicle> vehicles = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            vehicles.add(new Vehicle(i, "Streuer " + i, DEPOT, capacity, ALARM, null));
        }
        return plan(jobs, vehicles, stations);
    }

    private static Plan plan(List<Job> jobs, List<Vehicle> vehicles, List<Station> stations) {
        return new Plan(
                1,
                1,
                "Plan",
                "wer",
                Instant.EPOCH,
                new Goal(Profile.TRUCK, 1, 60, 1),
                jobs,
                vehicles,
                stations,
                Plan.State.IDLE,
                List.of(),
                null,
                null);
    }

    private static Plan solved(Plan plan) {
        Solution solution = new Solver(plan, NO_ROADS, progress -> true).solve();
        return new Plan(
                1,
                1,
                plan.name(),
                "wer",
                Instant.EPOCH,
                plan.goal(),
                plan.jobs(),
                plan.vehicles(),
                plan.stations(),
                Plan.State.IDLE,
                List.of(),
                new Plan.Version(1, Instant.EPOCH, "wer", Plan.Act.SOLVE, true, solution),
                null);
    }

    /** There is no network. */
    private static final Routing NO_ROADS = new Routing() {

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public List<Route> routes(Profile profile, List<Position> via, int alternatives) {
            return List.of();
        }

        @Override
        public Matrix matrix(Profile profile, List<End> ends) {
            throw new IllegalStateException("there is no network");
        }

        @Override
        public List<Position> course(Profile profile, End from, End to) {
            return List.of();
        }
    };
}
