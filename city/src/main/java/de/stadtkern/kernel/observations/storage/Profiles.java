package de.stadtkern.kernel.observations.storage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Profiles of days: what their values come to, on busy days also in each quarter of an hour, so that a chart over many days
 * need not read every value. Which days are to be calculated, also again, is marked like those of {@link Figures}; a marked
 * day's profile does not hold.
 */
@Component
public class Profiles {

    /** A day with fewer values is read as quickly without. */
    static final int MANY = 48;

    /** From so many on, the quarters of an hour are kept as well. */
    static final int BUSY = 1000;

    private final JdbcClient jdbc;

    Profiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The days of a datastream whose profiles hold, of those that begin in this time.
     *
     * @param inQuarters only those that also say it of each quarter of an hour
     */
    public List<Instant> listDays(long datastream, Instant from, Instant until, boolean inQuarters) {
        return jdbc.sql("""
                        select p.day from observation_profile p
                        where p.datastream_id = :datastream and p.day >= :from and p.day < :until
                            and (p.quarters is not null or not :quarters) and not exists (
                            select from observation_touched t where t.datastream_id = p.datastream_id and t.day = p.day)
                        order by p.day""")
                .param("datastream", datastream)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("quarters", inQuarters)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }

    /**
     * Marks the days with many values that are over and were not looked at. A day is over an hour after midnight: until then
     * a transaction may be under way that took its value for one of today.
     */
    @Transactional
    public void markDays() {
        OffsetDateTime since = jdbc.sql("select until from observation_profiled for update")
                .query(OffsetDateTime.class)
                .single();
        OffsetDateTime until = jdbc.sql("select date_trunc('day', now() - interval '1 hour', 'UTC')")
                .query(OffsetDateTime.class)
                .single();
        if (!since.isBefore(until)) {
            return;
        }
        jdbc.sql("""
                        insert into observation_touched as t (datastream_id, day)
                        select datastream_id, day from (
                            select datastream_id, date_trunc('day', phenomenon_time, 'UTC') as day from observation_row
                            where phenomenon_time >= :since and phenomenon_time < :until
                            group by 1, 2 having count(*) >= :many
                            union
                            select datastream_id, day from observation_chunk
                            where day >= :since and day < :until and size >= :many) d
                        order by 1, 2
                        on conflict (datastream_id, day) do update set times = t.times + 1""")
                .param("since", since)
                .param("until", until)
                .param("many", MANY)
                .update();
        jdbc.sql("update observation_profiled set until = :until")
                .param("until", until)
                .update();
    }

    /** In the transaction that takes the mark away. */
    void calculate(long datastream, OffsetDateTime day) {
        jdbc.sql("delete from observation_profile where datastream_id = :datastream and day = :day")
                .param("datastream", datastream)
                .param("day", day)
                .update();
        jdbc.sql("""
                        insert into observation_profile
                        select :datastream, :day, sum(n), sum(valid), sum(total), min(least), max(greatest), %s, %s, %s, %s, %s, %s
                        from (
                            select floor(extract(epoch from phenomenon_time - :day) / 900)::smallint as quarter,
                                count(*)::int as n, count(*) filter (where good)::int as valid,
                                sum(result) filter (where good) as total, min(result) filter (where good) as least,
                                max(result) filter (where good) as greatest
                            from (select *, %s as good from observation
                                where datastream_id = :datastream and %s) o
                            group by 1) q
                        having sum(n) >= :many""".formatted(
                                inQuarters("quarter"),
                                inQuarters("n"),
                                inQuarters("valid"),
                                inQuarters("total"),
                                inQuarters("least"),
                                inQuarters("greatest"),
                                Figures.GOOD,
                                Figures.ON_DAY))
                .param("datastream", datastream)
                .param("day", day)
                .param("many", MANY)
                .param("busy", BUSY)
                .update();
    }

    private static String inQuarters(String column) {
        return "case when sum(n) >= :busy then array_agg(%s order by quarter) end".formatted(column);
    }
}
