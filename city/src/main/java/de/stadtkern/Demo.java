package de.stadtkern;

import de.stadtkern.demo.FaultList;
import de.stadtkern.demo.Season;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: a small simulated town that reports by itself, with logins for everybody. */
@Command(name = "demo", description = "runs a small simulated town", mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    private static final double FASTEST = 100_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    TownOptions options = new TownOptions();

    @Option(names = "--speed", paramLabel = "N", description = "how many times faster the town's clock runs (1)")
    @Nullable
    Double speed;

    @Option(
            names = "--season",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}: where the town's year begins (WINTER)")
    @Nullable
    Season season;

    @Option(names = "--list-faults", description = "says which devices are broken and when, and starts nothing")
    boolean listFaults;

    @Override
    public Integer call() {
        if (speed != null && !(speed > 0 && speed <= FASTEST)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--speed must be above 0 and at most 100000, but is " + speed);
        }
        if (listFaults) {
            FaultList.print(options.osm, System.out);
            return CommandLine.ExitCode.OK;
        }
        List<String> arguments = new ArrayList<>(options.asArguments());
        DatabaseOptions.add(arguments, "stadtkern.demo.speed", speed);
        DatabaseOptions.add(arguments, "stadtkern.demo.season", season);
        int outcome = RunningTown.start(arguments, "demo");
        if (outcome == RunningTown.RUNNING) {
            System.out.println("""
                    Sign in as   einsatzleitung / einsatzleitung   to decide,
                                 bauhof / bauhof-mannschaft        to carry out orders,
                                 admin / administration            to look after people.
                    These logins are for the demo only. In winter the first frost comes within two minutes.""");
        }
        return outcome;
    }
}
