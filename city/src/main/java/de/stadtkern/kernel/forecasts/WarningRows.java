package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The warnings near our places, and of which of them people were told. */
@Component
class WarningRows {

    private static final String HOLDS_AT = """
        exists (select from forecast_warning_ring r, unnest(:lons::bigint[], :lats::bigint[]) here (lon, lat)
            where r.warning_id = w.id and not r.left_out and r.ring @> point(here.lon, here.lat)
            and not exists (select from forecast_warning_ring o where o.warning_id = w.id and o.left_out
                and o.area = r.area and o.ring @> point(here.lon, here.lat)))
        """;

    private final JdbcClient jdbc;

    WarningRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A warning with all its words. */
    record Full(WeatherWarning warning, String description, String instruction) {}

    /** Puts these in the place of all that are kept. */
    void putAll(Collection<CapWarning> warnings) {
        jdbc.sql("delete from forecast_warning").update();
        warnings.forEach(this::put);
    }

    private void put(CapWarning full) {
        WeatherWarning warning = full.warning();
        Instant until = warning.until();
        jdbc.sql("""
            insert into forecast_warning (id, event, level, headline, description, instruction, starts_at,
                ends_at, issued_at, replaces) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
            """)
                .param(warning.id())
                .param(warning.event())
                .param(warning.level())
                .param(warning.headline())
                .param(full.description())
                .param(full.instruction())
                .param(FeedRows.at(warning.from()))
                .param(until == null ? null : FeedRows.at(until))
                .param(FeedRows.at(warning.issuedAt()))
                .param(full.replaces().toArray(String[]::new))
                .update();
        for (int area = 0; area < full.areas().size(); area++) {
            CapWarning.Area one = full.areas().get(area);
            for (List<Position> ring : one.rings()) {
                put(warning.id(), area, false, ring);
            }
            for (List<Position> ring : one.leftOut()) {
                put(warning.id(), area, true, ring);
            }
        }
    }

    private void put(String warning, int area, boolean leftOut, List<Position> ring) {
        String polygon = ring.stream()
                .map(point -> "(" + point.microLon() + "," + point.microLat() + ")")
                .collect(Collectors.joining(",", "(", ")"));
        jdbc.sql("insert into forecast_warning_ring values (?, ?, ?, ?::polygon)")
                .params(warning, area, leftOut, polygon)
                .update();
    }

    /** Those at any of the places that are not over, the gravest first. */
    List<Full> list(Collection<Position> places, Instant now) {
        return jdbc.sql("select * from forecast_warning w where (ends_at is null or ends_at > :now) and " + HOLDS_AT
                        + " order by level desc, starts_at, id")
                .param("now", FeedRows.at(now))
                .param("lons", places.stream().map(Position::microLon).toArray(Long[]::new))
                .param("lats", places.stream().map(Position::microLat).toArray(Long[]::new))
                .query(WarningRows::full)
                .list();
    }

    /** The highest level at which people of the municipality were told of the warning or of one that it replaces; else 0. */
    int toldLevel(long municipality, String warning) {
        return jdbc.sql("""
            select coalesce(max(t.level), 0) from forecast_told t, forecast_warning w
            where w.id = :warning and t.municipality_id = :municipality
              and (t.warning_id = w.id or t.warning_id = any (w.replaces))\
            """)
                .param("warning", warning)
                .param("municipality", municipality)
                .query(Integer.class)
                .single();
    }

    void insertTold(long municipality, WeatherWarning warning, Instant now) {
        jdbc.sql("insert into forecast_told values (?, ?, ?, ?) on conflict do nothing")
                .params(municipality, warning.id(), warning.level(), FeedRows.at(now))
                .update();
    }

    /** Warnings that were over before, and what was told before. */
    void forget(Instant overBefore, Instant toldBefore) {
        jdbc.sql("delete from forecast_warning where ends_at < ?")
                .param(FeedRows.at(overBefore))
                .update();
        jdbc.sql("delete from forecast_told where told_at < ?")
                .param(FeedRows.at(toldBefore))
                .update();
    }

    private static Full full(ResultSet rs, int row) throws SQLException {
        return new Full(
                new WeatherWarning(
                        rs.getString("id"),
                        rs.getString("event"),
                        rs.getInt("level"),
                        rs.getString("headline"),
                        rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        FeedRows.instant(rs, "ends_at"),
                        WarningFile.SOURCE,
                        rs.getObject("issued_at", OffsetDateTime.class).toInstant()),
                rs.getString("description"),
                rs.getString("instruction"));
    }
}
