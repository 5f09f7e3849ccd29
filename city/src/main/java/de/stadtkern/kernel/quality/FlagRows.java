package de.stadtkern.kernel.quality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables quality_flag and quality_judged. */
@Component
class FlagRows {

    private final JdbcClient jdbc;

    FlagRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A flag to keep. */
    record Kept(Instant time, Flag flag, String test) {}

    /** Runs of neighbouring values with the same flag and test, outside of what a person has marked. */
    List<Flagged> list(long datastream, Instant from, Instant until) {
        return jdbc.sql("""
                        select min(phenomenon_time) as first, max(phenomenon_time) as last, flag, test from (
                            select phenomenon_time, flag, test,
                                row_number() over (order by phenomenon_time, id)
                                    - row_number() over (partition by flag, test order by phenomenon_time, id) as run
                            from (
                                select o.phenomenon_time, o.id, f.flag, f.test
                                from observation o left join quality_flag f
                                    on f.datastream_id = o.datastream_id and f.phenomenon_time = o.phenomenon_time
                                    and not exists (select from quality_mark m where m.datastream_id = o.datastream_id
                                        and m.ends_at > o.phenomenon_time and m.starts_at <= o.phenomenon_time
                                        and m.taken_back_at is null)
                                where o.datastream_id = :datastream
                                    and o.phenomenon_time >= :from and o.phenomenon_time < :until
                                    and o.day > cast(:from as timestamptz) - interval '24 hours' and o.day <= :until) v) r
                        where flag is not null group by flag, test, run order by 1""")
                .param("datastream", datastream)
                .param("from", at(from))
                .param("until", at(until))
                .query((rs, n) -> new Flagged(
                        time(rs, "first"),
                        time(rs, "last"),
                        Flag.of(rs.getInt("flag")),
                        rs.getString("test"),
                        null,
                        null))
                .list();
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
