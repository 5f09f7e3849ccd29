package de.stadtkern.bench.observations;

import de.stadtkern.bench.observations.Measurement.Line;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command. */
@Command(
        name = "bench/run observations",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Loads a SensorThings server and prints a table; with --fuzz, attacks it with hostile input instead.",
            "It writes: use a database that can be thrown away."
        })
final class Main implements Callable<Integer> {

    @Option(names = "--url", required = true, description = "root of SensorThings with its version")
    URI url = URI.create("");

    @Option(names = "--mqtt", paramLabel = "HOST:PORT", description = "where it takes MQTT; without it, none is sent")
    @Nullable
    String mqtt;

    @Option(names = "--key", description = "API key: as bearer token, and as password of MQTT")
    @Nullable
    String key;

    @Option(
            names = "--pids",
            split = ",",
            description = "processes of server and database on this machine, for their CPU")
    List<Long> pids = List.of();

    @Option(names = "--seconds", defaultValue = "10", description = "how long each line of the table is measured")
    int seconds;

    @Option(names = "--only", defaultValue = "", description = "only lines whose name contains this")
    String only = "";

    @Option(names = "--things", defaultValue = "1000", description = "Things to add; 0: use what is there")
    int things;

    @Option(names = "--datastreams", defaultValue = "2", description = "Datastreams of each")
    int datastreams;

    @Option(names = "--observations", defaultValue = "600", description = "Observations of each Datastream to add")
    int observations;

    @Option(names = "--step", defaultValue = "900", description = "seconds between two of them")
    int step;

    @Option(names = "--burst", defaultValue = "100000", description = "messages of the MQTT burst")
    int burst;

    @Option(names = "--subscribers", defaultValue = "1000", description = "MQTT subscribers to all changes; 0: none")
    int subscribers;

    @Option(names = "--rate", defaultValue = "5000", description = "changes a second while they listen")
    int rate;

    @Option(
            names = "--fuzz",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "60",
            description = "hostile input for so many seconds, 60 when none are named, at most 1800")
    int fuzz;

    @Option(names = "--random", defaultValue = "1", description = "start of the random numbers of --fuzz")
    long randomSeed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Target target = new Target(url, address(), key, pids);
        if (fuzz > 0) {
            return new Fuzz(target, randomSeed).run(Duration.ofSeconds(Math.min(fuzz, 1800))) ? 0 : 1;
        }
        Seed seed = new Seed(things, datastreams, observations, Duration.ofSeconds(step));
        List<Line> lines = new Bench(target, Duration.ofSeconds(seconds), only).run(seed, burst, subscribers, rate);
        System.out.println();
        System.out.println(Line.CSV_HEAD);
        lines.forEach(line -> System.out.println(line.csv()));
        return lines.stream().allMatch(line -> line.errors() == 0) ? 0 : 1;
    }

    private @Nullable InetSocketAddress address() {
        if (mqtt == null) {
            return null;
        }
        int colon = mqtt.lastIndexOf(':');
        return new InetSocketAddress(mqtt.substring(0, colon), Integer.parseInt(mqtt.substring(colon + 1)));
    }
}
