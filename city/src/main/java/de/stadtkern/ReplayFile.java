package de.stadtkern;

import de.stadtkern.demo.Replay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: plays recorded road weather back into a running town. */
@Command(name = "replay", description = "plays recorded road weather back", mixinStandardHelpOptions = true)
final class ReplayFile implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "CSV with case, time_utc, air_temp_c, road_surface_temp_c, …")
    @SuppressWarnings("NullAway.Init")
    Path file;

    @Option(names = "--speed", paramLabel = "N", description = "times faster than recorded (default ${DEFAULT-VALUE})")
    double speed = 1;

    @Option(names = "--url", paramLabel = "URL", description = "the town (default ${DEFAULT-VALUE})")
    URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "holds the key to write with (default ${DEFAULT-VALUE})")
    Path apiKeyFile = Path.of("data/demo/api-key");

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed > 0 && speed <= 100_000)) {
            throw wrong("--speed must be above 0 and at most 100000, but is " + speed);
        }
        if (!Files.isReadable(file)) {
            throw wrong("FILE " + file + " does not exist or cannot be read");
        }
        if (!Files.isReadable(apiKeyFile)) {
            throw wrong("--api-key-file " + apiKeyFile
                    + " does not exist or cannot be read: name the file api-key in the town's data directory");
        }
        Replay.play(file, speed, url, Files.readString(apiKeyFile).strip());
        return CommandLine.ExitCode.OK;
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
