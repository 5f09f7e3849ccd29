package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something changed; they then fetch it themselves, with their own rights. One stream of
 * server-sent events per page, whose event names are the topics.
 */
@Component
public class LiveUpdates {

    private static final int MOST_STREAMS = 2000;

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();

    /** Announces a change of the topic as soon as the running transaction has committed. Never waits for a browser. */
    public void announce(String topic) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            open.forEach(stream -> stream.note(topic));
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                open.forEach(stream -> stream.note(topic));
            }
        });
    }

    /** Refused when very many pages are open: the connections left are for reading and deciding. */
    SseEmitter open() {
        if (open.size() >= MOST_STREAMS) {
            throw Refusal.overloaded("portal.refusal.streams");
        }
        LiveStream stream = new LiveStream();
        open.add(stream);
        stream.start(() -> open.remove(stream));
        return stream.emitter();
    }

    /** Open streams would hold up a graceful stop. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        open.forEach(LiveStream::end);
    }
}
