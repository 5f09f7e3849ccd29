package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Messages about barriers, from everybody to the administrators; kept only for a time. */
@Component
@EnableConfigurationProperties(SiteSettings.class)
class Feedback {

    private static final Logger log = LoggerFactory.getLogger(Feedback.class);
    private static final int LONGEST_MESSAGE = 4000;
    private static final int LONGEST_LINE = 300;

    private final JdbcClient jdbc;
    private final Host host;
    private final Clock clock;
    private final SiteSettings settings;

    Feedback(JdbcClient jdbc, Host host, Clock clock, SiteSettings settings) {
        this.jdbc = jdbc;
        this.host = host;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A message.
     *
     * @param about which page
     * @param contact where the answer goes; may be empty
     */
    record Message(
            long id,
            Instant receivedAt,
            String about,
            String message,
            String contact,
            @Nullable Instant answeredAt) {}

    void send(Municipality municipality, String about, String message, String contact) {
        if (!PlainText.isReadable(message)) {
            throw Refusal.badInput("portal.refusal.message-empty").at("message");
        }
        requireShort("message", message, LONGEST_MESSAGE);
        requireShort("about", about, LONGEST_LINE);
        requireShort("contact", contact, LONGEST_LINE);
        if (countSince(municipality, clock.instant().minus(Duration.ofDays(1))) >= settings.mostFeedback()) {
            throw Refusal.overloaded("portal.refusal.feedback-many");
        }
        jdbc.sql("""
                        insert into site_feedback (municipality_id, received_at, about, message, contact)
                        values (:municipality, :now, :about, :message, :contact)""")
                .param("municipality", municipality.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("about", about)
                .param("message", message)
                .param("contact", contact)
                .update();
    }

    /** The messages of the municipality, the unanswered first, then the newest first. */
    List<Message> list(Municipality municipality) {
        host.administrator(municipality);
        return jdbc.sql("""
                        select id, received_at, about, message, contact, answered_at from site_feedback
                        where municipality_id = :municipality order by answered_at is not null, id desc""")
                .param("municipality", municipality.id())
                .query((rs, n) -> new Message(
                        rs.getLong("id"),
                        rs.getObject("received_at", OffsetDateTime.class).toInstant(),
                        rs.getString("about"),
                        rs.getString("message"),
                        rs.getString("contact"),
                        instant(rs.getObject("answered_at", OffsetDateTime.class))))
                .list();
    }

    void markAnswered(Municipality municipality, long id) {
        host.administrator(municipality);
        int marked = jdbc.sql("""
                        update site_feedback set answered_at = :now
                        where id = :id and municipality_id = :municipality and answered_at is null""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("municipality", municipality.id())
                .update();
        if (marked == 0) {
            throw Refusal.notFound("identity.refusal.not-found");
        }
    }

    /** Deletes what has been kept long enough. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    @SchedulerLock(name = "portal/forget-feedback")
    void forget() {
        int forgotten = jdbc.sql("delete from site_feedback where received_at < :before")
                .param("before", clock.instant().minus(settings.keepFeedback()).atOffset(ZoneOffset.UTC))
                .update();
        if (forgotten > 0) {
            log.info("Deleted {} feedback messages older than {}", forgotten, settings.keepFeedback());
        }
    }

    private long countSince(Municipality municipality, Instant since) {
        return jdbc.sql("""
                        select count(*) from site_feedback
                        where municipality_id = :municipality and received_at > :since""")
                .param("municipality", municipality.id())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private static void requireShort(String field, String text, int longest) {
        if (text.length() > longest) {
            throw Refusal.badInput("portal.refusal.too-long", longest, text.length())
                    .at(field);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
