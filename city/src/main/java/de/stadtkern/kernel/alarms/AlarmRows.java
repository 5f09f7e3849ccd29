package de.stadtkern.kernel.alarms;

import de.stadtkern.kernel.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables alarm, alarm_act and alarm_notice. */
@Component
class AlarmRows {

    /** How often the same came in the hour before the alarm. */
    private static final String BEFORE = """
            (select count(*) from alarm b where b.rule_id = a.rule_id and b.subject = a.subject and b.id < a.id
                and b.subject <> 'test' and b.raised_at > a.raised_at - interval '1 hour')""";

    private static final String SELECT =
            "select a.*, " + BEFORE + " as before, r.name as rule from alarm a join alarm_rule r on r.id = a.rule_id ";

    private static final String OPEN = "a.closed_at is null and (a.cleared_at is null or a.acknowledged_at is null)";

    private final JdbcClient jdbc;

    AlarmRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far the judgement about a subject has come.
     *
     * @param active whether an alarm about it is active
     * @param turnedAt time of the value that raised or cleared the newest; null when there was none yet
     */
    record Standing(boolean active, @Nullable Instant turnedAt) {}

    /** A person who is to be told of an alarm. */
    record Due(long alarm, int position, long person, String name) {}

    /** Who was told of an alarm, by which message. */
    record Notified(
            int step,
            long personId,
            String person,
            Instant at,
            @Nullable Instant seenAt,
            long notification) {}

    /** Those that the desk shows first. */
    enum Wanted {
        OPEN,
        ALL
    }

    /** The id of the new alarm; empty when one about the subject is active. */
    Optional<Long> raise(NewAlarm found, Instant now) {
        return jdbc.sql("""
                        insert into alarm (municipality_id, rule_id, subject, severity, place, thing, datastream, devices,
                            value, unit, happened_at, raised_at)
                        values (:municipality, :rule, :subject, :severity, :place, :thing, :datastream, :devices, :value,
                            :unit, :happenedAt, :now)
                        on conflict (rule_id, subject) where cleared_at is null do nothing returning id""")
                .param("municipality", found.rule().municipalityId())
                .param("rule", found.rule().id())
                .param("subject", found.subject())
                .param("severity", found.rule().severity().name())
                .param("place", found.place())
                .param("thing", found.thing())
                .param("datastream", found.datastream())
                .param("devices", found.devices())
                .param("value", found.value())
                .param("unit", found.unit())
                .param("happenedAt", at(found.happenedAt()))
                .param("now", at(now))
                .query(Long.class)
                .optional();
    }

    void clear(long rule, String subject, Instant clearedAt) {
        jdbc.sql("""
                        update alarm set cleared_at = :at
                        where rule_id = :rule and subject = :subject and cleared_at is null""")
                .param("rule", rule)
                .param("subject", subject)
                .param("at", at(clearedAt))
                .update();
    }

    Standing standing(long rule, String subject) {
        return jdbc.sql("""
                        select cleared_at is null as active, coalesce(cleared_at, happened_at) as turned_at
                        from alarm where rule_id = :rule and subject = :subject order by id desc limit 1""")
                .param("rule", rule)
                .param("subject", subject)
                .query((rs, n) -> new Standing(rs.getBoolean("active"), instant(rs, "turned_at")))
                .optional()
                .orElse(new Standing(false, null));
    }

    /** The newest alarm about each subject of the rule that begins so, by the rest of the subject. */
    Map<String, Alarm> newestBySubject(long rule, String beginning) {
        return jdbc
                .sql(SELECT + """
                        where a.id in (select max(id) from alarm
                            where rule_id = :rule and starts_with(subject, :beginning) group by subject)""")
                .param("rule", rule)
                .param("beginning", beginning)
                .query(AlarmRows::alarm)
                .list()
                .stream()
                .collect(Collectors.toMap(one -> one.subject().substring(beginning.length()), one -> one));
    }

    /** The active first, of these the worst; then the newest. */
    List<Alarm> list(Collection<Long> municipalities, Wanted wanted, int limit) {
        return jdbc.sql(SELECT + "where a.municipality_id in (:municipalities)"
                        + (wanted == Wanted.OPEN ? " and " + OPEN : "") + """
                         order by (a.closed_at is null and a.cleared_at is null) desc,
                            (a.acknowledged_at is null) desc,
                            array_position(array['CRITICAL', 'MAJOR', 'MINOR', 'WARNING'], a.severity), a.id desc
                        limit :limit""")
                .param("municipalities", municipalities)
                .param("limit", limit)
                .query(AlarmRows::alarm)
                .list();
    }

    Optional<Alarm> find(long id) {
        return find(id, "");
    }

    /** Held so that nobody else changes it until the running transaction ends. */
    Optional<Alarm> findToChange(long id) {
        return find(id, " for update of a");
    }

    private Optional<Alarm> find(long id, String lock) {
        return jdbc.sql(SELECT + "where a.id = :id" + lock)
                .param("id", id)
                .query(AlarmRows::alarm)
                .optional();
    }

    void acknowledge(long id, String person, Instant now) {
        jdbc.sql("""
                        update alarm set acknowledged_at = :now, acknowledged_by = :person,
                            cleared_at = case when subject = 'test' then :now else cleared_at end
                        where id = :id""")
                .param("id", id)
                .param("person", person)
                .param("now", at(now))
                .update();
    }

    void silence(long id, Instant until) {
        jdbc.sql("update alarm set silent_until = :until where id = :id")
                .param("id", id)
                .param("until", at(until))
                .update();
    }

    void close(long id, Instant now) {
        jdbc.sql("""
                        update alarm set closed_at = :now,
                            cleared_at = case when subject = 'test' then :now else cleared_at end
                        where id = :id""").param("id", id).param("now", at(now)).update();
    }

