package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.Language;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each municipality has written, every version of it. */
@Component
class SiteTexts {

    private static final int LONGEST = 50_000;

    private final JdbcClient jdbc;
    private final Host host;
    private final AuditLog auditLog;

    SiteTexts(JdbcClient jdbc, Host host, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.host = host;
        this.auditLog = auditLog;
    }

    /** One text of a municipality. */
    record Place(Municipality municipality, TextKind kind, Language language) {}

    /** What was written there, by whom and when. */
    record Version(long id, String body, String savedBy, Instant savedAt) {}

    /** The text shown: the newest version, or the template. */
    String body(Place place) {
        return list(place).stream()
                .findFirst()
                .map(Version::body)
                .orElseGet(() -> place.kind()
                        .template(place.language(), place.municipality().name()));
    }

    Optional<Version> findNewest(Place place) {
        return list(place).stream().findFirst();
    }

    /** All versions, the newest first. */
    List<Version> list(Place place) {
        return jdbc.sql("""
                        select id, body, saved_by, saved_at from site_text
                        where municipality_id = :municipality and kind = :kind and language = :language
                        order by id desc""")
                .param("municipality", place.municipality().id())
                .param("kind", place.kind().name())
                .param("language", place.language().tag())
                .query((rs, n) -> new Version(
                        rs.getLong("id"),
                        rs.getString("body"),
                        rs.getString("saved_by"),
                        rs.getObject("saved_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Transactional
    void save(Place place, String body) {
        Person person = host.administrator(place.municipality());
        if (body.isBlank()) {
            throw Refusal.badInput("portal.refusal.text-empty").at("body");
        }
        if (body.length() > LONGEST) {
            throw Refusal.badInput("portal.refusal.text-long", LONGEST, body.length())
                    .at("body");
        }
        jdbc.sql("""
                        insert into site_text (municipality_id, kind, language, body, saved_by)
                        values (:municipality, :kind, :language, :body, :person)""")
                .param("municipality", place.municipality().id())
                .param("kind", place.kind().name())
                .param("language", place.language().tag())
                .param("body", body)
                .param("person", person.name())
                .update();
        auditLog.record(
                person,
                place.municipality().id(),
                "site.text.saved",
                place.kind().key() + " " + place.language().tag());
    }
}
