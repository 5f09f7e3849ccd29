package de.stadtkern.bench.tracks;

import de.stadtkern.bench.Answers;
import de.stadtkern.bench.observations.Cpu;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
        Answers sent = new Answers();
        Answers read = new Answers();
        double before = cpu.server();
        Instant start = Instant.now();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long n = 0; n < (long) vehicles * seconds; n++) {
                int vehicle = (int) (n % vehicles);
                int step = (int) (n / vehicles);
                Answers.sleepUntil(start.plusNanos(1_000_000_000L * n / vehicles));
                workers.submit(() -> sent.measure(() -> town.send(vehicle, Instant.now(), step)));
                if (n % (vehicles / 5) == 0) {
                    workers.submit(() -> read.measure(() -> town.read(page)));
                }
            }
        }
        double busy =
                (cpu.server() - before) / Duration.between(start, Instant.now()).toMillis() * 1000;
        int failed = sent.failed() + read.failed();
        System.out.printf(
                Locale.ROOT,
                "%d positions, %d pages, %d failed; %.1f %% of one core busy; position %s; page %s%n",
                sent.good() + sent.failed(),
                read.good() + read.failed(),
                failed,
                100 * busy,
                sent.percentiles(),
                read.percentiles());
        return failed == 0 ? 0 : 1;
    }
}
