package de.stadtkern.bench.tracks;

import de.stadtkern.bench.observations.Cpu;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command. */
@Command(
        name = "bench/run tracks",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Sets up vehicles, lets the telematics of each send a position every second, opens a page as an officer five times",
            "a second, and says how busy program and database were and how long both took.",
            "It writes: use a database that can be thrown away."
        })
final class Main implements Callable<Integer> {

    @Option(names = "--url", required = true, description = "address of the running Stadtkern")
    URI url = URI.create("");

    @Option(names = "--key", required = true, description = "API key that writes observations")
    String key = "";

    @Option(names = "--login", defaultValue = "einsatzleitung", description = "who keeps vehicles and reads")
    String login = "";

    @Option(names = "--password", defaultValue = "einsatzleitung")
    String password = "";

    @Option(names = "--vehicles", defaultValue = "300")
    int vehicles;

    @Option(names = "--seconds", defaultValue = "60")
    int seconds;

    @Option(names = "--page", defaultValue = "/operations", description = "what the officer opens")
    String page = "";

    @Option(names = "--pids", split = ",", description = "processes of program and database on this machine")
    List<Long> pids = List.of();

    private final AtomicInteger failed = new AtomicInteger();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Town town = new Town(url, key);
        town.signIn(login, password);
        town.vehicles(vehicles);
        System.out.println(vehicles + " vehicles are set up");
        Cpu cpu = new Cpu(pids);
        ConcurrentLinkedQueue<Long> sent = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Long> read = new ConcurrentLinkedQueue<>();
        double before = cpu.server();
        Instant start = Instant.now();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long n = 0; n < (long) vehicles * seconds; n++) {
                int vehicle = (int) (n % vehicles);
                int step = (int) (n / vehicles);
                sleepUntil(start.plusNanos(1_000_000_000L * n / vehicles));
                workers.submit(() -> measure(sent, () -> town.send(vehicle, Instant.now(), step)));
                if (n % (vehicles / 5) == 0) {
                    workers.submit(() -> measure(read, () -> town.read(page)));
                }
            }
        }
        double busy =
                (cpu.server() - before) / Duration.between(start, Instant.now()).toMillis() * 1000;
        System.out.printf(
                Locale.ROOT,
                "%d positions, %d pages, %d failed; %.1f %% of one core busy; position %s; page %s%n",
                sent.size(),
                read.size(),
                failed.get(),
                100 * busy,
                percentiles(sent),
                percentiles(read));
        return failed.get() == 0 ? 0 : 1;
    }

    private @Nullable Void measure(ConcurrentLinkedQueue<Long> times, Callable<Boolean> step) {
        long begin = System.nanoTime();
        try {
            if (!step.call()) {
                failed.incrementAndGet();
            }
        } catch (Exception e) {
            failed.incrementAndGet();
        }
        times.add((System.nanoTime() - begin) / 1_000_000);
        return null;
    }

    private static String percentiles(ConcurrentLinkedQueue<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? "-"
                : "p50 %d ms, p99 %d ms, slowest %d ms"
                        .formatted(
                                sorted[sorted.length / 2],
                                sorted[(int) (0.99 * (sorted.length - 1))],
                                sorted[sorted.length - 1]);
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        long nanos = Duration.between(Instant.now(), moment).toNanos();
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }
}
