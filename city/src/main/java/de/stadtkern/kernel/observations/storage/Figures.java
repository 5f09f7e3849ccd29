package de.stadtkern.kernel.observations.storage;

import de.stadtkern.kernel.portal.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Figures of a datastream by minute, ten minutes, hour and day. Whoever writes marks the day, in the same transaction; the
 * marked days are then calculated again from their raw values, so late values, changes and removals are in them. Days
 * before today are marked of every datastream, for their {@link Profiles}.
 */
@Component
public class Figures {

    /** Whether an observation is a number that nothing speaks against. */
    public static final String GOOD = """
            result is not null and coalesce(lower(result_quality #>> '{}'), 'ok') in ('ok', 'good', 'valid', '')""";

    /** The day by its name, which leads to chunks, and by its time, which leads to rows. */
    static final String ON_DAY = """
            day = :day and phenomenon_time >= :day and phenomenon_time < cast(:day as timestamptz) + interval '24 hours'""";

    /** What stands in a bucket, of the observations of a day or of those that are about to go. */
    static final String CALCULATE = """
            insert into observation_bucket as b
                (datastream_id, width, start, observations, valid, total, least, greatest)
            select o.datastream_id, w.width,
                date_bin(make_interval(secs => w.width), o.phenomenon_time, '2000-01-01Z'),
                count(*), count(*) filter (where o.good), sum(o.result) filter (where o.good),
                min(o.result) filter (where o.good), max(o.result) filter (where o.good)
            from (select *, """ + GOOD + """
                 as good from observation) o
            join datastream_keeping k on k.datastream_id = o.datastream_id
            cross join lateral unnest(k.widths) w (width)
            where o.datastream_id = :datastream and %s
            group by 1, 2, 3
            """;

    private static final String OF_DAY = CALCULATE.formatted(ON_DAY);
    private static final int DAYS_AT_ONCE = 500;

    /** The columns of a {@link Bucket}. */
    static final String BUCKET = "start, observations, valid, least, greatest, total ";

    /** A day of a datastream that somebody wrote into. */
    private record Touched(long datastream, OffsetDateTime day, long times) {}

    /**
     * One line.
     *
     * @param validShare of the observations; 1: all are valid
     */
    public record Bucket(
            Instant start,
            long observations,
            double validShare,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double mean,
            @Nullable Double sum) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Profiles profiles;

