package de.stadtkern.kernel.streets;

import de.stadtkern.kernel.geo.Position;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.geometric.PGpath;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the road network. */
@Component
class SegmentRows {

    private static final int BATCH = 5000;
    /** One percent too small, so that the square around a centre never misses a corner of the circle. */
    private static final double METRES_PER_DEGREE = 110_000;

    private static final String SELECT =
            "select id, way_id, name, road_class, one_way, bridge, course, length_metres from segment ";

    private final JdbcTemplate template;
    private final JdbcClient client;

    SegmentRows(DataSource dataSource) {
        this.template = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(template);
    }

    /** Segments whose bounding box touches the square around the centre: all that are near, and some that are not. */
    List<Segment> listAround(Position centre, double metres) {
        double north = 1e6 * metres / METRES_PER_DEGREE;
        double east = north / Math.cos(Math.toRadians(centre.lat()));
        return client.sql(SELECT + "where bbox && box(point(?, ?), point(?, ?)) order by id")
                .params(
                        centre.microLon() - east,
                        centre.microLat() - north,
                        centre.microLon() + east,
                        centre.microLat() + north)
                .query(SegmentRows::segment)
                .list();
    }

    List<Segment> listByIds(Collection<Long> ids) {
        return client.sql(SELECT + "where id = any(?)")
                .param(ids.toArray(Long[]::new))
                .query(SegmentRows::segment)
                .list();
    }

    List<Segment> listOfClasses(Set<RoadClass> classes) {
        return client.sql(SELECT + "where road_class = any(?) order by id")
                .param(classes.stream().map(RoadClass::osmValue).toArray(String[]::new))
                .query(SegmentRows::segment)
                .list();
    }

    boolean isEmpty() {
        return client.sql("select not exists (select from segment)")
                .query(Boolean.class)
                .single();
    }

    double totalMetres() {
        return client.sql("select coalesce(sum(length_metres), 0) from segment")
                .query(Double.class)
                .single();
    }

    int count() {
        return client.sql("select count(*) from segment").query(Integer.class).single();
    }

    Optional<Extract> findExtract() {
        return client.sql("select file_name, bytes, sha256 from segment_extract order by id desc limit 1")
                .query(Extract.class)
                .optional();
    }

    /** Keeps the ids of segments that are still there. Belongs into a transaction. */
    void replace(Extract extract, List<Stretch> stretches, Progress progress) {
        client.sql("lock table segment in share row exclusive mode").update();
        long extractId = insert(extract, stretches.size());
        for (int from = 0; from < stretches.size(); from += BATCH) {
            List<Stretch> batch = stretches.subList(from, Math.min(from + BATCH, stretches.size()));
            upsert(batch, extractId);
            progress.report(Progress.Step.WRITTEN, from + batch.size());
        }
        client.sql("delete from segment where extract_id <> ?").param(extractId).update();
    }

    private long insert(Extract extract, int segments) {
        return client.sql("""
                        insert into segment_extract (file_name, bytes, sha256, segments)
                        values (?, ?, ?, ?)
                        returning id""")
                .params(extract.fileName(), extract.bytes(), extract.sha256(), segments)
                .query(Long.class)
                .single();
    }

    private void upsert(List<Stretch> batch, long extractId) {
        template.batchUpdate("""
                insert into segment
                    (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres, extract_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (way_id, ordinal) do update set
                    name = excluded.name, road_class = excluded.road_class, one_way = excluded.one_way,
                    bridge = excluded.bridge, course = excluded.course, length_metres = excluded.length_metres,
                    extract_id = excluded.extract_id""", batch, BATCH, (statement, stretch) -> bind(statement, stretch, extractId));
    }

    private static void bind(PreparedStatement row, Stretch stretch, long extractId) throws SQLException {
        RoadTags tags = stretch.tags();
        row.setLong(1, stretch.wayId());
        row.setInt(2, stretch.ordinal());
        row.setString(3, tags.name());
        row.setString(4, tags.roadClass().osmValue());
        row.setBoolean(5, tags.oneWay());
        row.setBoolean(6, tags.bridge());
        row.setObject(7, path(stretch.course()));
        row.setDouble(8, stretch.lengthMetres());
        row.setLong(9, extractId);
    }

    private static Segment segment(ResultSet row, int rowNumber) throws SQLException {
        return new Segment(
                row.getLong("id"),
                row.getLong("way_id"),
                row.getString("name"),
                RoadClass.find(row.getString("road_class")).orElseThrow(),
                row.getBoolean("one_way"),
                row.getBoolean("bridge"),
                course(row.getObject("course", PGpath.class)),
                row.getDouble("length_metres"));
    }

    private static PGpath path(List<Position> course) {
        PGpoint[] points = course.stream()
                .map(position -> new PGpoint(position.microLon(), position.microLat()))
                .toArray(PGpoint[]::new);
        return new PGpath(points, true);
    }

    private static List<Position> course(PGpath path) {
        return Arrays.stream(path.points)
                .map(point -> Position.ofMicrodegrees(point.x, point.y))
                .toList();
    }
}
