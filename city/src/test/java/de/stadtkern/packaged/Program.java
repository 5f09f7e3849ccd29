package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged program as a process of its own, as an operator starts it. */
final class Program implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path JAR = Path.of(System.getProperty("stadtkern.jar"));
    private static final Path FOLDER = JAR.resolveSibling("program-under-test");
    private static final Path UNPACKED = FOLDER.resolve(JAR.getFileName());
    private static final Path CACHE = FOLDER.resolve("stadtkern.aot");

    private static final Pattern RUNNING = Pattern.compile("Stadtkern is running: (\\S+)");
    private static final Duration TIME_TO_START = Duration.ofMinutes(5);

    static {
        unpackAndRehearse();
    }

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** As the launcher does it, so that every start is quicker. */
    private static void unpackAndRehearse() {
        try {
            run("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--force", "--destination", FOLDER.toString());
            run("-XX:AOTCacheOutput=" + CACHE, "-Xlog:aot=off", "-jar", UNPACKED.toString(), "rehearse");
        } catch (IOException | InterruptedException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        try (Program program = java(Map.of(), List.of(arguments))) {
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
    }

    /** Starts a command; what it prints is kept. Administrators get in without a second factor. */
    static Program start(String... arguments) throws IOException {
        return start(Map.of("STADTKERN_SECOND_FACTOR", "off"), arguments);
    }

    static Program start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("-XX:TieredStopAtLevel=1", "-XX:AOTCache=" + CACHE, "-jar", UNPACKED.toString()));
        all.addAll(List.of(arguments));
        return java(environment, all);
    }

    private static Program java(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(arguments);
        Path output = Files.createTempFile("stadtkern-output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("STADTKERN_MQTT_PORT", "0");
        builder.environment().putAll(environment);
        return new Program(builder.start(), output);
    }

    /** A data directory that the embedded server may enter, also when root runs the tests. */
    static Path dataDirectory() throws IOException {
        Path data = Files.createTempDirectory("stadtkern-data");
        return Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Waits until it says where it is. */
    URI address() {
        Awaitility.await()
                .atMost(TIME_TO_START)
                .until(() -> RUNNING.matcher(output()).find() || !process.isAlive());
        var line = RUNNING.matcher(output());
        assertThat(line.find()).as(output()).isTrue();
        return URI.create(line.group(1));
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(output()).isTrue();
        return process.exitValue();
    }

    /** SIGTERM. */
    void askToStop() {
        process.destroy();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
