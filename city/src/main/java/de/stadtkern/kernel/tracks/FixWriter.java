package de.stadtkern.kernel.tracks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.portal.LiveUpdates;
import de.stadtkern.kernel.problem.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores what many vehicles send in few commits and answers each after its commit. Tells open pages that vehicles have
 * moved, at most once a second.
 */
@Component
class FixWriter {

    private static final Logger log = LoggerFactory.getLogger(FixWriter.class);
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_KNOWN = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** So long a commit waits for the messages of other vehicles. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration BETWEEN_ANNOUNCEMENTS = Duration.ofSeconds(1);

    private final FixRows rows;
    private final FixDays days;
    private final LiveUpdates liveUpdates;
    private final TransactionTemplate transaction;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Cache<FixRows.Source, FixRows.Track> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("track-writer").daemon().unstarted(this::run);
    private volatile boolean moved;
    private volatile boolean closed;
    private long announced = System.nanoTime();

    FixWriter(
            FixRows rows,
            FixDays days,
            LiveUpdates liveUpdates,
            PlatformTransactionManager transactions,
            MeterRegistry registry) {
        this.rows = rows;
        this.days = days;
        this.liveUpdates = liveUpdates;
        this.transaction = new TransactionTemplate(transactions);
        Gauge.builder("stadtkern.tracks.waiting", room, free -> MOST_WAITING - free.availablePermits())
                .description("positions of vehicles that wait for their commit")
                .register(registry);
    }

    private record Pending(FixRows.Source source, List<Fix> fixes, CompletableFuture<Integer> added) {}

    @PostConstruct
    void start() {
        thread.start();
    }

    /** Stores what waits, then ends. */
    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    /**
     * Completes after the commit with how many were new.
     *
     * @param patient waits as long as there is no room; otherwise refused with 503 after some seconds
     */
    CompletableFuture<Integer> store(FixRows.Source source, List<Fix> fixes, boolean patient) {
        makeRoom(fixes.size(), patient);
        CompletableFuture<Integer> added = new CompletableFuture<>();
        queue.add(new Pending(source, fixes, added));
        return added;
    }

    /** Adds them within the running transaction. */
    int write(FixRows.Source source, List<Fix> fixes) {
        return write(List.of(new Pending(source, fixes, new CompletableFuture<>()))).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void makeRoom(int fixes, boolean patient) {
        try {
            if (patient) {
                room.acquire(fixes);
            } else if (!room.tryAcquire(fixes, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.overloaded("tracks.refusal.overloaded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.overloaded("tracks.refusal.overloaded");
        }
    }

    private void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                Pending first = queue.poll(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    Thread.sleep(GATHERING);
                    List<Pending> batch = new ArrayList<>(List.of(first));
                    queue.drainTo(batch);
                    commit(batch);
                    room.release(
                            batch.stream().mapToInt(one -> one.fixes.size()).sum());
                }
                announce();
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException e) {
                log.warn("Positions of vehicles: {}", e.getMessage());
            }
        }
    }

    /** Together; when the database refuses one of them, in halves, until that one stands alone. */
    private void commit(List<Pending> batch) {
        try {
            Map<FixRows.Source, Integer> added =
                    new HashMap<>(Objects.requireNonNull(transaction.execute(status -> write(batch))));
            remember(batch);
            for (Pending one : batch) {
                int count = Math.min(one.fixes.size(), added.getOrDefault(one.source, 0));
                added.merge(one.source, -count, Integer::sum);
                one.added.complete(count);
            }
        } catch (DataAccessException e) {
            if (batch.size() == 1) {
                batch.getFirst().added.completeExceptionally(e);
            } else {
                commit(batch.subList(0, batch.size() / 2));
                commit(batch.subList(batch.size() / 2, batch.size()));
            }
        } catch (RuntimeException e) {
            batch.forEach(one -> one.added.completeExceptionally(e));
        }
    }

    /** How many were new of each source. */
    private Map<FixRows.Source, Integer> write(List<Pending> batch) {
        Map<FixRows.Source, LocalDate> lastDays = new HashMap<>();
        Set<LocalDate> all = new HashSet<>();
        for (Pending one : batch) {
            for (Fix fix : one.fixes) {
                LocalDate day = FixDays.of(fix.time());
                all.add(day);
                lastDays.merge(one.source, day, (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        days.ensure(all);
        Map<FixRows.Source, FixRows.Track> tracks = new HashMap<>();
        lastDays.forEach((source, day) -> tracks.put(source, track(source, day)));
        Map<Long, Integer> added = rows.insert(batch.stream()
                .flatMap(one -> one.fixes.stream()
                        .map(fix -> new FixRows.Kept(
                                Objects.requireNonNull(tracks.get(one.source)).id(), fix)))
                .toList());
        if (!added.isEmpty()) {
            moved = true;
        }
        Map<FixRows.Source, Integer> bySource = new HashMap<>();
        tracks.forEach((source, track) -> bySource.put(source, added.getOrDefault(track.id(), 0)));
        return bySource;
    }

    private FixRows.Track track(FixRows.Source source, LocalDate day) {
        FixRows.Track track = known.getIfPresent(source);
        return track == null || track.lastDay().isBefore(day) ? rows.ensure(source, day) : track;
    }

    /** Only what is committed: an id that was rolled back is nobody's. */
    private void remember(List<Pending> batch) {
        for (Pending one : batch) {
            if (known.getIfPresent(one.source) == null) {
                rows.find(one.source).ifPresent(track -> known.put(one.source, track));
            }
        }
    }

    private void announce() {
        if (moved && System.nanoTime() - announced >= BETWEEN_ANNOUNCEMENTS.toNanos()) {
            moved = false;
            announced = System.nanoTime();
            liveUpdates.announce(Tracks.TOPIC);
        }
    }
}
