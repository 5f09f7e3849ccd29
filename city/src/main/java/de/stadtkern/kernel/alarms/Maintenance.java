package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.identity.Access;
import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Permission;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.observations.Observations;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Times in which somebody works at a station, or everywhere: no alarm is raised there, and nobody is told. */
@Component
class Maintenance {

    private static final Duration LONGEST = Duration.ofDays(31);

    private static final String SELECT = "select * from alarm_maintenance where ";

    private final JdbcClient jdbc;
    private final Observations observations;
    private final Access access;
    private final AuditLog auditLog;
    private final Clock clock;

    Maintenance(JdbcClient jdbc, Observations observations, Access access, AuditLog auditLog, Clock clock) {
        this.jdbc = jdbc;
        this.observations = observations;
        this.access = access;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /**
     * Such a time, half-open.
     *
     * @param thing null for all of the municipality
     */
    record Window(
            long id,
            long municipalityId,
            @Nullable Long thing,
            Instant startsAt,
            Instant endsAt,
            String reason,
            String person) {

        boolean covers(@Nullable Long other, Instant moment) {
            return (thing == null || thing.equals(other)) && !moment.isBefore(startsAt) && moment.isBefore(endsAt);
        }
    }

    /** Those that touch the time since then, whoever asks. */
    List<Window> listSince(long municipality, Instant since) {
        return jdbc.sql(SELECT + "municipality_id = :municipality and ends_at > :since")
                .param("municipality", municipality)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Maintenance::window)
                .list();
    }

    /** Those not over yet, of the municipalities whose alarms the signed-in person may see. */
    List<Window> list() {
        return jdbc.sql(SELECT + "municipality_id in (:municipalities) and ends_at > :now order by starts_at, id")
                .param("municipalities", access.requireReadable(Alarms.RECORD))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Maintenance::window)
                .list();
    }

    /** Announces work at a station; of all municipality when it names none. */
    @Transactional
    void announce(Window wanted) {
        Person person = access.require(Permission.KEEP_ALARM_RULES, wanted.municipalityId());
        Alarms.requireReason(wanted.reason());
        requireThing(wanted);
        if (!wanted.endsAt().isAfter(clock.instant()) || !wanted.endsAt().isAfter(wanted.startsAt())) {
            throw Refusal.badInput("alarms.refusal.maintenance-end").at("ends");
        }
        if (Duration.between(wanted.startsAt(), wanted.endsAt()).compareTo(LONGEST) > 0) {
            throw Refusal.badInput("alarms.refusal.maintenance-long", LONGEST.toDays())
                    .at("ends");
        }
        jdbc.sql("""
                        insert into alarm_maintenance (municipality_id, thing, starts_at, ends_at, reason, person_name)
                        values (:municipality, :thing, :starts, :ends, :reason, :person)""")
                .param("municipality", wanted.municipalityId())
                .param("thing", wanted.thing())
                .param("starts", wanted.startsAt().atOffset(ZoneOffset.UTC))
                .param("ends", wanted.endsAt().atOffset(ZoneOffset.UTC))
                .param("reason", wanted.reason().strip())
                .param("person", person.name())
                .update();
        auditLog.record(person, wanted.municipalityId(), "maintenance.announced", wanted.toString());
    }

    /** Ends it now; one that has not begun is gone. */
    @Transactional
    void end(long id) {
        Window window = jdbc.sql(SELECT + "id = :id for update")
                .param("id", id)
                .query(Maintenance::window)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
        Person person = access.require(Permission.KEEP_ALARM_RULES, window.municipalityId());
        boolean begun = window.startsAt().isBefore(clock.instant());
        jdbc.sql(
                        begun
                                ? "update alarm_maintenance set ends_at = least(ends_at, :now) where id = :id"
                                : "delete from alarm_maintenance where id = :id and starts_at >= :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        auditLog.record(person, window.municipalityId(), "maintenance.ended", window.toString());
    }

    private void requireThing(Window wanted) {
        Long thing = wanted.thing();
        if (thing != null
                && observations
                        .findThing(thing)
                        .filter(one -> one.municipalityId() == wanted.municipalityId())
                        .isEmpty()) {
            throw Refusal.badInput("alarms.refusal.thing", thing.toString()).at("thing");
        }
    }

    private static Window window(ResultSet rs, int row) throws SQLException {
        return new Window(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getObject("thing", Long.class),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                rs.getObject("ends_at", OffsetDateTime.class).toInstant(),
                rs.getString("reason"),
                rs.getString("person_name"));
    }
}
