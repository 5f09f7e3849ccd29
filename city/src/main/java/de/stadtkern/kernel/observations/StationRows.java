package de.stadtkern.kernel.observations;

import de.stadtkern.kernel.portal.Chart;
import de.stadtkern.kernel.portal.Rows;
import de.stadtkern.kernel.portal.TableQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stations and their measured series as the pages show them. */
@Component
class StationRows implements Rows<StationRows.Row> {

    private static final String SELECT = """
            select t.id, t.name, t.description, t.properties ->> 'origin' as origin,
                count(d.id) as series, max(l.phenomenon_time) as newest
            from thing t left join datastream d on d.thing_id = t.id
            left join last_observation l on l.datastream_id = d.id
            """;

    private static final Map<String, String> ORDER =
            Map.of("name", "lower(t.name)", "series", "count(d.id)", "newest", "max(l.phenomenon_time)");

    private final JdbcClient jdbc;

    StationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A Thing with what it measures, and when it last did. */
    record Row(
            long id,
            String name,
            String description,
            @Nullable String origin,
            long series,
            @Nullable Instant newest) {}

    /** One measured quantity of a station, and its newest number. */
    record Series(
            long id,
            String name,
            String unit,
            @Nullable Double value,
            @Nullable Instant time) {}

    @Override
    public long count(TableQuery query) {
        return jdbc.sql("select count(*) from thing t where t.name ilike :pattern")
                .param("pattern", query.pattern())
                .query(Long.class)
                .single();
    }

    @Override
    public List<Row> list(TableQuery query) {
        return jdbc.sql(SELECT + "where t.name ilike :pattern group by t.id order by " + query.orderBy(ORDER, "t.id")
                        + " limit :limit offset :offset")
                .param("pattern", query.pattern())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(StationRows::row)
                .list();
    }

    Optional<Row> find(long id) {
        return jdbc.sql(SELECT + "where t.id = :id group by t.id")
                .param("id", id)
                .query(StationRows::row)
                .optional();
    }

    /** Stations that contain all patterns in their name or in the name of something they measure. */
    List<Row> search(String[] patterns, int limit) {
        return jdbc.sql(SELECT + """
                        where concat_ws(' ', t.name, t.description,
                            (select string_agg(s.name, ' ') from datastream s where s.thing_id = t.id))
                            ilike all (:patterns)
                        group by t.id order by lower(t.name), t.id limit :limit""")
                .param("patterns", patterns)
                .param("limit", limit)
                .query(StationRows::row)
                .list();
    }

    /** Stations of these municipalities that once reported, but not since then; the longest silent first. */
    List<Row> silentSince(Instant since, java.util.Set<Long> municipalities, int limit) {
        return jdbc.sql(SELECT + """
                        where t.municipality_id in (:municipalities)
                        group by t.id having max(l.phenomenon_time) < :since
                        order by max(l.phenomenon_time), t.id limit :limit""")
                .param("municipalities", municipalities)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(StationRows::row)
                .list();
    }

    boolean isEmpty() {
        return jdbc.sql("select not exists (select from thing)")
                .query(Boolean.class)
                .single();
    }

    List<Series> series(long thingId) {
        return jdbc.sql("""
                        select d.id, d.name, coalesce(d.unit_symbol, '') as unit, l.result, l.phenomenon_time
                        from datastream d left join last_observation l on l.datastream_id = d.id
                        where d.thing_id = :thing order by d.name, d.id""")
                .param("thing", thingId)
                .query((rs, n) -> new Series(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getString("unit"),
                        rs.getObject("result", Double.class),
                        instant(rs, "phenomenon_time")))
                .list();
    }

    /** The mean of the numbers in each step of the span. */
    List<Chart.Point> history(long datastreamId, Chart.Span span, Duration step) {
        return jdbc.sql("""
                        select date_bin(make_interval(secs => :step), phenomenon_time, :from) as at, avg(result) as mean
                        from observation
                        where datastream_id = :datastream and phenomenon_time >= :from and phenomenon_time < :until
                          and result is not null
                        group by 1 order by 1""")
                .param("step", step.toSeconds())
                .param("from", span.from().atOffset(ZoneOffset.UTC))
                .param("until", span.until().atOffset(ZoneOffset.UTC))
                .param("datastream", datastreamId)
                .query((rs, n) ->
                        new Chart.Point(rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getDouble("mean")))
                .list();
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getString("name"),
                rs.getString("description"),
                rs.getString("origin"),
                rs.getLong("series"),
                instant(rs, "newest"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
