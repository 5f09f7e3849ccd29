package de.stadtkern.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every problem; the problems here have streets, places, windows, loads, prizes and tips by chance. */
class ToursPropertiesTest {

    private static final int NODES = 20;
    private static final Budget BRIEF = Budget.iterations(5);
    private static final int SERIOUS = 15;
    private static final int SCALE = 1024;

    @Property(tries = 60)
    void everyPlanPassesTheChecker(@ForAll("problems") Problem problem) {
        assertThat(Checker.faults(problem, solve(problem))).isEmpty();
    }

    @Property(tries = 60)
    void whatContradictsItselfIsLeftOutAndNoError(@ForAll("contradictions") Problem problem) {
        assertThat(Checker.faults(problem, solve(problem))).isEmpty();
    }

    @Property(tries = 20)
    void theSameSeedGivesTheSamePlan(@ForAll("problems") Problem problem) {
        assertThat(solve(problem)).isEqualTo(solve(problem));
    }

    @Property(tries = 20)
    void theOrderOfTheTasksDoesNotMatter(@ForAll("problems") Problem problem, @ForAll long seed) {
        List<Task> shuffled = new ArrayList<>(problem.tasks());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(solve(with(problem, shuffled, problem.vehicles()))).isEqualTo(solve(problem));
    }

    @Property(tries = 20)
    void newNamesOfTheTasksDoNotMatter(@ForAll("problems") Problem problem) {
        List<Task> renamed = problem.tasks().stream()
                .map(task -> new Task(
                        task.id() * 10 + 7,
                        task.passes(),
                        task.demand(),
                        task.window(),
                        task.priority(),
                        task.prize(),
                        task.access()))
                .toList();

        Precedence[] pairs = problem.rules().precedences().stream()
                .map(pair -> new Precedence(pair.before() * 10 + 7, pair.after() * 10 + 7))
                .toArray(Precedence[]::new);
        Rules rules = problem.rules().withPrecedences(pairs);

        assertThat(mandatoryLeftOut(new Problem(renamed, problem.vehicles(), problem.travel(), rules)))
                .isEqualTo(mandatoryLeftOut(problem));
    }

    @Property(tries = 20)
    void otherUnitsOfDistanceAndMoneyDoNotMatter(@ForAll("problems") Problem problem) {
        List<Task> tasks = problem.tasks().stream()
                .map(task -> scaled(task).withPrize(SCALE * task.prize()))
                .toList();
        List<Vehicle> vehicles = problem.vehicles().stream()
                .map(vehicle -> vehicle.withRates(
                        SCALE * vehicle.rates().fixed(),
                        vehicle.rates().perDistance(),
                        SCALE * vehicle.rates().perSecond()))
                .toList();
        Problem scaled = new Problem(tasks, vehicles, scaled(problem.travel()), problem.rules());

        assertThat(mandatoryLeftOut(scaled)).isEqualTo(mandatoryLeftOut(problem));
    }

    @Property(tries = 20)
    void aVehicleMoreLeavesNothingMoreOut(@ForAll("problems") Problem problem) {
        List<Vehicle> more = new ArrayList<>(problem.vehicles());
        more.add(Vehicle.at(99, 0).withCapacity(0).withHours(0, 0));

        assertThat(mandatoryLeftOut(with(problem, problem.tasks(), more))).isEqualTo(mandatoryLeftOut(problem));
    }

    /** Who serves a street in halves drives it twice and comes back in between, so no vehicle has to be home in time. */
    @Property(tries = 20)
    void halvesOfATaskAreServedWhereTheWholeIs(@ForAll("problems") Problem problem) {
        List<Task> halves = problem.tasks().stream()
                .flatMap(task -> IntStream.range(0, 2).mapToObj(half -> half(task, half)))
                .toList();

        List<Vehicle> unhurried = problem.vehicles().stream()
                .map(vehicle -> vehicle.withHours(0, Double.POSITIVE_INFINITY))
                .toList();

        if (mandatoryLeftOut(problem) == 0) {
            assertThat(mandatoryLeftOut(with(problem, halves, unhurried))).isZero();
        }
    }

    @Property(tries = 20)
    void aTaskLessLeavesNothingElseOut(@ForAll("problems") Problem problem) {
        if (problem.tasks().isEmpty() || mandatoryLeftOut(problem) > 0) {
            return;
        }
        List<Task> fewer = problem.tasks().subList(1, problem.tasks().size());

        assertThat(mandatoryLeftOut(with(problem, fewer, problem.vehicles()))).isZero();
    }

