package de.stadtkern.demo;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays a recording of road-weather stations back into a running town, as if the stations stood there. The clock of
 * the recording runs faster by a factor; every observation carries the time at which it is sent.
 */
public final class Replay {

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

    private final Town town;
    private final double speed;
    private final PrintStream out;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong confirmed = new AtomicLong();

    private Replay(Town town, double speed, PrintStream out) {
        this.town = town;
        this.speed = speed;
        this.out = out;
    }

    /**
     * Plays the whole file and returns how many observations the town has confirmed.
     *
     * @param speed how many times faster than it was recorded, above 0
     * @throws RuntimeException with a message for the person at the console
     */
    public static long play(Path file, double speed, URI address, String apiKey) throws InterruptedException {
        List<Recording> recordings = Recording.readAll(file);
        Town town = new Town(address, apiKey);
        if (!town.isThere()) {
            throw new TownRefusal(address, 0, "start the town first: ./stadtkern demo");
        }
        return new Replay(town, speed, System.out).play(recordings);
    }

    private long play(List<Recording> recordings) throws InterruptedException {
        List<Site> sites = town.sites(recordings.size());
        if (sites.size() < recordings.size()) {
            throw new IllegalStateException("the town has only " + sites.size() + " named main streets for "
                    + recordings.size() + " stations: import streets with --osm FILE");
        }
        long total = recordings.stream().mapToLong(Replay::size).sum();
        Duration length = recordings.stream()
                .map(Recording::length)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        out.printf(
                "Replaying %d observations of %d stations; at %.0f times the speed this takes %d minutes.%n",
                total, recordings.size(), speed, 1 + scaled(length).toMinutes());
        try (var stations = Executors.newVirtualThreadPerTaskExecutor()) {
            Instant start = Instant.now();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < recordings.size(); i++) {
                Recording recording = recordings.get(i);
                Site site = sites.get(i);
                running.add(stations.submit(() -> play(recording, site, start)));
            }
            for (Future<?> station : running) {
                await(station, total);
            }
        }
        out.printf("Done: %d of %d observations confirmed as stored.%n", confirmed.get(), total);
        return confirmed.get();
    }

    private void play(Recording recording, Site site, Instant start) {
        Town.Station station = town.station(
                site.street() + ", " + recording.station(), site, recording.origin(), quantities(recording));
        for (Recording.Moment moment : recording.moments()) {
            sleepUntil(start.plus(scaled(moment.sinceStart())));
            Instant now = Instant.now();
            moment.values().forEach((quantity, value) -> {
                String token = run + "/" + moment.measuredAt() + "/" + quantity;
                Long datastream = station.datastreams().get(quantity);
                if (datastream != null) {
                    town.observe(datastream, now, value, token);
                    confirmed.incrementAndGet();
                }
            });
        }
    }

    private void await(Future<?> station, long total) throws InterruptedException {
        while (true) {
            try {
                station.get(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                out.printf("%d of %d observations confirmed%n", confirmed.get(), total);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
    }

    private Duration scaled(Duration recorded) {
        return Duration.ofMillis((long) (recorded.toMillis() / speed));
    }

    private static long size(Recording recording) {
        return recording.moments().stream()
                .mapToLong(moment -> moment.values().size())
                .sum();
    }

    private static Set<Quantity> quantities(Recording recording) {
        Set<Quantity> measured = EnumSet.noneOf(Quantity.class);
        recording.moments().forEach(moment -> measured.addAll(moment.values().keySet()));
        return measured;
    }

    private static void sleepUntil(Instant moment) {
        try {
            Duration wait = Duration.between(Instant.now(), moment);
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
