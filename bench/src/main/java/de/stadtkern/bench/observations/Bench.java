package de.stadtkern.bench.observations;

import de.stadtkern.bench.observations.Measurement.Line;
import de.stadtkern.bench.observations.MqttLoad.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The table of work, line by line. Only what the server has really stored counts as written. */
final class Bench {

    private static final String LATEST = "$orderby=phenomenonTime desc";
    private static final int SECONDS_UNTIL_STORED = 120;

    private final Target target;
    private final Client client;
    private final Duration time;
    private final String only;
    private final Random random = new Random(42);
    private final List<Line> lines = new ArrayList<>();
    private List<String> datastreams = List.of();

    /** @param only lines whose name contains this */
    Bench(Target target, Duration time, String only) {
        this.target = target;
        this.client = new Client(target);
        this.time = time;
        this.only = only;
    }

    List<Line> run(Seed seed, int burst, int subscribers, int rate) throws InterruptedException {
        System.out.println(Line.MARKDOWN_HEAD);
        try (HttpLoad http = new HttpLoad(target)) {
            seed(http, seed);
            read(http);
            write(http);
        }
        if (target.mqtt() != null) {
            try (MqttLoad mqtt = new MqttLoad(target)) {
                burst(mqtt, burst);
                if (subscribers > 0 && wanted("subscribers")) {
                    subscribers(mqtt, subscribers, rate);
                }
            }
        }
        return lines;
    }

    private void seed(HttpLoad http, Seed seed) {
        AtomicInteger next = new AtomicInteger();
        if (seed.things() > 0) {
            Measurement things =
                    http.run(4, seed.things(), () -> http.post("Things", seed.thing(next.getAndIncrement())));
            say(things.line("seed: Thing with Location and " + seed.datastreams() + " Datastreams", 4, 0, ""));
        }
        datastreams = client.datastreams();
        if (seed.observations() > 0) {
            next.set(0);
            int requests = seed.requests(datastreams.size());
            int rows = Math.min(seed.observations(), Seed.ROWS);
            stored(
                    "seed: CreateObservations × " + rows,
                    4,
                    rows,
                    () -> http.run(
                            4,
                            requests,
                            () -> http.post("CreateObservations", seed.fill(datastreams, next.getAndIncrement()))));
        }
    }

    private void read(HttpLoad http) {
        read(
                http,
                "1,000 Things with Datastreams and latest Observation",
                1,
                () -> "Things?$top=1000&$expand=" + "Datastreams($expand=Observations($top=1;" + LATEST + "))");
        read(
                http,
                "latest Observation of a Datastream",
                8,
                () -> "Datastreams(" + any() + ")/Observations?$top=1&" + LATEST);
        read(http, "newest 100 of a Datastream", 8, () -> "Datastreams(" + any() + ")/Observations?$top=100&" + LATEST);
        Instant from = Seed.end().minus(Duration.ofHours(18));
        read(
                http,
                "6 h over all Datastreams with count",
                1,
                () -> "Observations?$count=true&$top=100&$filter=" + "phenomenonTime ge " + from
                        + " and phenomenonTime lt " + from.plus(Duration.ofHours(6)));
    }

    private void read(HttpLoad http, String work, int connections, Supplier<String> path) {
        if (!wanted(work)) {
            return;
        }
        String remark = "";
        try {
            JsonNode answer = client.get(path.get());
            remark = answer.path("value").isEmpty() ? "NO RESULT: nothing in the answer" : "";
            remark += answer.has("@iot.count") ? "count " + answer.path("@iot.count") : "";
        } catch (IllegalStateException e) {
            remark = "NO RESULT: " + e.getMessage();
        }
        say(http.run(connections, time, () -> http.get(path.get())).line(work, connections, 0, remark));
    }

    private void write(HttpLoad http) {
        for (int connections : List.of(32, 256)) {
            stored(
                    "POST one Observation",
                    connections,
                    1,
                    () -> http.run(
                            connections,
                            time,
                            () -> http.post(
                                    "Datastreams(" + any() + ")/Observations",
                                    Seed.observation(Instant.now(), random))));
        }
        stored(
                "CreateObservations × " + Seed.ROWS,
                4,
                Seed.ROWS,
                () -> http.run(4, time, () -> {
                    Instant start = Instant.now().minusSeconds(Seed.ROWS);
                    return http.post(
                            "CreateObservations", Seed.dataArray(any(), start, Duration.ofSeconds(1), Seed.ROWS));
                }));
    }

    private void burst(MqttLoad mqtt, int messages) {
        int connections = 20;
        stored(
                "MQTT QoS 1, burst of " + messages,
                connections,
                1,
                () -> mqtt.burst(connections, messages, this::publication));
    }

    private Publication publication() {
        return new Publication(
                target.topic("Datastreams(" + any() + ")/Observations"), Seed.observation(Instant.now(), random));
    }

    private void subscribers(MqttLoad mqtt, int number, int rate) throws InterruptedException {
        Subscribers subscribers = Subscribers.connect(mqtt, number, target.topic("Observations"));
        Measurement published = mqtt.paced(rate, (int) time.toSeconds(), this::publication);
        Subscribers.Outcome outcome = subscribers.outcome(published.answers());
        say(published.line(
                number + " subscribers × all changes at " + rate + "/s",
                number,
                1,
                "%d deliveries; %d subscribers heard all, %d were told (closed), %d SILENTLY SHORT"
                        .formatted(outcome.deliveries(), outcome.complete(), outcome.told(), outcome.silentlyShort())));
    }

    /** Measures and counts what the server has more than before. */
    private void stored(String work, int connections, int rows, Supplier<Measurement> run) {
        if (!wanted(work)) {
            return;
        }
        long before = client.count();
        Measurement measurement = run.get();
        long promised = (long) measurement.answers() * rows;
        long stored = client.count() - before;
        for (int i = 0; i < SECONDS_UNTIL_STORED && stored < promised; i++) {
            pause();
            stored = client.count() - before;
        }
        say(measurement.line(
                work,
                connections,
                rows,
                stored < promised ? "LOST: only %d of %d stored".formatted(stored, promised) : stored + " stored"));
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String any() {
        return datastreams.get(random.nextInt(datastreams.size()));
    }

    private boolean wanted(String work) {
        return work.contains(only) || work.startsWith("seed");
    }

    private void say(Line line) {
        lines.add(line);
        System.out.println(line.markdown());
    }
}