    /** A rush hour that slows nothing makes no difference, but routes are driven then instead of joined. */
    @Property(tries = 60)
    void streetsWithinShiftsAreServedWhetherRoutesAreJoinedOrDriven(@ForAll("shifts") Problem problem) {
        Rules steady = Rules.NONE.withRushes(new Rush(new Window(10, 20), 1));
        Problem driven = new Problem(problem.tasks(), problem.vehicles(), problem.travel(), steady);

        assertThat(Checker.faults(problem, solve(problem))).isEmpty();
        assertThat(mandatoryLeftOut(problem)).isEqualTo(mandatoryLeftOut(driven));
    }

    @Property(tries = 60)
    void placesAreServedWhetherTripsAreJoinedOrDriven(@ForAll("trips") Problem problem) {
        Problem driven = new Problem(
                problem.tasks(),
                problem.vehicles(),
                problem.travel(),
                problem.rules().withRushes(new Rush(new Window(10, 20), 1)));

        assertThat(Checker.faults(problem, solve(problem))).isEmpty();
        assertThat(mandatoryLeftOut(problem)).isEqualTo(mandatoryLeftOut(driven));
    }

    @Property(tries = 60)
    void driversNeedNoMoreThanTheSearchSaid(@ForAll("trips") Problem problem) {
        double[] said = {Double.POSITIVE_INFINITY};

        Plan plan = Tours.solve(problem, BRIEF, progress -> {
            said[0] = progress.cost();
            return true;
        });

        assertThat(plan.cost().total()).isLessThanOrEqualTo(said[0] + 1e-6);
    }

    private static Task scaled(Task task) {
        List<Pass> passes = task.passes().stream()
                .map(pass -> new Pass(pass.entry(), pass.exit(), SCALE * pass.distance(), pass.seconds()))
                .toList();
        return new Task(task.id(), passes, task.demand(), task.window(), task.priority(), task.prize(), task.access());
    }

    private static Travel scaled(Travel travel) {
        return new Travel() {
            @Override
            public double distance(int from, int to) {
                return SCALE * travel.distance(from, to);
            }

            @Override
            public double seconds(int from, int to) {
                return travel.seconds(from, to);
            }
        };
    }

    private static Task half(Task task, int half) {
        List<Double> demand = task.demand().stream().map(amount -> amount / 2).toList();
        Window window = new Window(task.window().begin(), task.window().end() + 2 * NODES * NODES);
        return new Task(
                2 * task.id() + half, task.passes(), demand, window, task.priority(), task.prize() / 2, task.access());
    }

    private static Plan solve(Problem problem) {
        return Tours.solve(problem, BRIEF, Listener.SILENT);
    }

    private static long mandatoryLeftOut(Problem problem) {
        return Tours.solve(problem, Budget.iterations(SERIOUS), Listener.SILENT).unserved().stream()
                .filter(one -> !one.task().optional())
                .count();
    }

    private static Problem with(Problem problem, List<Task> tasks, List<Vehicle> vehicles) {
        List<Long> ids = tasks.stream().map(Task::id).toList();
        Precedence[] pairs = problem.rules().precedences().stream()
                .filter(pair -> ids.contains(pair.before()) && ids.contains(pair.after()))
                .toArray(Precedence[]::new);
        return new Problem(tasks, vehicles, problem.travel(), problem.rules().withPrecedences(pairs));
    }

    @Provide
    Arbitrary<Problem> problems() {
        return Arbitraries.longs().map(ToursPropertiesTest::problem);
    }

    @Provide
    Arbitrary<Problem> contradictions() {
        return Arbitraries.longs().map(seed -> contradicting(problem(seed), new Random(seed + 1)));
    }

    @Provide
    Arbitrary<Problem> shifts() {
        return Arbitraries.longs().map(ToursPropertiesTest::streetsWithinShifts);
    }

    @Provide
    Arbitrary<Problem> trips() {
        return Arbitraries.longs().map(ToursPropertiesTest::placesAndTips);
    }

