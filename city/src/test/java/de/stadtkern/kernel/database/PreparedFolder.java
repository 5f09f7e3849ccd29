package de.stadtkern.kernel.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data folder in which a first start has happened already: made once in the test run, then copied. */
final class PreparedFolder {

    private static final Path TEMPLATE = make();

    private PreparedFolder() {}

    static void copyTo(Path folder) throws IOException, InterruptedException {
        Shell.run("cp", "-a", TEMPLATE.resolve("postgres").toString(), folder.toString());
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("stadtkern-template");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            Shell.letEverybodyEnter(folder);
            TestServer.start(folder).close();
            return folder;
        } catch (IOException | InterruptedException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Shell.run("rm", "-r", folder.toString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
