package de.stadtkern.kernel.portal;

import de.stadtkern.kernel.problem.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something changed; they then fetch it themselves, with their own rights. One stream of
 * server-sent events per page, whose event names are the topics. A change on one node reaches the pages of all.
 */
@Component
public class LiveUpdates {

    private static final int MOST_STREAMS = 2000;
    /* Between reading a page and opening its stream. */
    private static final Duration LONGEST_LOADING = Duration.ofSeconds(30);

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> inside = new ConcurrentHashMap<>();
    private final Map<String, Instant> newest = new ConcurrentHashMap<>();
    private final LiveChannel channel;

    LiveUpdates(DataSource dataSource, MeterRegistry registry) {
        channel = new LiveChannel(dataSource, this::pass, this::missed);
        Gauge.builder("stadtkern.live.streams", open, Set::size)
                .description("pages that are open and listen")
                .register(registry);
    }

    /** Announces a change of the topic when the running transaction commits. Never waits for a browser. */
    public void announce(String topic) {
        channel.announce(topic);
    }

    /**
     * Runs whenever any node has announced the topic, and when announcements may have been missed; must be quick. One
     * listener for each topic.
     */
    public void onChange(String topic, Runnable listener) {
        inside.put(topic, listener);
    }

    /**
     * The page hears also of what was announced while it was loading. Refused when very many pages are open: the
     * connections left are for reading and deciding.
     */
    SseEmitter open() {
        if (open.size() >= MOST_STREAMS) {
            throw Refusal.overloaded("portal.refusal.streams");
        }
        LiveStream stream = new LiveStream();
        open.add(stream);
        Instant loading = Instant.now().minus(LONGEST_LOADING);
        newest.forEach((topic, announced) -> {
            if (announced.isAfter(loading)) {
                stream.note(topic);
            }
        });
        stream.start(() -> open.remove(stream));
        return stream.emitter();
    }

    @PostConstruct
    void listen() {
        channel.start();
    }

    @PreDestroy
    void stopListening() throws InterruptedException {
        channel.close();
    }

    /** Open streams would hold up a graceful stop. Browsers open the next by themselves. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        open.forEach(LiveStream::end);
    }

    private void missed() {
        end();
        inside.values().forEach(Runnable::run);
    }

    private void pass(String topic) {
        newest.put(topic, Instant.now());
        open.forEach(stream -> stream.note(topic));
        inside.getOrDefault(topic, () -> {}).run();
    }
}
