package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Attachments.Content;
import de.stadtkern.kernel.dispatch.Done.Attachment;
import de.stadtkern.kernel.dispatch.TourEvent.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables dispatch_event, which is only ever added to, and dispatch_attachment. */
@Component
class EventRows {

    private final JdbcClient jdbc;

    EventRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event of a tour. */
    record OfTour(long tourId, Done done) {}

    /** Adds the event unless it is already there. */
    void insert(TourRow tour, TourEvent event, String personName, Instant now) {
        Found found = event.found();
        jdbc.sql("""
                        insert into dispatch_event
                            (tour_id, id, municipality_id, at, kind, stop, note, amount, found_level, found_damaged,
                             found_litter, received_at, person_name)
                        values (:tour, :id, :municipality, :at, :kind, :stop, :note, :amount, :level, :damaged,
                            :litter, :now, :person)
                        on conflict do nothing""")
                .param("tour", tour.id())
                .param("id", event.id())
                .param("municipality", tour.municipalityId())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("kind", event.kind().name())
                .param("stop", event.stop())
                .param("note", event.note())
                .param("amount", event.amount())
                .param("level", found == null ? null : found.level())
                .param("damaged", found == null ? null : found.damaged())
                .param("litter", found == null ? null : found.litter())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("person", personName)
                .update();
    }

    boolean exists(long tourId, UUID event) {
        return jdbc.sql("select exists (select from dispatch_event where tour_id = :tour and id = :event)")
                .param("tour", tourId)
                .param("event", event)
                .query(Boolean.class)
                .single();
    }

    /** Those of the event but this one. */
    int countAttachments(long tourId, UUID event, String butFor) {
        return jdbc.sql("""
                        select count(*) from dispatch_attachment
                        where tour_id = :tour and event_id = :event and sha256 <> :sha256""")
                .param("tour", tourId)
                .param("event", event)
                .param("sha256", butFor)
                .query(Integer.class)
                .single();
    }

    /** Adds the attachment unless it is already there. */
    void insert(TourRow tour, UUID event, Content content, String sha256, Instant now) {
        jdbc.sql("""
                        insert into dispatch_attachment
                            (tour_id, event_id, municipality_id, sha256, media_type, bytes, content, received_at)
                        values (:tour, :event, :municipality, :sha256, :type, :bytes, :content, :now)
                        on conflict do nothing""")
                .param("tour", tour.id())
                .param("event", event)
                .param("municipality", tour.municipalityId())
                .param("sha256", sha256)
                .param("type", content.mediaType())
                .param("bytes", content.bytes().length)
                .param("content", content.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Content> findContent(long tourId, UUID event, String sha256) {
        return jdbc.sql("""
                        select media_type, content from dispatch_attachment
                        where tour_id = :tour and event_id = :event and sha256 = :sha256 and content is not null""")
                .param("tour", tourId)
                .param("event", event)
                .param("sha256", sha256)
                .query((rs, n) -> new Content(rs.getString("media_type"), rs.getBytes("content")))
                .optional();
    }

    void forgetContents(Instant before) {
        jdbc.sql("update dispatch_attachment set content = null where content is not null and received_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All events of the tours, with their attachments. */
    List<OfTour> listOf(Collection<Long> tours) {
        Map<UUID, List<Attachment>> attachments = new HashMap<>();
        jdbc.sql("""
                        select event_id, media_type, sha256, bytes, content is not null as kept
                        from dispatch_attachment where tour_id = any(:tours) order by received_at, sha256""").param("tours", tours.toArray(Long[]::new)).query(rs -> {
            attachments
                    .computeIfAbsent(rs.getObject("event_id", UUID.class), any -> new ArrayList<>())
                    .add(new Attachment(
                            rs.getString("media_type"),
                            rs.getString("sha256"),
                            rs.getInt("bytes"),
                            rs.getBoolean("kept")));
        });
        return jdbc.sql("select * from dispatch_event where tour_id = any(:tours)")
                .param("tours", tours.toArray(Long[]::new))
                .query((rs, n) -> event(rs, attachments))
                .list();
    }

    private static OfTour event(ResultSet rs, Map<UUID, List<Attachment>> attachments) throws SQLException {
        TourEvent event = new TourEvent(
                rs.getObject("id", UUID.class),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                TourEvent.Kind.valueOf(rs.getString("kind")),
                rs.getObject("stop", Integer.class),
                rs.getString("note"),
                rs.getObject("amount", Double.class),
                found(rs));
        return new OfTour(
                rs.getLong("tour_id"),
                new Done(
                        event,
                        rs.getObject("received_at", OffsetDateTime.class).toInstant(),
                        rs.getString("person_name"),
                        null,
                        attachments.getOrDefault(event.id(), List.of())));
    }

    private static @Nullable Found found(ResultSet rs) throws SQLException {
        Double level = rs.getObject("found_level", Double.class);
        return level == null ? null : new Found(level, rs.getBoolean("found_damaged"), rs.getBoolean("found_litter"));
    }
}
