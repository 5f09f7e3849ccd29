package de.stadtkern.kernel.tracks;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.problem.PlainText;
import de.stadtkern.kernel.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether the works council of a municipality agreed that positions are shown live and kept; without a word it did not. */
@Component
class Agreements {

    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    Agreements(JdbcClient jdbc, Access access, AuditLog auditLog, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** What was said last. */
    record Agreement(boolean agreed, Instant changedAt, String changedBy, String agreement) {}

    Optional<Agreement> find(long municipalityId) {
        return jdbc.sql("select * from track_agreement where municipality_id = :municipality")
                .param("municipality", municipalityId)
                .query((rs, row) -> new Agreement(
                        rs.getBoolean("agreed"),
                        rs.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        rs.getString("changed_by"),
                        rs.getString("agreement")))
                .optional();
    }

    boolean isAgreed(long municipalityId) {
        return find(municipalityId).filter(Agreement::agreed).isPresent();
    }

    /**
     * Says so for a municipality; its administrators may.
     *
     * @param agreement what was agreed, with whom and when
     */
    @Transactional
    void say(long municipalityId, boolean agreed, String agreement) {
        Person person = access.require(Permission.ADMINISTER, municipalityId);
        if (!PlainText.isReadable(agreement) || agreement.length() > LONGEST) {
            throw Refusal.badInput("tracks.refusal.agreement", LONGEST).at("agreement");
        }
        jdbc.sql("""
                        insert into track_agreement (municipality_id, agreed, changed_at, changed_by, agreement)
                        values (:municipality, :agreed, :now, :person, :agreement)
                        on conflict (municipality_id) do update set agreed = excluded.agreed,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                            agreement = excluded.agreement""")
                .param("municipality", municipalityId)
                .param("agreed", agreed)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("person", person.name())
                .param("agreement", agreement.strip())
                .update();
        auditLog.record(person, municipalityId, agreed ? "tracks.agreed" : "tracks.not-agreed", agreement.strip());
    }
}
