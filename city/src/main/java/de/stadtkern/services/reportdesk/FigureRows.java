package de.stadtkern.services.reportdesk;

import de.stadtkern.kernel.geo.Position;
import de.stadtkern.services.reportdesk.Figures.Course;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the record says of reports. Reads only. */
@Component
class FigureRows {

    private final JdbcClient jdbc;

    FigureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A report by what it can be counted. */
    record Counted(long categoryId, @Nullable Position position, Course course) {}

    /** Those that came in the half-open interval, without blocked ones and those that were the same as another. */
    List<Counted> list(long municipality, Instant from, Instant until) {
        return jdbc.sql("""
            select category_id, pt, created_at, answer_by, solve_by, answered_at, closed_at from report
            where municipality_id = :municipality and created_at >= :from and created_at < :until
              and moderation <> 'BLOCKED' and state <> 'DUPLICATE'\
            """)
                .param("municipality", municipality)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> counted(rs))
                .list();
    }

    private static Counted counted(ResultSet rs) throws SQLException {
        PGpoint pt = (PGpoint) rs.getObject("pt");
        return new Counted(
                rs.getLong("category_id"),
                pt == null ? null : Position.ofMicrodegrees(pt.x, pt.y),
                new Course(
                        Objects.requireNonNull(at(rs, "created_at")),
                        Objects.requireNonNull(at(rs, "answer_by")),
                        Objects.requireNonNull(at(rs, "solve_by")),
                        at(rs, "answered_at"),
                        at(rs, "closed_at")));
    }

    private static @Nullable Instant at(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
