package de.stadtkern.kernel.devices.scripts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.problem.Refusal;
import jakarta.annotation.PreDestroy;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs codecs of device makers: in one other process ({@link ScriptWorker}) with little memory, no environment and
 * nothing but standard JavaScript, one codec after the other. Whatever takes too long or too much memory ends with the
 * process; a new one starts for the next, and the codec that did it rests.
 */
@Component
public class Sandbox {

    /** By the clock; a busy machine may let it wait. */
    private static final Duration MOST_WAITING = Duration.ofSeconds(30);

    /** Of the processor. */
    private static final Duration MOST_WORK = Duration.ofSeconds(2);

    private static final long LOOKS_EVERY_MILLIS = 100;
    private static final Duration RESTS = Duration.ofMinutes(1);
    private static final int LONGEST = 100_000;
    private static final String FIELD = "script";
    private static final int MOST_RESTING = 1000;

    private static final List<String> LIMITS = List.of(
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true");

    private final JsonMapper json;
    private final Clock clock;
    private final ReentrantLock oneByOne = new ReentrantLock();
    private final ScheduledExecutorService alarmClock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("codec-limit").factory());
    private final Cache<String, Instant> resting = Caffeine.newBuilder()
            .maximumSize(MOST_RESTING)
            .expireAfterWrite(RESTS)
            .build();

    private @Nullable Worker worker;

    Sandbox(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    private record Worker(Process process, BufferedReader answers) {}

    /**
     * The values by name that a codec reads from bytes.
     *
     * @param script JavaScript with {@code decodeUplink}, {@code Decode} or {@code Decoder}
     * @param port 0 to 255
     * @throws Refusal when the codec refuses the bytes, fails, or takes more time or memory than it may
     */
    public ObjectNode decode(String script, int port, byte[] bytes) {
        return (ObjectNode) json.readTree(ask(script, port, bytes));
    }

    /** Refuses what is no codec. */
    public void requireUsable(String script) {
        if (script.length() > LONGEST) {
            throw Refusal.badInput("devices.refusal.script-length", LONGEST).at(FIELD);
        }
        ask(script, -1, new byte[0]);
    }

    private String ask(String script, int port, byte[] bytes) {
        if (resting.getIfPresent(script) != null) {
            throw Refusal.badInput("devices.refusal.script-rests", MOST_WORK.toSeconds())
                    .at(FIELD);
        }
        String question = port + " " + HexFormat.of().formatHex(bytes) + " " + clock.instant() + " "
                + Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        oneByOne.lock();
        try {
            Worker asked = running();
            String answer = ask(asked, question, MOST_WORK);
            // A process without memory says so before it ends.
            if (answer == null
                    || (answer.charAt(0) != ScriptWorker.VALUES && answer.charAt(0) != ScriptWorker.FAILED)) {
                asked.process.destroyForcibly();
                worker = null;
                resting.put(script, clock.instant());
                throw Refusal.badInput("devices.refusal.script-limit", MOST_WORK.toSeconds())
                        .at(FIELD);
            }
            if (answer.charAt(0) == ScriptWorker.FAILED) {
                throw Refusal.badInput("devices.refusal.script", answer.substring(1))
                        .at(FIELD);
            }
            return answer;
        } finally {
            oneByOne.unlock();
        }
    }

    /** The next answer; null when the process ended without one, or had to be ended. */
    private @Nullable String ask(Worker worker, @Nullable String question, Duration work) {
        Instant latest = Instant.now().plus(MOST_WAITING);
        Duration most = worked(worker).plus(work);
        Future<?> limit = alarmClock.scheduleWithFixedDelay(
                () -> {
                    if (worked(worker).compareTo(most) >= 0 || Instant.now().isAfter(latest)) {
                        worker.process.destroyForcibly();
                    }
                },
                LOOKS_EVERY_MILLIS,
                LOOKS_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            if (question != null) {
                worker.process.outputWriter(StandardCharsets.US_ASCII).write(question + "\n");
                worker.process.outputWriter(StandardCharsets.US_ASCII).flush();
            }
            return worker.answers.readLine();
        } catch (IOException ended) {
            return null;
        } finally {
            limit.cancel(false);
        }
    }

    private static Duration worked(Worker worker) {
        return worker.process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Worker running() {
        Worker known = worker;
        if (known != null && known.process.isAlive()) {
            return known;
        }
        Worker fresh = start();
        if (!ScriptWorker.READY.equals(ask(fresh, null, MOST_WAITING))) {
            throw Refusal.overloaded("devices.refusal.script-process");
        }
        worker = fresh;
        return fresh;
    }

    private static Worker start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LIMITS);
        command.addAll(program(System.getProperty("java.class.path")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File(System.getProperty("java.io.tmpdir")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            Process process = builder.start();
            return new Worker(process, process.inputReader(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.overloaded("devices.refusal.script-process");
        }
    }

    /** A packaged program is one file, whose command {@code decode} is the worker. */
    private static List<String> program(String classPath) {
        String[] files = classPath.split(File.pathSeparator);
        if (files.length == 1 && Path.of(classPath).toFile().isFile()) {
            return List.of("-jar", Path.of(classPath).toAbsolutePath().toString(), "decode");
        }
        List<String> absolute = new ArrayList<>();
        for (String file : files) {
            absolute.add(Path.of(file).toAbsolutePath().toString());
        }
        return List.of("-cp", String.join(File.pathSeparator, absolute), ScriptWorker.class.getName());
    }

    @PreDestroy
    void close() {
        oneByOne.lock();
        try {
            if (worker != null) {
                worker.process.destroyForcibly();
            }
            alarmClock.shutdownNow();
        } finally {
            oneByOne.unlock();
        }
    }
}
