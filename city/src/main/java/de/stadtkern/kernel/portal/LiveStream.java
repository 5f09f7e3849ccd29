package de.stadtkern.kernel.portal;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream to one open page, written by a thread of its own: a slow browser keeps nobody else waiting. */
final class LiveStream {

    /* Browsers open the next stream by themselves. */
    private static final long MILLIS_OPEN = 10 * 60 * 1000;
    private static final long HEARTBEAT_SECONDS = 15;
    private static final long MILLIS_BETWEEN_EVENTS = 500;

    private final SseEmitter emitter = new SseEmitter(MILLIS_OPEN);
    private final BlockingQueue<String> topics = new LinkedBlockingQueue<>();
    private final Thread writer = Thread.ofVirtual().name("live-stream").unstarted(this::write);
    private Runnable whenGone = () -> {};

    SseEmitter emitter() {
        return emitter;
    }

    void start(Runnable whenGone) {
        this.whenGone = whenGone;
        writer.start();
    }

    /** The page will hear of the topic once, however often it is noted until then. */
    synchronized void note(String topic) {
        if (!topics.contains(topic)) {
            topics.add(topic);
        }
    }

    void end() {
        writer.interrupt();
    }

    private void write() {
        try {
            while (true) {
                String topic = topics.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                emitter.send(
                        topic == null
                                ? SseEmitter.event().comment("here")
                                : SseEmitter.event().name(topic).data(""));
                Thread.sleep(MILLIS_BETWEEN_EVENTS);
            }
        } catch (InterruptedException ended) {
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } finally {
            whenGone.run();
        }
    }
}
