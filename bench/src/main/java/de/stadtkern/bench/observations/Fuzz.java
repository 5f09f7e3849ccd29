package de.stadtkern.bench.observations;

import de.stadtkern.bench.observations.HostileHttp.Attack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sends hostile HTTP and MQTT and looks for what must not be: an answer 5xx (501 says that something is not offered and
 * is none), no answer to a whole request, and a well-behaved client that has to wait or is not served.
 */
final class Fuzz {

    private static final int HTTP_ATTACKERS = 8;
    private static final int MQTT_ATTACKERS = 4;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOST_FINDINGS = 50;
    private static final int NOT_OFFERED = 501;

    private final Target target;
    private final long seed;
    private final Cpu server;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final LongAccumulator slowestProbe = new LongAccumulator(Math::max, 0);
    private long deadline;

    Fuzz(Target target, long seed) {
        this.target = target;
        this.seed = seed;
        this.server = new Cpu(target.processes());
    }

    /** Whether nothing was found. */
    boolean run(Duration time) throws InterruptedException {
        System.out.println("before: " + server.size());
        deadline = System.nanoTime() + time.toNanos();
        try (ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < HTTP_ATTACKERS; i++) {
                HostileHttp http = new HostileHttp(target, new Random(seed + i));
                attackers.execute(() -> repeat(() -> attack(http.next())));
            }
            InetSocketAddress mqtt = target.mqtt();
            for (int i = 0; mqtt != null && i < MQTT_ATTACKERS; i++) {
                HostileMqtt bytes = new HostileMqtt(target, new Random(seed - i));
                attackers.execute(() -> repeat(() -> attack(mqtt, bytes.next())));
            }
            attackers.execute(() -> repeat(() -> probe(mqtt)));
        }
        probe(target.mqtt());
        report();
        return findings.isEmpty();
    }

    private void report() throws InterruptedException {
        TimeUnit.SECONDS.sleep(5);
        System.out.println("after:  " + server.size());
        System.out.println("slowest answer to a well-behaved client: %d ms".formatted(slowestProbe.get()));
        answers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one ->
                        System.out.println("%10d  %s".formatted(one.getValue().sum(), one.getKey())));
        System.out.println(findings.isEmpty() ? "nothing found" : findings.size() + " findings, start " + seed);
        findings.stream().limit(MOST_FINDINGS).forEach(System.out::println);
    }

    private void repeat(Runnable step) {
        while (System.nanoTime() < deadline && findings.size() < MOST_FINDINGS) {
            step.run();
        }
    }

    private void attack(Attack attack) {
        String answer = answer(attack);
        answers.computeIfAbsent("HTTP " + attack.kind() + ": " + answer, key -> new LongAdder())
                .increment();
        boolean broken = answer.startsWith("5") && !answer.equals(Integer.toString(NOT_OFFERED));
        if (broken || attack.whole() && !Character.isDigit(answer.charAt(0))) {
            String request =
                    new String(attack.bytes(), 0, Math.min(400, attack.bytes().length), StandardCharsets.UTF_8);
            findings.add("--- " + attack.kind() + ": " + answer + "\n" + request);
        }
    }

    /** The status, or why there is none. */
    private String answer(Attack attack) {
        try (Socket socket = new Socket(target.root().getHost(), target.port())) {
            socket.setSoTimeout(attack.whole() ? PATIENCE_MILLIS : 200);
            try {
                socket.getOutputStream().write(attack.bytes());
            } catch (IOException refusedEarly) {
                return status(socket);
            }
            return status(socket);
        } catch (SocketTimeoutException e) {
            return "no answer";
        } catch (IOException e) {
            return "closed";
        }
    }

    /** Reads to the end, so that a body that never ends is noticed. */
    private static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] head = in.readNBytes(12);
        if (head.length < 12) {
            return "closed";
        }
        String status = new String(head, 9, 3, StandardCharsets.US_ASCII);
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closedHard) {
            return status;
        }
        return status;
    }

    private void attack(InetSocketAddress mqtt, byte[] bytes) {
        try (Socket socket = new Socket(mqtt.getAddress(), mqtt.getPort())) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write(bytes);
            boolean answered = socket.getInputStream().readNBytes(4).length == 4;
            answers.computeIfAbsent(answered ? "MQTT: answered" : "MQTT: closed", key -> new LongAdder())
                    .increment();
        } catch (SocketTimeoutException waits) {
            answers.computeIfAbsent("MQTT: waits for more", key -> new LongAdder())
                    .increment();
        } catch (IOException closed) {
            answers.computeIfAbsent("MQTT: closed", key -> new LongAdder()).increment();
        }
    }

    /** What well-behaved clients see meanwhile: the root of SensorThings, and a CONNACK with a PINGRESP. */
    private void probe(@Nullable InetSocketAddress mqtt) {
        long start = System.nanoTime();
        String answer = answer(new Attack(
                "probe",
                (target.head("GET", "Things?$top=1") + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII),
                true));
        if (!answer.equals("200")) {
            findings.add("--- a well-behaved HTTP client: " + answer);
        }
        if (mqtt != null) {
            probeMqtt(mqtt);
        }
        slowestProbe.accumulate((System.nanoTime() - start) / 1_000_000);
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void probeMqtt(InetSocketAddress mqtt) {
        byte[] read = {};
        try (Socket socket = new Socket(mqtt.getAddress(), mqtt.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(new HostileMqtt(target, new Random()).hello());
            read = socket.getInputStream().readNBytes(2);
            socket.getInputStream().skipNBytes(read[1]);
            socket.getOutputStream().write(new byte[] {(byte) 0xc0, 0});
            byte[] pong = socket.getInputStream().readNBytes(2);
            if (read[0] != 0x20 || pong[0] != (byte) 0xd0) {
                throw new IOException("unexpected packets");
            }
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            findings.add("--- a well-behaved MQTT client: " + e + " "
                    + HexFormat.of().formatHex(read));
        }
    }
}
