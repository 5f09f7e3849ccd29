package de.stadtkern;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rehearse}: an empty town in a temporary folder, from which Java learns what a start and a page need. */
@Command(name = "rehearse", hidden = true, description = "starts an empty town, reads its pages and ends")
final class Rehearse implements Callable<Integer> {

    private static final List<String> PAGES =
            List.of("/", "/sign-in", "/winter", "/en/winter", "/leicht", "/sensorthings/v1.1/Things");
    private static final int TIMES = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("stadtkern-rehearsal");
        // The embedded server may run as another account, which must be able to enter.
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ConfigurableApplicationContext town = SpringApplication.run(
                Stadtkern.class,
                "--stadtkern.port=0",
                "--stadtkern.mqtt-port=0",
                "--stadtkern.data=" + data,
                "--stadtkern.db=",
                "--stadtkern.osm=",
                "--stadtkern.config=none.properties")) {
            read(URI.create("http://127.0.0.1:" + town.getEnvironment().getRequiredProperty("local.server.port")));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        return CommandLine.ExitCode.OK;
    }

    private static void read(URI town) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int time = 0; time < TIMES; time++) {
                for (String page : PAGES) {
                    HttpResponse<String> answer =
                            http.send(HttpRequest.newBuilder(town.resolve(page)).build(), BodyHandlers.ofString());
                    if (answer.statusCode() != 200) {
                        throw new IOException(page + " answered " + answer.statusCode());
                    }
                }
            }
        }
    }
}
