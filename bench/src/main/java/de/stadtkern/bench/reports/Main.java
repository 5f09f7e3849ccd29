package de.stadtkern.bench.reports;

import de.stadtkern.bench.Answers;
import de.stadtkern.bench.observations.Cpu;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command. */
@Command(
        name = "bench/run reports",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Sends reports, each with a photo of 12 megapixels, through Open311 and prints how many were accepted, how"
                    + " long",
            "they took, and how busy program and database were and how much memory they held meanwhile.",
            "It writes: use a database that can be thrown away."
        })
final class Main implements Callable<Integer> {

    private static final String BOUNDARY = "bench-boundary";
    private static final double MOST_DEGREES = 0.005;

    @Option(
            names = "--url",
            required = true,
            description = "Open311 endpoint, such as http://127.0.0.1:8080/open311/v2")
    String url = "";

    @Option(names = "--key", required = true, description = "API key that may send reports")
    String key = "";

    @Option(names = "--jurisdiction", defaultValue = "", description = "jurisdiction_id, when the town wants one")
    String jurisdiction = "";

    @Option(names = "--service", required = true, description = "service_code")
    String service = "";

    @Option(names = "--lat", required = true)
    double lat;

    @Option(names = "--long", required = true)
    double lon;

    @Option(names = "--per-minute", defaultValue = "500")
    int perMinute;

    @Option(names = "--seconds", defaultValue = "300", description = "how long it sends")
    int seconds;

    @Option(names = "--report", defaultValue = "30", description = "seconds between two lines")
    int report;

    @Option(names = "--pids", split = ",", description = "processes of program and database on this machine")
    List<Long> pids = List.of();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Answers answers = new Answers();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        byte[] photo = Photo.jpeg();
        System.out.printf(Locale.ROOT, "photo of %.1f MB%n", photo.length / 1e6);
        Cpu cpu = new Cpu(pids);
        double before = cpu.server();
        Instant start = Instant.now();
        Instant next = start.plusSeconds(report);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < (long) perMinute * seconds / 60; n++) {
                Answers.sleepUntil(start.plusNanos(60_000_000_000L * n / perMinute));
                int number = n;
                workers.submit(() -> answers.measure(() -> send(number, photo)));
                if (!Instant.now().isBefore(next)) {
                    System.out.printf(
                            Locale.ROOT,
                            "%4d s: %d sent, %d accepted; resident %s MB%n",
                            Duration.between(start, Instant.now()).toSeconds(),
                            n + 1,
                            answers.good(),
                            resident());
                    next = next.plusSeconds(report);
                }
            }
        }
        double lasted = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "%d accepted, %d failed in %.0f s (%.0f/min); %.1f %% of one core busy; %s; resident %s MB%n",
                answers.good(),
                answers.failed(),
                lasted,
                60 * answers.good() / lasted,
                100 * (cpu.server() - before) / lasted,
                answers.percentiles(),
                resident());
        return answers.failed() == 0 ? 0 : 1;
    }

    private boolean send(int number, byte[] photo) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, String> fields = Map.of(
                "api_key",
                key,
                "jurisdiction_id",
                jurisdiction,
                "service_code",
                service,
                "lat",
                Double.toString(lat + MOST_DEGREES * Math.sin(number)),
                "long",
                Double.toString(lon + MOST_DEGREES * Math.cos(number)),
                "description",
                "bench report " + number);
        for (var field : fields.entrySet()) {
            body.writeBytes(part(field.getKey(), "", field.getValue() + "\r\n"));
        }
        body.writeBytes(part("media", "; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg", ""));
        body.writeBytes(photo);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/requests.json"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() == 201;
    }

    private static byte[] part(String name, String more, String value) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n"
                        + value)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Of each process, from {@code /proc}. */
    private String resident() throws IOException {
        StringBuilder all = new StringBuilder();
        for (long pid : pids) {
            String kilobytes = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElse("VmRSS: 0 kB");
            long megabytes = Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1000;
            all.append(all.isEmpty() ? "" : " + ").append(megabytes);
        }
        return all.toString();
    }
}
