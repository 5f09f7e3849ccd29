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

    private static final String UPDATE = """
            update segment s
            set name = i.name, road_class = i.road_class, one_way = i.one_way, bridge = i.bridge, course = i.course,
                length_metres = i.length_metres, extract_id = ?, removed_at = null
            from incoming_segment i
            where s.way_id = i.way_id and s.ordinal = i.ordinal
            """;

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
        return client.sql(SELECT + "where bbox && box(point(?, ?), point(?, ?)) and removed_at is null order by id")
                .params(
                        centre.microLon() - east,
                        centre.microLat() - north,
                        centre.microLon() + east,
                        centre.microLat() + north)
                .query(SegmentRows::segment)
                .list();
    }

    /** Those that were removed too. */
    List<Segment> listByIds(Collection<Long> ids) {
        return client.sql(SELECT + "where id = any(?)")
                .param(ids.toArray(Long[]::new))
                .query(SegmentRows::segment)
                .list();
    }

    List<Segment> listOfClasses(Set<RoadClass> classes) {
        return client.sql(SELECT + "where road_class = any(?) and removed_at is null order by id")
                .param(classes.stream().map(RoadClass::osmValue).toArray(String[]::new))
                .query(SegmentRows::segment)
                .list();
    }

    boolean isEmpty() {
        return client.sql("select not exists (select from segment where removed_at is null)")
                .query(Boolean.class)
                .single();
    }

    double totalMetres() {
        return client.sql("select coalesce(sum(length_metres), 0) from segment where removed_at is null")
                .query(Double.class)
                .single();
    }

    int count() {
        return client.sql("select count(*) from segment where removed_at is null")
                .query(Integer.class)
                .single();
    }

    Optional<Extract> findExtract() {
        return client.sql("select file_name, bytes, sha256, attribution from segment_extract order by id desc limit 1")
                .query(Extract.class)
                .optional();
    }

    /**
     * Compares with the network by way and ordinal and writes only what differs: a segment keeps its id and every column
     * that is not the extract's. Belongs into a transaction.
     */
    ImportReport.Changes replace(Extract extract, List<Stretch> stretches, Progress progress) {
        client.sql("lock table segment in share row exclusive mode").update();
        long extractId = insert(extract, stretches.size());
        bringIn(stretches, progress);
        int changed = update(extractId);
        return new ImportReport.Changes(add(extractId) + comeBack(extractId), changed, remove(extractId));
    }

    private long insert(Extract extract, int segments) {
        return client.sql("""
                        insert into segment_extract (file_name, bytes, sha256, attribution, segments)
                        values (?, ?, ?, ?, ?)
                        returning id""")
                .params(extract.fileName(), extract.bytes(), extract.sha256(), extract.attribution(), segments)
                .query(Long.class)
                .single();
    }

    private void bringIn(List<Stretch> stretches, Progress progress) {
        client.sql("""
                        create temporary table incoming_segment (
                            way_id bigint, ordinal integer, name text, road_class text, one_way boolean,
                            bridge boolean, course path, length_metres double precision
                        ) on commit drop""").update();
        for (int from = 0; from < stretches.size(); from += BATCH) {
            List<Stretch> batch = stretches.subList(from, Math.min(from + BATCH, stretches.size()));
            template.batchUpdate(
                    "insert into incoming_segment values (?, ?, ?, ?, ?, ?, ?, ?)", batch, BATCH, SegmentRows::bind);
            progress.report(Progress.Step.WRITTEN, from + batch.size());
        }
        client.sql("analyze incoming_segment").update();
    }

    private int update(long extractId) {
        return client.sql(UPDATE + """
                          and s.removed_at is null
                          and (s.name, s.road_class, s.one_way, s.bridge, s.course::text)
                              is distinct from (i.name, i.road_class, i.one_way, i.bridge, i.course::text)""").param(extractId).update();
    }

    private int comeBack(long extractId) {
        return client.sql(UPDATE + " and s.removed_at is not null")
                .param(extractId)
                .update();
    }

    private int add(long extractId) {
        return client.sql("""
                        insert into segment
                            (way_id, ordinal, name, road_class, one_way, bridge, course, length_metres, extract_id)
                        select i.*, ? from incoming_segment i
                        where not exists (select from segment s where s.way_id = i.way_id and s.ordinal = i.ordinal)
                        order by i.way_id, i.ordinal""").param(extractId).update();
    }

    private int remove(long extractId) {
        return client.sql("""
                        update segment s set removed_at = now(), extract_id = ?
                        where s.removed_at is null and not exists (
                            select from incoming_segment i where i.way_id = s.way_id and i.ordinal = s.ordinal)""").param(extractId).update();
    }

    private static void bind(PreparedStatement row, Stretch stretch) throws SQLException {
        RoadTags tags = stretch.tags();
        row.setLong(1, stretch.wayId());
        row.setInt(2, stretch.ordinal());
        row.setString(3, tags.name());
        row.setString(4, tags.roadClass().osmValue());
        row.setBoolean(5, tags.oneWay());
        row.setBoolean(6, tags.bridge());
        row.setObject(7, path(stretch.course()));
        row.setDouble(8, stretch.lengthMetres());
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
