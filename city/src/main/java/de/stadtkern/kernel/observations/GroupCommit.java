package de.stadtkern.kernel.observations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.stadtkern.kernel.observations.ObservationWriter.Outcome;
import de.stadtkern.kernel.observations.ObservationWriter.Refused;
import de.stadtkern.kernel.observations.ObservationWriter.Stored;
import de.stadtkern.kernel.observations.ObservationWriter.Submission;
import de.stadtkern.kernel.problem.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores what many clients send in few commits, and answers each client for itself, after the commit. A datastream
 * always takes the same lane, so its observations keep their order and no row is fought for. When too many
 * wait, whoever brings the next one waits as well: nothing is thrown away.
 */
@Component
class GroupCommit {

    private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_IN_ONE_COMMIT = 1_000;
    private static final int MOST_ROUTINE = 100_000;
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ObservationWriter writer;
    private final TransactionTemplate transaction;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final List<Lane> lanes;
    private final Cache<Long, Boolean> routine = Caffeine.newBuilder()
            .maximumSize(MOST_ROUTINE)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private volatile boolean closed;

    GroupCommit(ObservationWriter writer, PlatformTransactionManager transactions, MeterRegistry registry) {
        this.writer = writer;
        this.transaction = new TransactionTemplate(transactions);
        this.lanes = IntStream.range(0, LANES).mapToObj(Lane::new).toList();
        Gauge.builder("stadtkern.observations.waiting", room, free -> MOST_WAITING - free.availablePermits())
                .description("observations that wait for their commit")
                .register(registry);
    }

    private record Pending(Submission submission, CompletableFuture<Stored> stored) {}

    /**
     * Completes when the observation is committed, or with the refusal of this one. Refused at once with 503 when for
     * seconds there is no room for it.
     */
    CompletableFuture<Stored> store(Submission submission) {
        makeRoom(1);
        return add(submission);
    }

    /** The same, but waits as long as there is no room. */
    CompletableFuture<Stored> storeInTime(Submission submission) {
        room.acquireUninterruptibly();
        return add(submission);
    }

    /** What became of it. */
    Stored await(CompletableFuture<Stored> stored) {
        try {
            return stored.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whether observations of this datastream have lately been stored. */
    boolean isRoutine(long datastreamId) {
        return routine.getIfPresent(datastreamId) != null;
    }

    /** Each for itself: one that is refused does not keep the others from being stored. */
    List<CompletableFuture<Stored>> storeAll(List<Submission> submissions) {
        List<CompletableFuture<Stored>> all = new ArrayList<>(submissions.size());
        for (int from = 0; from < submissions.size(); from += MOST_IN_ONE_COMMIT) {
            List<Submission> some = submissions.subList(from, Math.min(from + MOST_IN_ONE_COMMIT, submissions.size()));
            makeRoom(some.size());
            some.forEach(one -> all.add(add(one)));
        }
        return all;
    }

    private void makeRoom(int observations) {
        try {
            if (!room.tryAcquire(observations, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.overloaded("observations.refusal.overloaded", MOST_WAITING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.overloaded("observations.refusal.overloaded", MOST_WAITING);
        }
    }

    private CompletableFuture<Stored> add(Submission submission) {
        int lane = Math.floorMod(Long.hashCode(submission.observation().datastreamId()), LANES);
        CompletableFuture<Stored> stored = new CompletableFuture<>();
        lanes.get(lane).queue.add(new Pending(submission, stored));
        return stored;
    }

    /** Stores what waits, then ends. */
    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        for (Lane lane : lanes) {
            lane.thread.join();
        }
    }

    /** One writer. */
    private final class Lane {

        private static final int MILLIS_BETWEEN_LOOKS = 100;
        private static final long MOST_LINGERING_NANOS = 2_000_000;
        private static final long STEP_NANOS = 250_000;

        private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
        private final Thread thread;
        private int lastSize = 1;

        Lane(int number) {
            thread = Thread.ofPlatform().name("store-" + number).daemon().start(this::run);
        }

        private void run() {
            while (!closed || !queue.isEmpty()) {
                try {
                    Pending first = queue.poll(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                    if (first != null) {
                        List<Pending> batch = new ArrayList<>();
                        batch.add(first);
                        linger();
                        queue.drainTo(batch, MOST_IN_ONE_COMMIT - 1);
                        lastSize = batch.size();
                        commit(batch);
                        room.release(batch.size());
                    }
                } catch (InterruptedException ended) {
                    closed = true;
                }
            }
        }

        /**
         * Whom the last commit answered come again together: with a moment's patience for as many, there is one commit
         * where there were two, and each takes as long as the other.
         */
        private void linger() {
            long end = System.nanoTime() + MOST_LINGERING_NANOS;
            while (queue.size() + 1 < lastSize && System.nanoTime() < end) {
                LockSupport.parkNanos(STEP_NANOS);
            }
        }

        /** Together; when the database refuses one of them, in halves, until that one stands alone. */
        private void commit(List<Pending> batch) {
            try {
                List<Outcome> outcomes =
                        write(batch.stream().map(Pending::submission).toList());
                for (int i = 0; i < batch.size(); i++) {
                    answer(batch.get(i), outcomes.get(i));
                }
            } catch (Refusal refusal) {
                if (batch.size() == 1) {
                    batch.getFirst().stored.completeExceptionally(refusal);
                } else {
                    commit(batch.subList(0, batch.size() / 2));
                    commit(batch.subList(batch.size() / 2, batch.size()));
                }
            } catch (RuntimeException failure) {
                batch.forEach(one -> one.stored.completeExceptionally(failure));
            }
        }

        private void answer(Pending one, Outcome outcome) {
            switch (outcome) {
                case Stored stored -> {
                    routine.put(one.submission.observation().datastreamId(), true);
                    one.stored.complete(stored);
                }
                case Refused refused -> one.stored.completeExceptionally(refused.refusal());
            }
        }

        private List<Outcome> write(List<Submission> submissions) {
            for (int tries = 1; ; tries++) {
                try {
                    return Objects.requireNonNull(transaction.execute(status -> writer.write(submissions)));
                } catch (TransientDataAccessException e) {
                    if (tries == TRIES) {
                        throw e;
                    }
                }
            }
        }
    }
}
