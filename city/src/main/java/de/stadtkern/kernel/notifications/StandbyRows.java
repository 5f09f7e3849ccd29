package de.stadtkern.kernel.notifications;

import static de.stadtkern.kernel.notifications.MessageRows.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table standby. */
@Component
class StandbyRows {

    private final JdbcClient jdbc;

    StandbyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(Duty duty) {
        return jdbc.sql("""
                        insert into standby (municipality_id, position, person_id, starts_at, ends_at)
                        values (:municipality, :position, :person, :starts, :ends) returning id""")
                .param("municipality", duty.municipalityId())
                .param("position", duty.position().name())
                .param("person", duty.personId())
                .param("starts", at(duty.startsAt()))
                .param("ends", at(duty.endsAt()))
                .query(Long.class)
                .single();
    }

    void delete(long id) {
        jdbc.sql("delete from standby where id = :id").param("id", id).update();
    }

    Optional<Duty> find(long id) {
        return jdbc.sql("select * from standby where id = :id")
                .param("id", id)
                .query(StandbyRows::duty)
                .optional();
    }

    /** Those that lie in the time at least partly, in the order of the roster, then of time. */
    List<Duty> list(Collection<Long> municipalities, Instant from, Instant until) {
        return jdbc.sql("""
                        select * from standby where municipality_id in (:municipalities)
                          and starts_at < :until and ends_at > :from
                        order by array_position(array['PRIMARY', 'SECOND', 'DUTY_LEAD'], position), starts_at, id""")
                .param("municipalities", municipalities)
                .param("from", at(from))
                .param("until", at(until))
                .query(StandbyRows::duty)
                .list();
    }

    void forget(Instant endedBefore) {
        jdbc.sql("delete from standby where ends_at < :before")
                .param("before", at(endedBefore))
                .update();
    }

    private static Duty duty(ResultSet rs, int row) throws SQLException {
        return new Duty(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                OnCall.Position.valueOf(rs.getString("position")),
                rs.getLong("person_id"),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                rs.getObject("ends_at", OffsetDateTime.class).toInstant());
    }
}
