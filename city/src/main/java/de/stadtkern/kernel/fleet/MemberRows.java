package de.stadtkern.kernel.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables fleet_member, fleet_qualification and fleet_absence. */
@Component
class MemberRows {

    private static final String SELECT = """
        select m.*, coalesce((select array_agg(q.kind || ':' || coalesce(q.valid_until::text, ''))
            from fleet_qualification q where q.member_id = m.id), '{}') as qualifications
        from fleet_member m\s
        """;

    private final JdbcClient jdbc;

    MemberRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * All that is known of a crew member.
     *
     * @param leftOn the first day without them; null while they stay
     * @param qualifications with the last day on which each is valid; empty when it does not end
     */
    record Known(
            long id,
            long municipalityId,
            @Nullable Long personId,
            String name,
            @Nullable Double weeklyHours,
            @Nullable LocalDate leftOn,
            Map<Qualification, Optional<LocalDate>> qualifications) {

        Known {
            qualifications = Map.copyOf(qualifications);
        }

        /** As others see them on this day. */
        CrewMember on(LocalDate day) {
            return new CrewMember(
                    id,
                    municipalityId,
                    personId,
                    name,
                    qualifications.entrySet().stream()
                            .filter(one -> one.getValue()
                                    .filter(last -> last.isBefore(day))
                                    .isEmpty())
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()));
        }
    }

    /** A time in which somebody does not work. */
    record Absence(
            long id, long memberId, Instant begin, @Nullable Instant end) {

        boolean overlaps(Instant from, Instant until) {
            return begin.isBefore(until) && (end == null || from.isBefore(end));
        }
    }

    /** By name. */
    List<Known> list(long municipality) {
        return jdbc.sql(SELECT + "where m.municipality_id = :municipality order by m.name, m.id")
                .param("municipality", municipality)
                .query(MemberRows::known)
                .list();
    }

    List<Known> get(Collection<Long> ids) {
        return jdbc.sql(SELECT + "where m.id = any(:ids) order by m.name, m.id")
                .param("ids", ids.toArray(Long[]::new))
                .query(MemberRows::known)
                .list();
    }

    Optional<Known> find(long id) {
        return get(List.of(id)).stream().findFirst();
    }

    Optional<Known> findByPerson(long personId) {
        return jdbc.sql(SELECT + "where m.person_id = :person")
                .param("person", personId)
                .query(MemberRows::known)
                .optional();
    }

    /** Not absent, not gone, and at this moment the municipality's to plan: its own, or lent to it. */
    List<Known> listAtHand(long municipality, Instant at) {
        return jdbc.sql(SELECT + """
            where (m.left_on is null or m.left_on > (:at at time zone 'Europe/Berlin')::date)
              and not exists (select from fleet_absence a where a.member_id = m.id and a.starts_at <= :at
                  and (a.ends_at is null or a.ends_at > :at))
              and :municipality = coalesce(
                  (select l.borrower_id from fleet_loan l where l.member_id = m.id
                      and l.accepted_at is not null and l.starts_at <= :at and l.ends_at > :at),
                  m.municipality_id)
            order by m.name, m.id""")
                .param("municipality", municipality)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(MemberRows::known)
                .list();
    }

    /** Empty when another member of the municipality has the name, or any other has the account. */
    Optional<Long> insert(Known member) {
        return write("""
            insert into fleet_member (municipality_id, person_id, name, weekly_hours, left_on)
            values (:municipality, :person, :name, :hours, :left) returning id""", member);
    }

    /** Empty when another member of the municipality has the name, or any other has the account. */
    Optional<Long> update(Known member) {
        return write("""
            update fleet_member set person_id = :person, name = :name, weekly_hours = :hours, left_on = :left
            where id = :id returning id""", member);
    }

    void delete(long id) {
        jdbc.sql("delete from fleet_member where id = :id").param("id", id).update();
    }

    /** Nobody else lends the member until the transaction ends. */
    void lock(long id) {
        jdbc.sql("select id from fleet_member where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    void setQualifications(long member, Map<Qualification, Optional<LocalDate>> qualifications) {
        jdbc.sql("delete from fleet_qualification where member_id = :member")
                .param("member", member)
                .update();
        qualifications.forEach((kind, until) -> jdbc.sql("""
            insert into fleet_qualification (member_id, kind, valid_until)
            values (:member, :kind, :until)""")
                .param("member", member)
                .param("kind", kind.name())
                .param("until", until.orElse(null))
                .update());
    }

    /** Those that touch the time, by their begin. */
    List<Absence> listAbsences(Collection<Long> members, Instant from, Instant until) {
        return jdbc.sql("""
            select * from fleet_absence where member_id = any(:members) and starts_at < :until
                and (ends_at is null or ends_at > :from)
            order by starts_at, id""")
                .param("members", members.toArray(Long[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(MemberRows::absence)
                .list();
    }

    void insertAbsence(long member, Instant begin, @Nullable Instant end) {
        jdbc.sql("insert into fleet_absence (member_id, starts_at, ends_at) values (:member, :begin, :end)")
                .param("member", member)
                .param("begin", begin.atOffset(ZoneOffset.UTC))
                .param("end", end == null ? null : end.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends those that run at this moment, and drops those that have not begun. */
    void endAbsences(long member, Instant now) {
        jdbc.sql("delete from fleet_absence where member_id = :member and starts_at >= :now")
                .param("member", member)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
            update fleet_absence set ends_at = :now
            where member_id = :member and (ends_at is null or ends_at > :now)""")
                .param("member", member)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Deletes who left before this day, with all that hangs on them. */
    void forgetLeftBefore(LocalDate day) {
        jdbc.sql("delete from fleet_member where left_on < :day")
                .param("day", day)
                .update();
    }

    void forgetAbsencesBefore(Instant time) {
        jdbc.sql("delete from fleet_absence where ends_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<Long> write(String sql, Known member) {
        try {
            return jdbc.sql(sql)
                    .param("id", member.id())
                    .param("municipality", member.municipalityId())
                    .param("person", member.personId())
                    .param("name", member.name())
                    .param("hours", member.weeklyHours())
                    .param("left", member.leftOn())
                    .query(Long.class)
                    .optional();
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    private static Known known(ResultSet rs, int row) throws SQLException {
        Map<Qualification, Optional<LocalDate>> qualifications = new EnumMap<>(Qualification.class);
        for (String one : (String[]) rs.getArray("qualifications").getArray()) {
            String[] parts = one.split(":", 2);
            qualifications.put(
                    Qualification.valueOf(parts[0]),
                    Optional.of(parts[1]).filter(day -> !day.isEmpty()).map(LocalDate::parse));
        }
        return new Known(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getObject("person_id", Long.class),
                rs.getString("name"),
                rs.getObject("weekly_hours", Double.class),
                rs.getObject("left_on", LocalDate.class),
                qualifications);
    }

    private static Absence absence(ResultSet rs, int row) throws SQLException {
        OffsetDateTime end = rs.getObject("ends_at", OffsetDateTime.class);
        return new Absence(
                rs.getLong("id"),
                rs.getLong("member_id"),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                end == null ? null : end.toInstant());
    }
}
