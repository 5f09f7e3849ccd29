package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.problem.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Photos and spoken notes that belong to events: judged, kept, and deleted when their time is over. */
@Component
@EnableConfigurationProperties(DispatchSettings.class)
class Attachments {

    private static final int MOST_OF_ONE_EVENT = 10;

    private final EventRows rows;
    private final DispatchSettings settings;
    private final Clock clock;

    Attachments(EventRows rows, DispatchSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** A file. */
    record Content(String mediaType, byte[] bytes) {}

    /** Keeps it, once; the event must be there already. */
    void keep(TourRow tour, UUID event, String mediaType, byte[] content) {
        Media media = Media.of(mediaType);
        if (content.length > settings.largest(media)) {
            throw Refusal.tooLarge("dispatch.refusal.large", settings.largest(media), content.length)
                    .at("content");
        }
        if (!media.isBeginOf(content)) {
            throw Refusal.badInput("dispatch.refusal.content", media.type()).at("content");
        }
        if (!rows.exists(tour.id(), event)) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
        String sha256 = sha256(content);
        if (rows.countAttachments(tour.id(), event, sha256) >= MOST_OF_ONE_EVENT) {
            throw Refusal.conflict("dispatch.refusal.attachments", MOST_OF_ONE_EVENT);
        }
        rows.insert(tour, event, new Content(media.type(), content), sha256, clock.instant());
    }

    Optional<Content> find(long tourId, UUID event, String sha256) {
        return rows.findContent(tourId, event, sha256);
    }

    /** The contents go when their time is over; what they were stays known by their hash. */
    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT6H")
    @SchedulerLock(name = "dispatch/forget-attachments")
    void forget() {
        Instant before = clock.instant().minus(settings.keepAttachments());
        rows.forgetContents(before);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
