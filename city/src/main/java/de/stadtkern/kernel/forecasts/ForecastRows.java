package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stations of the catalogues, and the newest run of those that are wanted. */
@Component
class ForecastRows {

    private final JdbcClient jdbc;

    ForecastRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A station for which a run is kept. */
    record Kept(ForecastStation station, Instant issuedAt, Instant fetchedAt) {}

    List<ForecastStation> listStations(Product product) {
        return jdbc.sql("select * from forecast_station where product = ?")
                .param(product.name())
                .query((rs, row) -> station(rs))
                .list();
    }

    List<Kept> listKept(Product product) {
        return jdbc.sql("select * from forecast_station where product = ? and issued_at is not null order by name, id")
                .param(product.name())
                .query((rs, row) -> new Kept(
                        station(rs),
                        Objects.requireNonNull(FeedRows.instant(rs, "issued_at")),
                        Objects.requireNonNull(FeedRows.instant(rs, "fetched_at"))))
                .list();
    }

    List<Hour> listHours(Product product, String station, Instant from) {
        return jdbc.sql("select * from forecast_hour where product = ? and station_id = ? and at >= ? order by at")
                .params(product.name(), station, FeedRows.at(from))
                .query((rs, row) -> new Hour(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getObject("air", Double.class),
                        rs.getObject("dew_point", Double.class),
                        rs.getObject("surface", Double.class),
                        rs.getObject("precipitation", Double.class),
                        rs.getObject("snow", Double.class),
                        rs.getObject("gust", Double.class),
                        rs.getObject("road_code", Integer.class)))
                .list();
    }

    /** Puts the catalogue in the place of the old one; stations that are no longer in it go, with their hours. */
    void putStations(Product product, List<ForecastStation> stations) {
        jdbc.sql("""
            insert into forecast_station (product, id, name, pt)
            select :product, id, name, point(lon, lat)
            from unnest(:ids::text[], :names::text[], :lons::bigint[], :lats::bigint[]) u (id, name, lon, lat)
            on conflict (product, id) do update set name = excluded.name, pt = excluded.pt\
            """)
                .param("product", product.name())
                .param("ids", array(stations, ForecastStation::id, String[]::new))
                .param("names", array(stations, ForecastStation::name, String[]::new))
                .param("lons", array(stations, one -> one.position().microLon(), Long[]::new))
                .param("lats", array(stations, one -> one.position().microLat(), Long[]::new))
                .update();
        jdbc.sql("delete from forecast_station where product = ? and not id = any (?)")
                .params(product.name(), array(stations, ForecastStation::id, String[]::new))
                .update();
    }

    /** Puts the run of a station in the place of its old one, unless that was issued later. */
    void putRun(Product product, String station, Instant issuedAt, Instant fetchedAt, List<Hour> hours) {
        int changed = jdbc.sql("""
            update forecast_station set issued_at = ?, fetched_at = ?
            where product = ? and id = ? and (issued_at is null or issued_at <= ?)\
            """)
                .params(FeedRows.at(issuedAt), FeedRows.at(fetchedAt), product.name(), station, FeedRows.at(issuedAt))
                .update();
        if (changed == 0) {
            return;
        }
        jdbc.sql("delete from forecast_hour where product = ? and station_id = ?")
                .params(product.name(), station)
                .update();
        jdbc.sql("""
            insert into forecast_hour
                (product, station_id, at, air, dew_point, surface, precipitation, snow, gust, road_code)
            select :product, :station, u.* from unnest(:times::timestamptz[], :air::float8[],
                :dewPoint::float8[], :surface::float8[], :precipitation::float8[], :snow::float8[],
                :gust::float8[], :roadCode::int[]) u\
            """)
                .param("product", product.name())
                .param("station", station)
                .param("times", array(hours, hour -> hour.at().toString(), String[]::new))
                .param("air", array(hours, Hour::air, Double[]::new))
                .param("dewPoint", array(hours, Hour::dewPoint, Double[]::new))
                .param("surface", array(hours, Hour::surface, Double[]::new))
                .param("precipitation", array(hours, Hour::precipitationMillimetres, Double[]::new))
                .param("snow", array(hours, Hour::snowMillimetres, Double[]::new))
                .param("gust", array(hours, Hour::gustMetresPerSecond, Double[]::new))
                .param("roadCode", array(hours, Hour::roadCode, Integer[]::new))
                .update();
    }

    /** Hours of before go. */
    void forgetHoursBefore(Instant moment) {
        jdbc.sql("delete from forecast_hour where at < ?")
                .param(FeedRows.at(moment))
                .update();
    }

    /** Runs of stations that are not wanted any more go. */
    void retainRuns(Product product, Collection<String> stations) {
        String[] ids = stations.toArray(String[]::new);
        jdbc.sql("delete from forecast_hour where product = ? and not station_id = any (?)")
                .params(product.name(), ids)
                .update();
        jdbc.sql("""
            update forecast_station set issued_at = null, fetched_at = null
            where product = ? and issued_at is not null and not id = any (?)\
            """).params(product.name(), ids).update();
    }

    private static <T, R> R[] array(List<T> rows, Function<T, @Nullable R> column, IntFunction<R[]> array) {
        return rows.stream().map(column).toArray(array);
    }

    private static ForecastStation station(ResultSet rs) throws SQLException {
        PGpoint at = rs.getObject("pt", PGpoint.class);
        return new ForecastStation(rs.getString("id"), rs.getString("name"), Position.ofMicrodegrees(at.x, at.y));
    }
}
