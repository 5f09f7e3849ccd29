package de.stadtkern.bench.devices;

import de.stadtkern.bench.observations.Cpu;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command. */
@Command(
        name = "bench/run devices",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Sets up road weather devices of four values each and alarm rules, lets the devices report through the webhook of",
            "The Things Stack, and says what that costs and how long alarms take.",
            "It writes: use a database that can be thrown away."
        })
final class Main implements Callable<Integer> {

    private static final int AT_ONCE = 8;

    @Option(names = "--url", required = true, description = "address of the running Stadtkern")
    URI url = URI.create("");

    @Option(names = "--key", required = true, description = "API key that writes observations")
    String key = "";

    @Option(names = "--login", defaultValue = "einsatzleitung", description = "who keeps alarm rules")
    String login = "";

    @Option(names = "--password", defaultValue = "einsatzleitung")
    String password = "";

    @Option(names = "--devices", defaultValue = "10000")
    int devices;

    @Option(names = "--rules", defaultValue = "1000", description = "each over the road temperature of one device")
    int rules;

    @Option(names = "--interval", defaultValue = "600", description = "seconds between two reports of a device")
    int interval;

    @Option(names = "--seconds", defaultValue = "300", description = "how long they report")
    int seconds;

    @Option(names = "--pids", split = ",", description = "processes of program and database on this machine")
    List<Long> pids = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Town town = new Town(url, key);
        long[] roads = new long[devices];
        all(devices, n -> roads[n] = town.device(n));
        System.out.println(devices + " devices are set up");
        town.signIn(login, password);
        for (int n = 0; n < rules; n++) {
            town.rule(roads[n * (devices / rules)]);
        }
        System.out.println(rules + " rules are kept");

        Cpu cpu = new Cpu(pids);
        AtomicInteger failed = new AtomicInteger();
        int reports = (int) ((long) devices * seconds / interval);
        int alarms = Math.min(rules, 100);
        int alarmEvery = Math.max(1, reports / alarms);
        double before = cpu.server();
        Instant start = Instant.now();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < reports; n++) {
                int number = n;
                sleepUntil(start.plus(Duration.ofMillis(1000L * seconds * n / reports)));
                boolean cold = n % alarmEvery == 0 && n / alarmEvery < rules;
                int device = cold ? n / alarmEvery * (devices / rules) : n % devices;
                senders.submit(() -> {
                    if (!town.report(device, number, cold ? -1.5 : 8.0)) {
                        failed.incrementAndGet();
                    }
                    return null;
                });
            }
        }
        double busy =
                (cpu.server() - before) / Duration.between(start, Instant.now()).toMillis() * 1000;
        Thread.sleep(3000);
        long[] latencies = town.alarmLatencies();
        Arrays.sort(latencies);
        System.out.printf(
                Locale.ROOT,
                "%d reports in %d s, %d failed; %.1f %% of one core busy; %d alarms, median %d ms, slowest %d ms%n",
                reports,
                seconds,
                failed.get(),
                busy * 100,
                latencies.length,
                latencies.length == 0 ? -1 : latencies[latencies.length / 2],
                latencies.length == 0 ? -1 : latencies[latencies.length - 1]);
        return failed.get() == 0 ? 0 : 1;
    }

    private interface Step {

        void take(int number) throws Exception;
    }

    private static void all(int count, Step step) throws Exception {
        Semaphore room = new Semaphore(AT_ONCE);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < count; n++) {
                int number = n;
                room.acquire();
                workers.submit(() -> {
                    try {
                        step.take(number);
                    } finally {
                        room.release();
                    }
                    return null;
                });
            }
        }
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        long nanos = Duration.between(Instant.now(), moment).toNanos();
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }
}
