package de.stadtkern.bench.waste;

import com.sun.management.OperatingSystemMXBean;
import de.stadtkern.bench.waste.Truth.Site;
import de.stadtkern.bench.waste.Truth.Use;
import de.stadtkern.services.wastetours.VisitRule;
import de.stadtkern.tours.Plan;
import de.stadtkern.tours.Tour;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command. */
@Command(
        name = "bench/run waste-year",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Empties the bins of a simulated town for a year, by fixed tours and by daily proposals, and prints "
                        + "what both take as Markdown.")
final class WasteYear implements Callable<Integer> {

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final double LONG_SEARCH = 10;

    /** Processor seconds of the search for each weekday of fixed tours, however short that for a day is. */
    private static final double FIXED_SEARCH = 10;

    @Option(
            names = "--extract",
            defaultValue = "${env:STADTKERN_SHARED:-../shared}/data/osm/kaiserslautern.osm.pbf",
            description = "OpenStreetMap extract with the streets of Kaiserslautern")
    Path extract = Path.of("");

    @Option(names = "--bins", defaultValue = "900")
    int bins;

    @Option(names = "--sensors", defaultValue = "250", description = "bins with a sensor")
    int sensors;

    @Option(names = "--days", defaultValue = "365")
    int days;

    @Option(names = "--seed", defaultValue = "1", description = "of the town")
    long seed;

    @Option(names = "--search", defaultValue = "0.5", description = "processor seconds of the search for each day")
    double search;

    @Option(
            names = "--reserve",
            split = ",",
            defaultValue = "1.0",
            description = "shares of its volume that come into a bin in its longest gap under fixed tours")
    List<Double> reserves = List.of();

    @Option(names = "--overflow", split = ",", defaultValue = "8", description = "euros an overflow costs")
    List<Double> overflows = List.of();

    @Option(
            names = "--hour",
            defaultValue = "62",
            description =
                    "euros an hour of a vehicle with its crew counts when tours are planned; little where crews are "
                            + "paid for the shift, driven or not. The last column counts " + Ground.EUROS_PER_HOUR
                            + " €")
    double hour;

    @Option(names = "--longest", defaultValue = "14", description = "most days without emptying")
    int longest;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WasteYear()).execute(arguments));
    }

    @Override
    public Integer call() {
        Truth truth = new Truth(bins + bins / 5, days, seed);
        Ground ground = new Ground(extract, truth.sites, hour);
        List<Site> sites = truth.sites.stream()
                .filter(site -> ground.reaches(site.number()))
                .limit(bins)
                .toList();
        System.out.printf(
                Locale.ROOT,
                "# %d bins, %d with a sensor, %d days, town %d%n%n%s%n",
                sites.size(),
                sensors,
                days,
                seed,
                Ledger.header());
        Map<Use, Double> known =
                sites.stream().collect(Collectors.groupingBy(Site::use, Collectors.averagingDouble(Site::rate)));
        ToDoubleFunction<Site> byUse = site -> Objects.requireNonNull(known.get(site.use()));
        for (int times : List.of(1, 2, 3)) {
            FixedTours alike = FixedTours.alike(sites, ground, times, FIXED_SEARCH);
            fixed(truth, sites, ground, alike, times + " times a week for every bin");
        }
        for (double reserve : reserves) {
            FixedTours tours = new FixedTours(sites, ground, byUse, reserve, FIXED_SEARCH);
            fixed(truth, sites, ground, tours, "by land use, reserve " + reserve);
        }
        for (double reserve : reserves) {
            FixedTours tours = new FixedTours(sites, ground, Site::rate, reserve, FIXED_SEARCH);
            fixed(truth, sites, ground, tours, "by hidden rates, reserve " + reserve);
        }
        FixedTours before = new FixedTours(sites, ground, byUse, reserves.getFirst(), FIXED_SEARCH);
        List<String> plans = new ArrayList<>();
        for (double overflow : overflows) {
            Knowledge knowledge = new Knowledge(truth, sites, sensors);
            VisitRule rule = VisitRule.usual(
                    0, Ground.SECONDS_A_STOP, Ground.EUROS_PER_KILOMETRE, hour, overflow, Duration.ofDays(longest));
            DailyProposal daily = new DailyProposal(sites, ground, knowledge, rule, search);
            Ledger ledger = new Replay(truth, sites, ground, knowledge).run(before, daily);
            System.out.println(ledger.row("daily proposals, overflow " + overflow + " €"));
            plans.add("| overflow " + overflow + " € " + plan(daily, search) + plan(daily, LONG_SEARCH) + "|");
        }
        System.out.println("\nThe next day, planned in " + search + " and in " + LONG_SEARCH + " s:\n");
        System.out.println("| policy | CPU s | bins | km | € with prizes | CPU s | bins | km | € with prizes |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        plans.forEach(System.out::println);
        System.out.printf(Locale.ROOT, "%nProcessor: %.0f s in all.%n", MACHINE.getProcessCpuTime() / 1e9);
        return CommandLine.ExitCode.OK;
    }

    private static void fixed(Truth truth, List<Site> sites, Ground ground, FixedTours tours, String name) {
        Ledger ledger = new Replay(truth, sites, ground, null).run(tours, tours);
        System.out.println(ledger.row("fixed tours " + name));
    }

    private String plan(DailyProposal daily, double seconds) {
        int day = Truth.HISTORY_DAYS + days;
        if (Truth.date(day).getDayOfWeek() == DayOfWeek.SUNDAY) {
            day++;
        }
        long before = MACHINE.getProcessCpuTime();
        Plan plan = daily.plan(day, seconds);
        return String.format(
                Locale.ROOT,
                "| %.1f | %d | %.1f | %.2f ",
                (MACHINE.getProcessCpuTime() - before) / 1e9,
                plan.visits().count(),
                plan.tours().stream().mapToDouble(Tour::deadhead).sum() / 1000,
                plan.cost().total());
    }
}
