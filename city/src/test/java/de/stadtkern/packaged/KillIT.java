package de.stadtkern.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged is there after kill -9 of the program, of its PostgreSQL or of both, and what it leads to still
 * comes. More kills: -Dstadtkern.kills=50; the same moments again: -Dstadtkern.kills.seed=…
 */
class KillIT {

    private static final int SENDERS = 4;
    private static final int KILLS = Integer.getInteger("stadtkern.kills", 5);
    private static final long SEED = Long.getLong("stadtkern.kills.seed", System.nanoTime());
    private static final int MOST_WRITES_BEFORE_A_KILL = 100;

    private enum Victim {
        PROGRAM,
        POSTGRES,
        BOTH
    }

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Victim, LongSummaryStatistics> millisUntilBack = new EnumMap<>(Victim.class);

    @Test
    void killedAtRandomMomentsWhileObservationsComeInItLosesNoneAndStillProposes() throws Exception {
        Path data = Program.dataDirectory();
        Random random = new Random(SEED);
        Program town = start(data);
        try {
            long datastream = station(sensors(town, data));
            for (int kill = 0; kill < KILLS; kill++) {
                Victim victim = Victim.values()[kill % Victim.values().length];
                town = killWhileSending(victim, random.nextInt(MOST_WRITES_BEFORE_A_KILL), town, data, datastream);
            }
            System.out.printf(
                    "%d kills (seed %d), %d observations acknowledged, ms until the next one: %s%n",
                    KILLS, SEED, acknowledged.size(), millisUntilBack);

            Sensors sensors = sensors(town, data);
            assertThat(acknowledged).hasSizeGreaterThan(KILLS);
            assertThat(sensors.stored(datastream)).containsAll(acknowledged);
            await().until(() -> sensors.get("/winter/situation.geojson").contains("\"state\":\"danger\""));
        } finally {
            town.close();
        }
    }

    /** Kills after so many further writes and waits until a write succeeds again. */
    private Program killWhileSending(Victim victim, int writes, Program town, Path data, long datastream)
            throws IOException, InterruptedException {
        AtomicReference<Sensors> sensors = new AtomicReference<>(sensors(town, data));
        AtomicBoolean enough = new AtomicBoolean();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.submit(() -> send(sensors, datastream, enough));
            }
            awaitMoreThan(acknowledged.size() + writes);
            Instant killed = Instant.now();
            Program next = town;
            if (victim != Victim.PROGRAM) {
                kill(postgresOf(data));
            }
            if (victim != Victim.POSTGRES) {
                town.kill();
                next = start(data);
                sensors.set(sensors(next, data));
            }
            awaitMoreThan(acknowledged.size() + SENDERS);
            millisUntilBack
                    .computeIfAbsent(victim, any -> new LongSummaryStatistics())
                    .accept(Duration.between(killed, Instant.now()).toMillis());
            enough.set(true);
            return next;
        }
    }

    private Void send(AtomicReference<Sensors> sensors, long datastream, AtomicBoolean enough)
            throws InterruptedException {
        while (!enough.get()) {
            try {
                acknowledged.add(sensors.get().observe(datastream, -3.1));
            } catch (IOException | AssertionError killed) {
                Thread.yield(); // what was not acknowledged may be lost
            }
        }
        return null;
    }

    private void awaitMoreThan(int number) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> acknowledged.size() > number);
    }

    private static long postgresOf(Path data) throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("postgres/cluster/data/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    private static void kill(long process) {
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
    }

    private static Program start(Path data) throws IOException {
        return Program.start("serve", "--port", "0", "--data", data.toString());
    }

    private static Sensors sensors(Program town, Path data) throws IOException {
        return new Sensors(
                town.address(), Files.readString(data.resolve("api-key")).strip());
    }

    private static long station(Sensors sensors) throws IOException, InterruptedException {
        Sensors.Road road = sensors.road("Brücke");
        sensors.observe(road.dewPoint(), -2);
        return road.surface();
    }
}
