package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.observations.mqtt.Inbox.Delivery;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The messages of one connection on their way into the inbox, one after the other in their order. */
final class Deliveries {

    private final Function<Message, Delivery> inbox;
    private final Executor workers;
    private final Runnable settled;
    private final boolean stopsAtRefusal;
    private final Queue<Publication> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean ended;

    /**
     * @param settled runs when something was settled, in any thread
     * @param stopsAtRefusal whether what comes behind a refused message that wants an answer is not wanted any more
     */
    Deliveries(Function<Message, Delivery> inbox, Executor workers, boolean stopsAtRefusal, Runnable settled) {
        this.inbox = inbox;
        this.workers = workers;
        this.stopsAtRefusal = stopsAtRefusal;
        this.settled = settled;
    }

    void add(Publication publication) {
        waiting.add(publication);
        if (number.getAndIncrement() == 0) {
            workers.execute(this::deliverAll);
        }
    }

    private void deliverAll() {
        int done = 0;
        do {
            for (Publication next = waiting.poll(); next != null; next = waiting.poll()) {
                done++;
                deliver(next);
            }
            done = number.addAndGet(-done) == 0 ? -1 : 0;
        } while (done >= 0);
    }

    private void deliver(Publication publication) {
        if (ended) {
            settle(publication, new CancellationException("behind a refused message"));
            return;
        }
        try {
            Delivery delivery = inbox.apply(publication.message());
            var answered = delivery.committed().whenComplete((stored, failure) -> settle(publication, failure));
            if (stopsAtRefusal && !delivery.routine()) {
                answered.exceptionally(failure -> null).join();
            }
        } catch (RuntimeException failure) {
            settle(publication, failure);
        }
    }

    private void settle(Publication publication, @Nullable Throwable failure) {
        if (failure != null && stopsAtRefusal && publication.wantsAnswer()) {
            ended = true;
        }
        publication.settle(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
        settled.run();
    }
}
