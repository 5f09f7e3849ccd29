package de.stadtkern.bench.streets;

import com.sun.management.OperatingSystemMXBean;
import de.stadtkern.kernel.database.Database;
import de.stadtkern.kernel.database.DatabaseSettings;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.planning.Job;
import de.stadtkern.kernel.planning.Station;
import de.stadtkern.kernel.planning.TourPlans;
import de.stadtkern.kernel.planning.TourPlans.NewPlan;
import de.stadtkern.kernel.planning.TourPlans.Planned;
import de.stadtkern.kernel.planning.TourPlans.Result;
import de.stadtkern.kernel.planning.Vehicle;
import de.stadtkern.kernel.routing.RoadGraph;
import de.stadtkern.kernel.routing.Truck;
import de.stadtkern.kernel.streets.RoadClass;
import de.stadtkern.kernel.streets.Segment;
import de.stadtkern.kernel.streets.Streets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command. */
@Command(
        name = "bench/run winterplan",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Salts all primary to tertiary roads of an extract before a time, beside always the nearest road.")
final class WinterPlan implements Callable<Integer> {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Parameters(paramLabel = "EXTRACT", description = ".osm.pbf, .osm or .osm.gz")
    Path extract = Path.of("");

    @Option(names = "--depot", defaultValue = "49.4430,7.7690", description = "latitude,longitude")
    String depot = "";

    @Option(names = "--vehicles", defaultValue = "6", description = "spreaders")
    int vehicles;

    @Option(names = "--capacity", defaultValue = "1400", description = "kg of salt, at 120 kg for each km")
    double capacity;

    @Option(names = "--alarm", defaultValue = "03:30", description = "when they leave")
    LocalTime alarm = LocalTime.MIN;

    @Option(names = "--due", defaultValue = "07:00", description = "when all is done")
    LocalTime due = LocalTime.MIN;

    @Option(names = "--seconds", defaultValue = "30", description = "to search")
    int seconds;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WinterPlan()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("bench-winterplan");
        try (Database database = new DatabaseSettings(null, folder, null).open()) {
            Flyway.configure()
                    .dataSource(database.source())
                    .locations("classpath:de/stadtkern/**/*.sql")
                    .load()
                    .migrate();
            Streets streets = Streets.in(database.source());
            streets.importExtract(extract, (segments, step) -> {});
            print(
                    jobs(streets.listOfClasses(EnumSet.range(RoadClass.PRIMARY, RoadClass.TERTIARY))),
                    RoadGraph.build(extract, Truck.USUAL, (count, step) -> {}));
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Job> jobs(List<Segment> segments) {
        List<Job> jobs = new ArrayList<>();
        for (Segment one : segments) {
            jobs.add(new Job(
                            jobs.size() + 1,
                            one.name(),
                            one.id(),
                            one.course(),
                            one.oneWay(),
                            one.lengthMetres(),
                            one.lengthMetres() * 3.6 / 30,
                            one.lengthMetres() * 0.12)
                    .due(1, due));
        }
        return jobs;
    }

    private void print(List<Job> jobs, RoadGraph roads) {
        String[] place = depot.split(",");
        Position at = new Position(Double.parseDouble(place[1]), Double.parseDouble(place[0]));
        List<Vehicle> fleet = new ArrayList<>();
        for (int number = 1; number <= vehicles; number++) {
            fleet.add(new Vehicle(number, "spreader " + number, at, capacity, alarm, null));
        }
        long before = MACHINE.getProcessCpuTime();
        Result result = TourPlans.solve(
                new NewPlan(0, "", "", jobs, fleet, List.of(new Station("depot", at, 600))), seconds, roads);
        double cpu = (MACHINE.getProcessCpuTime() - before) / 1e9;
        TourPlans.Nearest nearest = Objects.requireNonNull(result.nearest());
        double empty = result.tours().stream().mapToDouble(Planned::emptyMetres).sum();
        double metres = jobs.stream().mapToDouble(Job::metres).sum();
        System.out.println(String.format(
                Locale.ROOT,
                "# %s: %,d streets, %.1f km, %d spreaders of %.0f kg, %s to %s\n",
                extract.getFileName(),
                jobs.size(),
                metres / 1000,
                vehicles,
                capacity,
                alarm,
                due));
        System.out.println("| | done in time | late or left out | empty, km |\n|---|---|---|---|");
        row("plan", jobs.size(), result.troubles().size(), empty);
        row("always the nearest", jobs.size(), nearest.late() + nearest.leftOut(), nearest.emptyMetres());
        System.out.println(String.format(
                Locale.ROOT,
                "\n%.1f %% fewer empty kilometres; %.1f CPU seconds of the process, matrix included.",
                100 - 100 * empty / nearest.emptyMetres(),
                cpu));
    }

    private static void row(String name, int all, int troubles, double metres) {
        System.out.println(
                String.format(Locale.ROOT, "| %s | %d | %d | %.1f |", name, all - troubles, troubles, metres / 1000));
    }
}
