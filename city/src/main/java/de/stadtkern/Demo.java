package de.stadtkern;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}: a small simulated town that reports by itself, with logins for everybody. */
@Command(name = "demo", description = "runs a small simulated town", mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    @Mixin
    TownOptions options = new TownOptions();

    @Override
    public Integer call() {
        int outcome = RunningTown.start(options, "demo");
        if (outcome == RunningTown.RUNNING) {
            System.out.println("""
                    Sign in as   einsatzleitung / einsatzleitung   to decide,
                                 bauhof / bauhof-mannschaft        to carry out orders,
                                 admin / administration            to look after people.
                    These logins are for the demo only. The first frost comes within two minutes.""");
        }
        return outcome;
    }
}
