package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs a command to its end and expects it to succeed. */
final class Shell {

    private Shell() {}

    static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", words) + " failed: " + said);
        }
        return said;
    }

    /** Temporary folders are closed to all but their maker; a server that root starts runs as somebody else. */
    static void letEverybodyEnter(Path folder) throws IOException, InterruptedException {
        run("chmod", "755", folder.toString());
    }
}
