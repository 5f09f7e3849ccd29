package de.stadtkern.kernel.quality;

import de.stadtkern.kernel.quality.Samples.Sample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables quality_flag and quality_judged. */
@Component
class FlagRows {

    /** Of PostgreSQL; the id of the datastream is added. */
    private static final long LOCK = 0x7175616C00000000L;

    private static final Duration FARTHEST = Duration.ofDays(31);

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

    /** Until the running transaction ends, nobody else judges the datastream. */
    void hold(long datastream) {
        jdbc.sql("select pg_advisory_xact_lock(:lock + :datastream)")
                .param("lock", LOCK)
                .param("datastream", datastream)
                .query((rs, n) -> 1)
                .single();
    }

    /**
     * The values of a span, both ends inclusive.
     *
     * @param before so many of the last before it come first, and so many of the first after it last; of 31 days at most
     */
    List<Sample> samples(long datastream, Instant first, Instant last, int before) {
        return jdbc.sql("""
                        select phenomenon_time, result from (
                            select phenomenon_time, id, result from observation
                            where datastream_id = :datastream and phenomenon_time >= :first and phenomenon_time <= :last
                              and day > cast(:first as timestamptz) - interval '24 hours' and day <= :last
                            union all (
                            select phenomenon_time, id, result from observation
                            where datastream_id = :datastream and phenomenon_time < :first and phenomenon_time >= :farthest
                              and day > cast(:farthest as timestamptz) - interval '24 hours' and day <= :first
                            order by phenomenon_time desc, id desc limit :before)
                            union all (
                            select phenomenon_time, id, result from observation
                            where datastream_id = :datastream and phenomenon_time > :last and phenomenon_time <= :latest
                              and day > cast(:last as timestamptz) - interval '24 hours' and day <= :latest
                            order by phenomenon_time, id limit :before)) o
                        order by phenomenon_time, id""")
                .param("datastream", datastream)
                .param("first", at(first))
                .param("last", at(last))
                .param("farthest", at(first.minus(FARTHEST)))
                .param("latest", at(last.plus(FARTHEST)))
                .param("before", before)
                .query((rs, n) -> new Sample(time(rs, "phenomenon_time"), rs.getObject("result", Double.class)))
                .list();
    }

    /** These flags in place of all of the span, both ends inclusive. */
    void replace(long datastream, Instant first, Instant last, List<Kept> flags) {
        jdbc.sql("""
                        delete from quality_flag
                        where datastream_id = :datastream and phenomenon_time >= :first and phenomenon_time <= :last""")
                .param("datastream", datastream)
                .param("first", at(first))
                .param("last", at(last))
                .update();
        if (!flags.isEmpty()) {
            jdbc.sql("""
                            insert into quality_flag (datastream_id, phenomenon_time, flag, test)
                            select distinct on (u.time) :datastream, u.time, u.flag, u.test
                            from unnest(:times::timestamptz[], :flags::smallint[], :tests::text[]) u (time, flag, test)
                            order by u.time, u.flag = 9, u.flag desc""")
                    .param("datastream", datastream)
                    .param(
                            "times",
                            flags.stream().map(one -> one.time().toString()).toArray(String[]::new))
                    .param("flags", flags.stream().map(one -> one.flag().code()).toArray(Integer[]::new))
                    .param("tests", flags.stream().map(Kept::test).toArray(String[]::new))
                    .update();
        }
    }

    /** From this moment on the datastream counts as judged, unless it does already. */
    void open(long datastream, Instant since) {
        jdbc.sql("""
                        insert into quality_judged (datastream_id, since)
                        select :datastream, :since where not exists (
                            select from quality_judged where datastream_id = :datastream and until is null)
                        on conflict (datastream_id, since) do update set until = null""").param("datastream", datastream).param("since", at(since)).update();
    }

    /** All of the datastream from this moment on was judged. */
    void openAll(long datastream, Instant since) {
        jdbc.sql("delete from quality_judged where datastream_id = :datastream and since >= :since")
                .param("datastream", datastream)
                .param("since", at(since))
                .update();
        jdbc.sql("""
                        insert into quality_judged (datastream_id, since) values (:datastream, :since)""").param("datastream", datastream).param("since", at(since)).update();
    }

    /** What no check looks at any more counts as judged until now. */
    void closeUncovered(Instant now) {
        jdbc.sql("""
                        update quality_judged j set until = greatest(since, :now) where until is null and not exists (
                            select from datastream d join thing t on t.id = d.thing_id
                            join observed_property p on p.id = d.observed_property_id
                            join quality_check c on c.active and c.municipality_id = t.municipality_id
                                and (c.datastream = d.id or c.property = p.definition)
                            where d.id = j.datastream_id)""").param("now", at(now)).update();
    }

    /** Flags and judgements of values that were removed because their time was over, or with their datastream. */
    void removeWhatIsOver() {
        jdbc.sql("""
                        delete from quality_flag f using datastream_keeping k
                        where k.datastream_id = f.datastream_id and f.phenomenon_time < k.raw_since""").update();
        for (String table : List.of("quality_flag", "quality_judged", "quality_mark")) {
            jdbc.sql("delete from %s q where not exists (select from datastream d where d.id = q.datastream_id)"
                            .formatted(table))
                    .update();
        }
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
