package de.stadtkern.kernel.forecasts;

import de.stadtkern.kernel.forecasts.ForecastOrigin.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the files that are fetched are doing. */
@Component
class FeedRows {

    private final JdbcClient jdbc;

    FeedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Feed> list() {
        return jdbc.sql("select * from forecast_feed order by kind, place")
                .query(FeedRows::feed)
                .list();
    }

    /** The file, new or as it was. */
    Feed ensure(String place, Feed.Kind kind, Instant now) {
        jdbc.sql("insert into forecast_feed (place, kind, next_at) values (?, ?, ?) on conflict do nothing")
                .params(place, kind.name(), at(now))
                .update();
        return jdbc.sql("select * from forecast_feed where place = ?")
                .param(place)
                .query(FeedRows::feed)
                .single();
    }

    /** Forgets the files of the kind that are not wanted any more. */
    void retain(Feed.Kind kind, Collection<String> places) {
        jdbc.sql("delete from forecast_feed where kind = ? and not place = any (?)")
                .params(kind.name(), places.toArray(String[]::new))
                .update();
    }

    /** When this kind last came; empty when it never did. */
    Optional<Instant> findSuccess(Feed.Kind kind) {
        return jdbc.sql("select max(succeeded_at) as at from forecast_feed where kind = ?")
                .param(kind.name())
                .query((rs, row) -> Optional.ofNullable(instant(rs, "at")))
                .single();
    }

    void succeed(String place, String wanted, Version version, Instant now, Instant next) {
        jdbc.sql("""
            update forecast_feed set wanted = ?, etag = ?, modified = ?, next_at = ?, succeeded_at = ?,
                failures = 0, error = null, error_detail = null where place = ?\
            """)
                .param(wanted)
                .param(version.etag())
                .param(version.modified())
                .param(at(next))
                .param(at(now))
                .param(place)
                .update();
    }

    void fail(String place, Unreadable error, Instant now, Instant next) {
        jdbc.sql("""
            update forecast_feed set next_at = ?, failed_at = ?, failures = failures + 1, error = ?,
                error_detail = ? where place = ?\
            """).params(at(next), at(now), error.key, error.detail, place).update();
    }

    private static Feed feed(ResultSet rs, int row) throws SQLException {
        return new Feed(
                rs.getString("place"),
                Feed.Kind.valueOf(rs.getString("kind")),
                rs.getString("wanted"),
                new Version(rs.getString("etag"), rs.getString("modified")),
                rs.getObject("next_at", OffsetDateTime.class).toInstant(),
                instant(rs, "succeeded_at"),
                instant(rs, "failed_at"),
                rs.getInt("failures"),
                rs.getString("error"),
                rs.getString("error_detail"));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
