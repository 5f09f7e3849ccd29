package de.stadtkern.kernel.quality;

import static de.stadtkern.kernel.quality.FlagRows.at;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which datastreams have flagged values lately. */
@Component
class WorstSeries {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final ReadableSeries readable;
    private final Clock clock;

    WorstSeries(JdbcClient jdbc, ReadableSeries readable, Clock clock) {
        this.jdbc = jdbc;
        this.readable = readable;
        this.clock = clock;
    }

    /** Since when. */
    enum Period {
        DAY(1),
        WEEK(7);

        private final Duration length;

        Period(int days) {
            this.length = Duration.ofDays(days);
        }

        Duration length() {
            return length;
        }
    }

    /**
     * A datastream with flagged values.
     *
     * @param values all of the time
     * @param share of those that are suspect or failed
     */
    record Line(long datastream, String name, String station, long values, long suspect, long failed, double share) {}

    /** The worst first. */
    List<Line> list(Period period) {
        return jdbc.sql("""
                        with flagged as (
                            select distinct datastream_id from quality_flag where phenomenon_time >= :since
                            union
                            select datastream_id from quality_mark where ends_at > :since and taken_back_at is null)
                        select d.id, d.name, t.name as station, v.* from flagged f
                        join datastream d on d.id = f.datastream_id join thing t on t.id = d.thing_id
                        cross join lateral (
                            select count(*) as values, count(*) filter (where flag = 3) as suspect,
                                count(*) filter (where flag = 4) as failed
                            from (select quality_flag_of(o.datastream_id, o.phenomenon_time) as flag from observation o
                                where o.datastream_id = d.id and o.phenomenon_time >= :since
                                    and o.day > cast(:since as timestamptz) - interval '24 hours') o) v
                        where t.municipality_id in (:municipalities) and v.suspect + v.failed > 0
                        order by (v.suspect + v.failed)::float8 / v.values desc, d.id limit :most""")
                .param("since", at(clock.instant().minus(period.length())))
                .param("municipalities", readable.municipalities())
                .param("most", MOST)
                .query((rs, n) -> {
                    long values = rs.getLong("values");
                    long suspect = rs.getLong("suspect");
                    long failed = rs.getLong("failed");
                    return new Line(
                            rs.getLong("id"),
                            rs.getString("name"),
                            rs.getString("station"),
                            values,
                            suspect,
                            failed,
                            (double) (suspect + failed) / values);
                })
                .list();
    }
}
