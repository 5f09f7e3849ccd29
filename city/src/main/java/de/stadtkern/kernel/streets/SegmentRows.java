package de.stadtkern.kernel.streets;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.geometric.PGpath;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of the road network. */
@Component
class SegmentRows {

    /** One percent too small, so that the square around a centre never misses a corner of the circle. */
    private static final double METRES_PER_DEGREE = 110_000;

    /** What {@link #segment} reads. */
    static final String COLUMNS = """
            id, way_id, name, road_class, one_way, bridge, course, length_metres, from_node, to_node, attributes,
            municipality, district, quarter
            """;

    private static final String SELECT = "select " + COLUMNS + " from segment ";

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final JdbcClient client;

    SegmentRows(DataSource dataSource) {
        this.client = JdbcClient.create(dataSource);
    }

    /** Roads whose bounding box touches the square around the centre: all that are near, and some that are not. */
    List<Segment> listAround(Position centre, double metres) {
        double north = 1e6 * metres / METRES_PER_DEGREE;
        double east = north / Math.cos(Math.toRadians(centre.lat()));
        return client.sql(SELECT + """
                        where bbox && box(point(?, ?), point(?, ?)) and removed_at is null and road_class = any(?)
                        order by id""")
                .params(
                        centre.microLon() - east,
                        centre.microLat() - north,
                        centre.microLon() + east,
                        centre.microLat() + north,
                        values(RoadClass.ROADS))
                .query(SegmentRows::segment)
                .list();
    }

    /** Those whose bounding box touches that of the line. */
    List<Segment> listTouching(List<Position> line) {
        LongSummaryStatistics lon = line.stream().mapToLong(Position::microLon).summaryStatistics();
        LongSummaryStatistics lat = line.stream().mapToLong(Position::microLat).summaryStatistics();
        return client.sql(SELECT + "where bbox && box(point(?, ?), point(?, ?)) and removed_at is null order by id")
                .params(lon.getMin(), lat.getMin(), lon.getMax(), lat.getMax())
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
                .param(values(classes))
                .query(SegmentRows::segment)
                .list();
    }

    double totalMetresOfRoads() {
        return client.sql(
                        "select coalesce(sum(length_metres), 0) from segment where removed_at is null and road_class = any(?)")
                .param(values(RoadClass.ROADS))
                .query(Double.class)
                .single();
    }

    int countRoads() {
        return client.sql("select count(*) from segment where removed_at is null and road_class = any(?)")
                .param(values(RoadClass.ROADS))
                .query(Integer.class)
                .single();
    }

    Optional<Extract> findExtract() {
        return client.sql("select file_name, bytes, sha256, attribution from segment_extract order by id desc limit 1")
                .query(Extract.class)
                .optional();
    }

    /** The version of {@link Reading} from which the network comes; 0 when there is none. */
    int reading() {
        return client.sql("select reading from segment_extract order by id desc limit 1")
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    List<TurnRestriction> listTurns() {
        return client.sql("select from_way, via_node, to_way, restriction from street_turn order by 1, 2, 3")
                .query(DataClassRowMapper.newInstance(TurnRestriction.class))
                .list();
    }

    /** A rule for turning off a segment, and the name of the street of which it speaks. */
    record Turn(String restriction, String street) {}

    List<Turn> listTurnsFrom(Segment segment) {
        return client.sql("""
                        select distinct t.restriction, coalesce(s.name, '') as street
                        from street_turn t left join segment s
                            on s.way_id = t.to_way and s.removed_at is null and t.via_node in (s.from_node, s.to_node)
                        where t.from_way = ? and t.via_node in (?, ?) order by 2, 1""")
                .params(segment.wayId(), segment.ends().from(), segment.ends().to())
                .query(DataClassRowMapper.newInstance(Turn.class))
                .list();
    }

    List<Crossing> listCrossings() {
        return client.sql(
                        "select node_id, pt[0] as lon, pt[1] as lat, kind, kerb from street_crossing order by node_id")
                .query((row, number) -> new Crossing(
                        row.getLong("node_id"),
                        Position.ofMicrodegrees(row.getDouble("lon"), row.getDouble("lat")),
                        row.getString("kind"),
                        row.getString("kerb")))
                .list();
    }

    static String json(RoadAttributes attributes) {
        return JSON.writeValueAsString(attributes);
    }

    static String[] values(Collection<RoadClass> classes) {
        return classes.stream().map(RoadClass::osmValue).toArray(String[]::new);
    }

    static Segment segment(ResultSet row, int rowNumber) throws SQLException {
        return new Segment(
                row.getLong("id"),
                row.getLong("way_id"),
                row.getString("name"),
                RoadClass.find(row.getString("road_class")).orElseThrow(),
                row.getBoolean("one_way"),
                row.getBoolean("bridge"),
                course(row.getObject("course", PGpath.class)),
                row.getDouble("length_metres"),
                new Ends(row.getLong("from_node"), row.getLong("to_node")),
                JSON.readValue(row.getString("attributes"), RoadAttributes.class),
                new Place(row.getString("municipality"), row.getString("district"), row.getString("quarter")));
    }

    static PGpath path(List<Position> course) {
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
