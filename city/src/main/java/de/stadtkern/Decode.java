package de.stadtkern;

import de.stadtkern.kernel.devices.scripts.ScriptWorker;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code decode}: runs the codecs of device makers for a town that runs; the town starts it by itself. */
@Command(name = "decode", hidden = true, description = "runs payload codecs, one for each line of its input")
final class Decode implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        ScriptWorker.main(new String[0]);
        return CommandLine.ExitCode.OK;
    }
}
