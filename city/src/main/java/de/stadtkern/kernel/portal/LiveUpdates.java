package de.stadtkern.kernel.portal;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something changed; they then fetch it themselves, with their own rights. One stream of
 * server-sent events per page, whose event names are the topics.
 */
@Component
public class LiveUpdates {

    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();

    /** Announces a change of the topic as soon as the running transaction has committed. */
    public void announce(String topic) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            send(SseEmitter.event().name(topic).data(""));
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                send(SseEmitter.event().name(topic).data(""));
            }
        });
    }

    SseEmitter open() {
        SseEmitter emitter = new SseEmitter(0L);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onTimeout(emitter::complete);
        emitter.onError(error -> open.remove(emitter));
        open.add(emitter);
        return emitter;
    }

    @Scheduled(fixedRateString = "PT15S")
    void heartbeat() {
        send(SseEmitter.event().comment("here"));
    }

    private void send(SseEmitter.SseEventBuilder event) {
        Set<DataWithMediaType> parts = event.build();
        for (SseEmitter emitter : open) {
            try {
                emitter.send(parts);
            } catch (IOException | IllegalStateException gone) {
                open.remove(emitter);
            }
        }
    }
}
