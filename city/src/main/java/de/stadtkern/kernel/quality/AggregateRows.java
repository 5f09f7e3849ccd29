package de.stadtkern.kernel.quality;

import static de.stadtkern.kernel.quality.FlagRows.at;
import static de.stadtkern.kernel.quality.FlagRows.time;

import de.stadtkern.kernel.quality.Aggregate.Width;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Means of raw values with what their flags say. */
@Component
class AggregateRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    AggregateRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of the span that hold a value, in the order of their time. */
    List<Aggregate> list(long datastream, Instant from, Instant until, Width width) {
        return jdbc.sql("""
                        with o as materialized (
                            select phenomenon_time, result, %s as valid,
                                phenomenon_time - lag(phenomenon_time) over (order by phenomenon_time) as gap
                            from observation o
                            where datastream_id = :datastream and phenomenon_time >= :from and phenomenon_time < :until
                                and day > cast(:from as timestamptz) - interval '24 hours' and day <= :until)
                        select date_trunc(:width, phenomenon_time, :town) as start, count(*) as values,
                            count(*) filter (where valid) as valid, avg(result) filter (where valid) as mean,
                            min(result) filter (where valid) as least, max(result) filter (where valid) as greatest,
                            (select extract(epoch from percentile_cont(0.5) within group (order by gap)) from o
                                where gap > interval '0') as step
                        from o group by 1 order by 1""".formatted(Quality.valid("o")))
                .param("datastream", datastream)
                .param("from", at(from))
                .param("until", at(until))
                .param("width", width.name().toLowerCase(Locale.ROOT))
                .param("town", CheckFields.TOWN.getId())
                .query((rs, n) -> aggregate(rs, width))
                .list();
    }

    /** A mean of what counts and one of what is suspect or failed. */
    record Step(
            Instant at, @Nullable Double counted, @Nullable Double flagged) {}

    List<Step> listSteps(long datastream, Instant from, Instant until, Duration step) {
        return jdbc.sql("""
                        select date_bin(make_interval(secs => :step), phenomenon_time, :from) as at,
                            avg(result) filter (where flag in (1, 2)) as counted,
                            avg(result) filter (where flag in (3, 4)) as flagged
                        from (select phenomenon_time, result, quality_flag_of(datastream_id, phenomenon_time) as flag
                            from observation
                            where datastream_id = :datastream and phenomenon_time >= :from and phenomenon_time < :until
                                and day > cast(:from as timestamptz) - interval '24 hours' and day <= :until
                                and result is not null) o
                        group by 1 order by 1""")
                .param("datastream", datastream)
                .param("step", step.toSeconds())
                .param("from", at(from))
                .param("until", at(until))
                .query((rs, n) -> new Step(
                        time(rs, "at"), rs.getObject("counted", Double.class), rs.getObject("flagged", Double.class)))
                .list();
    }

    private Aggregate aggregate(ResultSet rs, Width width) throws SQLException {
        Instant start = time(rs, "start");
        long values = rs.getLong("values");
        long valid = rs.getLong("valid");
        double step = rs.getDouble("step");
        long expected = step == 0
                ? values
                : Math.max(values, (long) (length(start, width).toMillis() / 1000.0 / step));
        double share = (double) valid / expected;
        return new Aggregate(
                start,
                values,
                expected,
                valid,
                share,
                share < Aggregate.NEEDED_SHARE ? null : rs.getObject("mean", Double.class),
                rs.getObject("least", Double.class),
                rs.getObject("greatest", Double.class));
    }

    /** Until now when it is not over; days of the town may have 23 or 25 hours. */
    private Duration length(Instant start, Width width) {
        ZonedDateTime begin = start.atZone(CheckFields.TOWN);
        Instant end = begin.plus(
                        1,
                        switch (width) {
                            case HOUR -> ChronoUnit.HOURS;
                            case DAY -> ChronoUnit.DAYS;
                            case MONTH -> ChronoUnit.MONTHS;
                        })
                .toInstant();
        Instant now = clock.instant();
        return Duration.between(start, now.isBefore(end) && now.isAfter(start) ? now : end);
    }
}
