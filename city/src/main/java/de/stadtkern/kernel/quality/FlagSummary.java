package de.stadtkern.kernel.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Flags as a chart shows them: those that lie close together are one. Reads the flags and not the values between them, of
 * which there may be millions. Whoever asks has asked {@code Access} before.
 */
@Component
public class FlagSummary {

    private final JdbcClient jdbc;
    private final MarkRows marks;

    FlagSummary(JdbcClient jdbc, MarkRows marks) {
        this.jdbc = jdbc;
        this.marks = marks;
    }

    /**
     * What the tests found outside of what a person has marked, in the order of time, and then the marks, the oldest first:
     * of marks that overlap the last one holds.
     *
     * @param apart flags of a test that are no further apart are one; zero gives the flag of every value
     */
    public List<Flagged> list(long datastream, Instant from, Instant until, Duration apart) {
        List<Flagged> all = new ArrayList<>(jdbc.sql("""
                        select min(phenomenon_time) as first, max(phenomenon_time) as last, flag, test from (
                            select *, count(*) filter (where far) over (partition by flag, test order by phenomenon_time) as run
                            from (
                                select f.phenomenon_time, f.flag, f.test, f.phenomenon_time - lag(f.phenomenon_time)
                                    over (partition by f.flag, f.test order by f.phenomenon_time)
                                    > make_interval(secs => :apart) as far
                                from quality_flag f
                                where f.datastream_id = :datastream and f.flag in (3, 4)
                                    and f.phenomenon_time >= :from and f.phenomenon_time < :until
                                    and not exists (select from quality_mark m where m.datastream_id = f.datastream_id
                                        and m.ends_at > f.phenomenon_time and m.starts_at <= f.phenomenon_time
                                        and m.taken_back_at is null)) v) r
                        group by flag, test, run order by 1""")
                .param("datastream", datastream)
                .param("from", FlagRows.at(from))
                .param("until", FlagRows.at(until))
                .param("apart", apart.toSeconds())
                .query((rs, n) -> new Flagged(
                        FlagRows.time(rs, "first"),
                        FlagRows.time(rs, "last"),
                        Flag.of(rs.getInt("flag")),
                        rs.getString("test"),
                        null,
                        null))
                .list());
        marks.listValid(datastream, from, until).forEach(mark -> all.add(mark.flagged()));
        return all;
    }
}