    private static Problem placesAndTips(long seed) {
        Random random = new Random(seed);
        List<Task> tasks = IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(id -> Task.node(id, random.nextInt(NODES))
                        .withSeconds(random.nextInt(5))
                        .withDemand(random.nextInt(4), random.nextInt(3)))
                .map(task -> random.nextInt(3) > 0 ? task : task.withPrize(random.nextInt(20)))
                .map(task -> random.nextInt(4) > 0 ? task : task.withWindow(50, 150))
                .map(task -> random.nextInt(6) > 0 ? task : task.onlyBy(1L + random.nextInt(2)))
                .toList();
        int perSecond = random.nextInt(3);
        Vehicle vehicle =
                Vehicle.at(1, random.nextInt(NODES)).withCapacity(6, 5).withRates(4, 1, perSecond);
        Vehicle other = Vehicle.at(2, random.nextInt(NODES)).withCapacity(4).withRates(4, 1, perSecond);
        return new Problem(
                tasks,
                List.of(vehicle.withHours(0, 200), random.nextBoolean() ? other : other.withHours(20, 250)),
                Line.TRAVEL,
                Rules.NONE.withFacilities(new Facility(7, 3), new Facility(15, random.nextInt(5))));
    }

    private static Problem streetsWithinShifts(long seed) {
        Random random = new Random(seed);
        List<Task> tasks = IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(id -> Task.edge(id, random.nextInt(NODES), random.nextInt(NODES), 1 + random.nextInt(9))
                        .withSeconds(random.nextInt(20))
                        .withDemand(random.nextInt(4)))
                .map(task -> random.nextInt(5) > 0 ? task : task.onlyBy(1L + random.nextInt(2)))
                .toList();
        Vehicle vehicle = Vehicle.at(1, random.nextInt(NODES)).withCapacity(12);
        Vehicle other = Vehicle.at(2, random.nextInt(NODES)).withCapacity(12);
        return new Problem(
                tasks,
                List.of(vehicle.withLongest(60 + random.nextInt(100)), other.withHours(0, 60 + random.nextInt(100))),
                Line.TRAVEL);
    }

    /** The same with deadlines, a break and tasks told to a driver, whether that is possible or not. */
    private static Problem contradicting(Problem problem, Random random) {
        List<Task> tasks = problem.tasks().stream()
                .map(task -> random.nextInt(3) > 0 ? task : task.withPriority(1))
                .toList();
        Long[] told = tasks.stream()
                .filter(task -> random.nextInt(3) == 0)
                .map(Task::id)
                .toArray(Long[]::new);
        Break rest = new Break(new Window(40, 40 + random.nextInt(60)), 10);
        List<Vehicle> vehicles = new ArrayList<>(problem.vehicles());
        vehicles.add(Vehicle.at(3, 5).withHours(0, 150).withBreaks(rest).telling(told));
        Rules rules = problem.rules().withDeadline(1, random.nextInt(100));
        return new Problem(tasks, vehicles, problem.travel(), rules);
    }

    private static Problem problem(long seed) {
        Random random = new Random(seed);
        List<Task> tasks = IntStream.range(0, random.nextInt(9))
                .mapToObj(id -> task(id, random))
                .toList();
        Vehicle vehicle = Vehicle.at(1, random.nextInt(NODES))
                .times(1 + random.nextInt(3))
                .withCapacity(8, 100)
                .withRates(random.nextInt(3) * 10, 1, random.nextInt(2));
        List<Vehicle> vehicles = new ArrayList<>();
        vehicles.add(random.nextBoolean() ? vehicle.withHours(0, 400) : vehicle);
        if (random.nextBoolean()) {
            vehicles.add(Vehicle.at(2, 3).open().withCapacity(5).able("narrow"));
        }
        Rules rules = random.nextBoolean() ? Rules.NONE : Rules.NONE.withFacilities(new Facility(7, 3));
        rules = random.nextInt(3) > 0 ? rules : rules.withRushes(new Rush(new Window(50, 100), 1.5));
        rules = random.nextInt(3) > 0 || tasks.size() < 2 ? rules : rules.withPrecedences(new Precedence(0, 1));
        return new Problem(tasks, vehicles, Line.TRAVEL, rules);
    }

    private static Task task(int id, Random random) {
        int from = random.nextInt(NODES);
        int to = random.nextInt(NODES);
        int metres = Math.abs(from - to);
        Task task = random.nextBoolean() ? Task.node(id, from) : Task.edge(id, from, to, metres);
        task = task.withDemand(random.nextInt(4), random.nextInt(4)).withSeconds(metres + random.nextInt(5));
        task = random.nextInt(4) > 0 ? task : task.withPrize(random.nextInt(20));
        task = random.nextInt(6) > 0 ? task : task.needing("narrow");
        int begin = random.nextInt(100);
        return random.nextInt(3) > 0 ? task : task.withWindow(begin, begin + 100);
    }
}
