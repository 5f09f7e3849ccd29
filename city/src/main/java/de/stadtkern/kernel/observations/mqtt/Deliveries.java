package de.stadtkern.kernel.observations.mqtt;

import de.stadtkern.kernel.observations.mqtt.Reception.Outcome;
import de.stadtkern.kernel.problem.Refusal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The messages of one connection on their way into the database, in their order. As many as have come meanwhile go into
 * one commit; when one of them is refused, each goes alone.
 */
final class Deliveries {

    private static final int MOST_IN_ONE_COMMIT = 128;

    private final String key;
    private final Reception reception;
    private final Executor workers;
    private final Sender sender;
    private final Queue<Publication> unsettled = new ArrayDeque<>();
    private boolean running;
    private volatile boolean ended;

    Deliveries(String key, Reception reception, Executor workers, Sender sender) {
        this.key = key;
        this.reception = reception;
        this.workers = workers;
        this.sender = sender;
    }

    /** Who hears what became of the messages. */
    interface Sender {

        void stored(List<Publication> publications);

        /** Says whether the later messages are still wanted. */
        boolean refused(Publication publication, Refusal refusal);

        void failed(RuntimeException failure);
    }

    synchronized void add(Publication publication) {
        unsettled.add(publication);
        if (!running) {
            running = true;
            workers.execute(this::deliverAll);
        }
    }

    synchronized int inFlight() {
        return unsettled.size();
    }

    private void deliverAll() {
        for (List<Publication> next = next(); !next.isEmpty(); next = next()) {
            deliver(next);
        }
    }

    private synchronized List<Publication> next() {
        if (ended) {
            unsettled.clear();
        }
        List<Publication> next = unsettled.stream().limit(MOST_IN_ONE_COMMIT).toList();
        running = !next.isEmpty();
        return next;
    }

    private void deliver(List<Publication> publications) {
        try {
            reception.store(key, publications.stream().map(Publication::message).toList());
            settle(publications.size());
            sender.stored(publications);
        } catch (Refusal refusal) {
            refused(publications, refusal);
        } catch (RuntimeException failure) {
            ended = true;
            reception.count(Outcome.FAILED, publications.size());
            sender.failed(failure);
        }
    }

    private void refused(List<Publication> publications, Refusal refusal) {
        if (publications.size() > 1) {
            publications.stream().takeWhile(one -> !ended).forEach(one -> deliver(List.of(one)));
            return;
        }
        reception.count(Outcome.REFUSED, 1);
        settle(1);
        ended = !sender.refused(publications.getFirst(), refusal);
    }

    private synchronized void settle(int number) {
        for (int i = 0; i < number; i++) {
            unsettled.remove();
        }
    }
}
