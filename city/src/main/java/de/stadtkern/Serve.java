package de.stadtkern;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code serve}: a real town. */
@Command(name = "serve", description = "runs a town", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

    @Mixin
    TownOptions options = new TownOptions();

    @Override
    public Integer call() {
        return RunningTown.start(options.asArguments());
    }
}
