package de.stadtkern.kernel.quality;

import static de.stadtkern.kernel.quality.FlagRows.at;
import static de.stadtkern.kernel.quality.FlagRows.time;

import de.stadtkern.kernel.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table quality_mark. */
@Component
class MarkRows {

    private static final String SELECT = "select * from quality_mark where ";

    private final JdbcClient jdbc;

    MarkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that touch the span and were not taken back, oldest first. */
    List<ManualMark> listValid(long datastream, Instant from, Instant until) {
        return jdbc.sql(SELECT + """
                        datastream_id = :datastream and ends_at > :from and starts_at < :until and taken_back_at is null
                        order by id""")
                .param("datastream", datastream)
                .param("from", at(from))
                .param("until", at(until))
                .query(MarkRows::mark)
                .list();
    }

    /** Also those taken back, newest first. */
    List<ManualMark> list(long datastream, int most) {
        return jdbc.sql(SELECT + "datastream_id = :datastream order by id desc limit :most")
                .param("datastream", datastream)
                .param("most", most)
                .query(MarkRows::mark)
                .list();
    }

    Optional<ManualMark> findToChange(long id) {
        return jdbc.sql(SELECT + "id = :id for update")
                .param("id", id)
                .query(MarkRows::mark)
                .optional();
    }

    long insert(ManualMark mark, Person person) {
        return jdbc.sql("""
                        insert into quality_mark (municipality_id, datastream_id, starts_at, ends_at, flag, reason,
                            person_id, person_name, made_at)
                        values (:municipality, :datastream, :starts, :ends, :flag, :reason, :person, :name, :at)
                        returning id""")
                .param("municipality", mark.municipalityId())
                .param("datastream", mark.datastreamId())
                .param("starts", at(mark.startsAt()))
                .param("ends", at(mark.endsAt()))
                .param("flag", mark.flag().code())
                .param("reason", mark.reason())
                .param("person", person.id())
                .param("name", person.name())
                .param("at", at(mark.madeAt()))
                .query(Long.class)
                .single();
    }

    void takeBack(long id, Person person, Instant now) {
        jdbc.sql("update quality_mark set taken_back_at = :now, taken_back_by = :name where id = :id")
                .param("now", at(now))
                .param("name", person.name())
                .param("id", id)
                .update();
    }

    private static ManualMark mark(ResultSet rs, int row) throws SQLException {
        @Nullable OffsetDateTime takenBack = rs.getObject("taken_back_at", OffsetDateTime.class);
        return new ManualMark(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getLong("datastream_id"),
                time(rs, "starts_at"),
                time(rs, "ends_at"),
                Flag.of(rs.getInt("flag")),
                rs.getString("reason"),
                rs.getString("person_name"),
                time(rs, "made_at"),
                takenBack == null ? null : takenBack.toInstant(),
                rs.getString("taken_back_by"));
    }
}