    Figures(JdbcClient jdbc, PlatformTransactionManager transactions, Profiles profiles) {
        this.jdbc = jdbc;
        this.profiles = profiles;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** In the transaction that writes, changes or removes observations: whose, and of which times. */
    public void touch(Long[] datastreams, @Nullable String[] times) {
        jdbc.sql("""
                        insert into observation_touched as t (datastream_id, day)
                        select distinct u.d, date_trunc('day', u.t::timestamptz, 'UTC')
                        from unnest(:datastreams::bigint[], :times::text[]) u (d, t)
                        left join datastream_keeping k on k.datastream_id = u.d
                        where k.widths <> '{}' or u.t::timestamptz < date_trunc('day', now(), 'UTC')
                        order by 1, 2
                        on conflict (datastream_id, day) do update set times = t.times + 1""").param("datastreams", datastreams).param("times", times).update();
    }

    /** Before and after observations are changed or removed: the days in which they lie. */
    public void touch(Long... observations) {
        jdbc.sql("""
                        insert into observation_touched as t (datastream_id, day)
                        select distinct p.datastream_id, date_trunc('day', p.phenomenon_time, 'UTC')
                        from unnest(:observations::bigint[]) u (id) cross join lateral observation_place(u.id) p
                        left join datastream_keeping k on k.datastream_id = p.datastream_id
                        where p.datastream_id is not null
                            and (k.widths <> '{}' or p.phenomenon_time < date_trunc('day', now(), 'UTC'))
                        order by 1, 2
                        on conflict (datastream_id, day) do update set times = t.times + 1""").param("observations", observations).update();
    }

    /** All days of a datastream that have raw values. */
    void touchAll(long datastream) {
        jdbc.sql("""
                        insert into observation_touched as t (datastream_id, day)
                        select distinct datastream_id, day from (
                            select datastream_id, day from observation_open where datastream_id = :datastream
                            union select datastream_id, day from observation_chunk where datastream_id = :datastream) d
                        order by 1, 2
                        on conflict (datastream_id, day) do update set times = t.times + 1""").param("datastream", datastream).update();
    }

    /** Until no day is marked. */
    void calculate() {
        List<Touched> days;
        do {
            days = jdbc.sql("select datastream_id, day, times from observation_touched order by day desc limit "
                            + DAYS_AT_ONCE)
                    .query((row, number) ->
                            new Touched(row.getLong(1), row.getObject(2, OffsetDateTime.class), row.getLong(3)))
                    .list();
            for (Touched day : days) {
                transaction.executeWithoutResult(status -> calculate(day));
            }
        } while (days.size() == DAYS_AT_ONCE);
    }

    private void calculate(Touched touched) {
        Keeping keeping = find(touched.datastream).orElse(Keeping.EVERYTHING);
        Instant rawSince = keeping.rawSince();
        if (rawSince == null || !touched.day.toInstant().isBefore(rawSince)) {
            if (!keeping.figures().isEmpty()) {
                calculate(touched.datastream, touched.day);
            }
            profiles.calculate(touched.datastream, touched.day);
        }
        jdbc.sql("delete from observation_touched where datastream_id = :datastream and day = :day and times = :times")
                .param("datastream", touched.datastream)
                .param("day", touched.day)
                .param("times", touched.times)
                .update();
    }

    void calculate(long datastream, OffsetDateTime day) {
        jdbc.sql("""
                        delete from observation_bucket where datastream_id = :datastream and start >= :day
                            and start < cast(:day as timestamptz) + interval '24 hours'""").param("datastream", datastream).param("day", day).update();
        jdbc.sql(OF_DAY).param("datastream", datastream).param("day", day).update();
    }

    public Optional<Keeping> find(long datastream) {
        return jdbc.sql("select keep_days, widths, raw_since from datastream_keeping where datastream_id = :datastream")
                .param("datastream", datastream)
                .query((row, number) -> new Keeping(
                        row.getObject(1, Integer.class),
                        durations(row.getArray(2)),
                        instant(row.getObject(3, OffsetDateTime.class))))
                .optional();
    }

    private static List<Duration> durations(Array seconds) throws SQLException {
        return Arrays.stream((Integer[]) seconds.getArray())
                .map(Duration::ofSeconds)
                .toList();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** What is wanted from now on. Figures of a width that is no longer wanted go. */
    public void change(long datastream, Keeping wanted) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into datastream_keeping (datastream_id, keep_days, widths)
                            values (:datastream, :days, :widths)
                            on conflict (datastream_id) do update
                            set keep_days = excluded.keep_days, widths = excluded.widths""")
                    .param("datastream", datastream)
                    .param("days", wanted.keepDays())
                    .param("widths", wanted.seconds())
                    .update();
            jdbc.sql("delete from observation_bucket where datastream_id = :datastream and width <> all (:widths)")
                    .param("datastream", datastream)
                    .param("widths", wanted.seconds())
                    .update();
            touchAll(datastream);
        });
    }

    public List<Bucket> list(long datastream, Duration width, Instant from, Instant until) {
        return jdbc.sql("select " + BUCKET + """
                        from observation_bucket
                        where datastream_id = :datastream and width = :width and start >= :from and start < :until
                        order by start""")
                .param("datastream", datastream)
                .param("width", (int) width.toSeconds())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Figures::bucket)
                .list();
    }

    /** All of a width, for a table. */
    public Rows<Bucket> rows(long datastream, Duration width) {
        return new FigureRows(jdbc, datastream, (int) width.toSeconds());
    }

    static Bucket bucket(ResultSet row, int number) throws SQLException {
        long valid = row.getLong("valid");
        Double sum = row.getObject("total", Double.class);
        return new Bucket(
                row.getObject("start", OffsetDateTime.class).toInstant(),
                row.getLong("observations"),
                (double) valid / row.getLong("observations"),
                row.getObject("least", Double.class),
                row.getObject("greatest", Double.class),
                sum == null ? null : sum / valid,
                sum);
    }
}