    void insertAct(Alarm alarm, Person person, Alarm.Done done) {
        jdbc.sql("""
                        insert into alarm_act (alarm_id, municipality_id, at, person_id, person_name, act, reason, until)
                        values (:alarm, :municipality, :at, :person, :name, :act, :reason, :until)""")
                .param("alarm", alarm.id())
                .param("municipality", alarm.municipalityId())
                .param("at", at(done.at()))
                .param("person", person.id())
                .param("name", done.person())
                .param("act", done.act().name())
                .param("reason", done.reason())
                .param("until", done.until() == null ? null : at(done.until()))
                .update();
    }

    List<Alarm.Done> listDone(long alarm) {
        return jdbc.sql("select * from alarm_act where alarm_id = :alarm order by id")
                .param("alarm", alarm)
                .query((rs, n) -> new Alarm.Done(
                        Alarm.Act.valueOf(rs.getString("act")),
                        rs.getString("person_name"),
                        at(rs, "at"),
                        rs.getString("reason"),
                        instant(rs, "until")))
                .list();
    }

    List<Notified> listNotified(long alarm) {
        return jdbc.sql("select * from alarm_notice where alarm_id = :alarm order by position")
                .param("alarm", alarm)
                .query((rs, n) -> new Notified(
                        rs.getInt("position") + 1,
                        rs.getLong("person_id"),
                        rs.getString("person_name"),
                        at(rs, "sent_at"),
                        instant(rs, "seen_at"),
                        rs.getLong("notification_id")))
                .list();
    }

    /**
     * Those whose step has come: nobody has acknowledged, and nothing keeps the alarm silent. Their alarms are held, so that
     * nobody acknowledges until the running transaction ends.
     */
    List<Due> listDue(Instant now) {
        return jdbc.sql("""
                        select a.id, s.position, s.person_id, s.person_name
                        from alarm a join alarm_step s on s.rule_id = a.rule_id
                        where a.cleared_at is null and a.acknowledged_at is null and a.closed_at is null
                          and (a.silent_until is null or a.silent_until <= :now)
                          and a.raised_at + make_interval(mins => s.after_minutes
                            + case when """ + BEFORE + " >= :restless then :steady else 0 end) <= :now" + """

                          and not exists (select from alarm_notice n where n.alarm_id = a.id and n.position = s.position)
                          and not exists (select from alarm_maintenance m
                            where m.municipality_id = a.municipality_id and (m.thing is null or m.thing = a.thing)
                              and m.starts_at <= :now and m.ends_at > :now and a.subject <> 'test')
                        order by a.id, s.position for update of a""")
                .param("now", at(now))
                .param("restless", Alarm.RESTLESS)
                .param("steady", Alarm.STEADY_MINUTES)
                .query((rs, n) -> new Due(
                        rs.getLong("id"), rs.getInt("position"), rs.getLong("person_id"), rs.getString("person_name")))
                .list();
    }

    void insertNotice(Due due, long notification, Instant now) {
        jdbc.sql("""
                        insert into alarm_notice (alarm_id, position, person_id, person_name, sent_at, notification_id)
                        values (:alarm, :position, :person, :name, :now, :notification)""")
                .param("alarm", due.alarm)
                .param("position", due.position)
                .param("person", due.person)
                .param("name", due.name)
                .param("now", at(now))
                .param("notification", notification)
                .update();
    }

    /**
     * Forgets those that were raised before that and are over, or closed, with everything about them.
     *
     * @return the messages that belonged to them
     */
    List<Long> forget(Instant before) {
        String old = "from alarm where raised_at < :before and (closed_at is not null or cleared_at is not null)";
        List<Long> messages = jdbc.sql(
                        "delete from alarm_notice where alarm_id in (select id " + old + ") returning notification_id")
                .param("before", at(before))
                .query((rs, n) -> rs.getLong("notification_id"))
                .list();
        jdbc.sql("delete from alarm_act where alarm_id in (select id " + old + ")")
                .param("before", at(before))
                .update();
        jdbc.sql("delete " + old).param("before", at(before)).update();
        return messages;
    }

    /** The open alarms of which the person was told and has not said that it has seen them. */
    List<Alarm> listUnseen(long person) {
        return jdbc.sql(SELECT + "where " + OPEN + """
                         and exists (select from alarm_notice n
                            where n.alarm_id = a.id and n.person_id = :person and n.seen_at is null)
                        order by a.id desc""")
                .param("person", person)
                .query(AlarmRows::alarm)
                .list();
    }

    /** Whether some of these messages told of an alarm. */
    boolean markSeen(Collection<Long> notifications, Instant now) {
        return jdbc.sql("""
                        update alarm_notice set seen_at = :now
                        where notification_id in (:notifications) and seen_at is null""")
                        .param("notifications", notifications)
                        .param("now", at(now))
                        .update()
                > 0;
    }

    private static Alarm alarm(ResultSet rs, int row) throws SQLException {
        return new Alarm(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getLong("rule_id"),
                rs.getString("rule"),
                rs.getString("subject"),
                Severity.valueOf(rs.getString("severity")),
                rs.getString("place"),
                rs.getObject("thing", Long.class),
                rs.getObject("datastream", Long.class),
                rs.getInt("devices"),
                rs.getInt("before"),
                rs.getObject("value", Double.class),
                rs.getString("unit"),
                at(rs, "happened_at"),
                at(rs, "raised_at"),
                instant(rs, "cleared_at"),
                instant(rs, "acknowledged_at"),
                rs.getString("acknowledged_by"),
                instant(rs, "silent_until"),
                instant(rs, "closed_at"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Instant at(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
