package de.stadtkern.bench.winter;

import de.stadtkern.bench.Answers;
import de.stadtkern.bench.observations.Cpu;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command. */
@Command(
        name = "bench/run winter",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Sets up road weather stations and lets each send a message of four values every ten minutes of a winter"
                    + " that runs",
            "faster by a factor. Every value carries the time at which it is sent. Prints how many messages were"
                    + " accepted, how",
            "long they took, and how many events waited for the rules meanwhile.",
            "It writes: use a database that can be thrown away."
        })
final class Main implements Callable<Integer> {

    private static final double SECONDS_BETWEEN_MESSAGES = 600;
    private static final double HOUR = 3600;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

    @Option(names = "--url", required = true, description = "address of the running Stadtkern")
    URI url = URI.create("");

    @Option(
            names = "--keys",
            required = true,
            split = ",",
            description =
                    "API keys that write observations; the stations are shared out to them, one municipality each")
    List<String> keys = List.of();

    @Option(names = "--figures-key", description = "API key that reads operating figures, to see what waits")
    @Nullable
    String figuresKey;

    @Option(names = "--stations", defaultValue = "137")
    int stations;

    @Option(names = "--factor", defaultValue = "1000", description = "how many times faster than a winter")
    double factor;

    @Option(names = "--seconds", defaultValue = "120", description = "how long it sends")
    int seconds;

    @Option(names = "--report", defaultValue = "10", description = "seconds between two lines")
    int report;

    @Option(names = "--pids", split = ",", description = "processes of program and database on this machine")
    List<Long> pids = List.of();

    private final Answers answers = new Answers();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Town town = new Town(url, figuresKey);
        List<Town.Station> all = new ArrayList<>();
        for (int n = 0; n < stations; n++) {
            all.add(town.station(keys.get(n % keys.size()), n));
        }
        System.out.println(stations + " stations of " + keys.size() + " municipalities are set up");
        Cpu cpu = new Cpu(pids);
        double before = cpu.server();
        Instant start = Instant.now();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            send(town, all, start, workers);
        }
        double lasted = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "%d messages accepted, %d failed in %.0f s (%.0f/s); %.1f %% of one core busy; %s%n",
                answers.good(),
                answers.failed(),
                lasted,
                answers.good() / lasted,
                100 * (cpu.server() - before) / lasted,
                answers.percentiles());
        drain(town);
        return answers.failed() == 0 ? 0 : 1;
    }

    private void send(Town town, List<Town.Station> all, Instant start, ExecutorService workers) throws Exception {
        double perSecond = stations * factor / SECONDS_BETWEEN_MESSAGES;
        Instant next = start.plusSeconds(report);
        for (long n = 0; n < perSecond * seconds; n++) {
            Answers.sleepUntil(start.plusNanos((long) (1e9 * n / perSecond)));
            int station = (int) (n % stations);
            double hour = n / perSecond * factor / HOUR;
            workers.submit(() ->
                    answers.measure(() -> town.send(all.get(station), Instant.now(), WinterDay.of(station, hour))));
            if (!Instant.now().isBefore(next)) {
                long sent = n + 1;
                workers.submit(() -> line(town, start, sent));
                next = next.plusSeconds(report);
            }
        }
    }

    private @Nullable Void line(Town town, Instant start, long sent) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%4d s: %d sent, %d accepted, %s events wait%n",
                Duration.between(start, Instant.now()).toSeconds(),
                sent,
                answers.good(),
                waiting(town));
        return null;
    }

    private String waiting(Town town) throws Exception {
        return figuresKey == null ? "?" : String.format(Locale.ROOT, "%.0f", town.waiting());
    }

    /** How long it takes until nothing waits any more. */
    private void drain(Town town) throws Exception {
        if (figuresKey == null) {
            return;
        }
        Instant end = Instant.now();
        while (town.waiting() > 0 && Duration.between(end, Instant.now()).compareTo(LONGEST_DRAIN) < 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        System.out.printf(
                Locale.ROOT,
                "%s events wait %.1f s after the last message%n",
                waiting(town),
                Duration.between(end, Instant.now()).toMillis() / 1000.0);
    }
}
