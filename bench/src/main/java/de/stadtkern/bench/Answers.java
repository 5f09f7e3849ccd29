package de.stadtkern.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How long answers took and how many were good; for several threads. */
public final class Answers {

    private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** Takes one step, which says whether it was good; an exception is a failure. */
    public @Nullable Void measure(Callable<Boolean> step) {
        long begin = System.nanoTime();
        try {
            (step.call() ? good : failed).incrementAndGet();
        } catch (Exception e) {
            failed.incrementAndGet();
        }
        millis.add((System.nanoTime() - begin) / 1_000_000);
        return null;
    }

    public int good() {
        return good.get();
    }

    public int failed() {
        return failed.get();
    }

    /** Median, 99th percentile and the slowest, as text. */
    public String percentiles() {
        long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? "-"
                : "p50 %d ms, p99 %d ms, slowest %d ms"
                        .formatted(
                                sorted[sorted.length / 2],
                                sorted[(int) (0.99 * (sorted.length - 1))],
                                sorted[sorted.length - 1]);
    }

    public static void sleepUntil(Instant moment) throws InterruptedException {
        long nanos = Duration.between(Instant.now(), moment).toNanos();
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }
}
