package de.stadtkern.services.wastefigures;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What emptyings and reports say of each bin. Reads only. */
@Component
class BinRows {

    private final JdbcClient jdbc;

    BinRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes with what is emptied, reported or changed newly. */
    String newest() {
        return jdbc.sql("""
            select concat_ws('/', (select max(id) from container_emptying), (select max(id) from waste_report),
                (select max(id) from container_change), (select max(id) from container))\
            """).query((rs, n) -> rs.getString(1)).single();
    }

    /** All of the municipality but grit bins, by name. */
    List<Bin> list(long municipality, Days days, double full) {
        return jdbc.sql("""
            select c.id, c.name, c.kind, c.fraction, c.place, c.pt, c.litres,
                coalesce(e.emptyings, 0) as emptyings, coalesce(e.known, 0) as known, e.mean,
                coalesce(e.found_full, 0) as found_full, e.first_at, e.last_at,
                coalesce(r.reported_full, 0) as reported_full, coalesce(r.reported_damaged, 0) as reported_damaged,
                coalesce(r.reported_litter, 0) as reported_litter
            from container c
            left join (
                select container_id, count(*) as emptyings, count(share_before) as known, avg(share_before) as mean,
                    count(*) filter (where share_before >= :full) as found_full, min(at) as first_at, max(at) as last_at
                from container_emptying
                where municipality_id = :municipality and at >= :from and at < :until
                group by container_id) e on e.container_id = c.id
            left join (
                select container_id, count(*) filter (where kind = 'FULL') as reported_full,
                    count(*) filter (where kind = 'DAMAGED') as reported_damaged,
                    count(*) filter (where kind = 'LITTER') as reported_litter
                from waste_report
                where municipality_id = :municipality and at >= :from and at < :until
                group by container_id) r on r.container_id = c.id
            where c.municipality_id = :municipality and c.kind <> 'GRIT_BIN'
            order by c.name\
            """)
                .param("municipality", municipality)
                .param("full", full)
                .param("from", days.sqlFrom())
                .param("until", days.sqlUntil())
                .query((rs, n) -> bin(rs))
                .list();
    }

    private static Bin bin(ResultSet rs) throws SQLException {
        PGpoint point = Objects.requireNonNull(rs.getObject("pt", PGpoint.class));
        return new Bin(
                rs.getLong("id"),
                rs.getString("name"),
                Kind.valueOf(rs.getString("kind")),
                Fraction.valueOf(rs.getString("fraction")),
                rs.getString("place"),
                Position.ofMicrodegrees(point.x, point.y),
                rs.getDouble("litres"),
                new Bin.Counts(
                        rs.getInt("emptyings"),
                        rs.getInt("known"),
                        rs.getObject("mean", Double.class),
                        rs.getInt("found_full"),
                        instant(rs, "first_at"),
                        instant(rs, "last_at"),
                        rs.getInt("reported_full"),
                        rs.getInt("reported_damaged"),
                        rs.getInt("reported_litter")));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
