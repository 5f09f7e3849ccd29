package de.stadtkern.kernel.basemap;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.geometric.PGbox;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the base map. */
@Component
class FeatureRows {

    private static final int BATCH = 5000;
    private static final Set<Kind> ROADS = Collections.unmodifiableSet(EnumSet.range(Kind.SERVICE, Kind.MOTORWAY));
    private static final int MARGIN = 1000;

    private final JdbcTemplate template;
    private final JdbcClient client;

    FeatureRows(DataSource dataSource) {
        this.template = new JdbcTemplate(dataSource);
        this.client = JdbcClient.create(template);
    }

    Optional<MapExtract> findExtract() {
        return client.sql("select id, sha256, reading, attribution, bbox from map_extract order by id desc limit 1")
                .query((row, number) -> new MapExtract(
                        row.getLong("id"),
                        row.getString("sha256"),
                        row.getInt("reading"),
                        row.getString("attribution"),
                        Box.of(row.getObject("bbox", PGbox.class))))
                .optional();
    }

    /** What is shown at the zoom and touches the box, in the order of the extract. */
    List<MapFeature> list(Box box, int zoom) {
        return client.sql("""
            select kind, name, ref, min_zoom, layer, geometry from map_feature
            where bbox && ? and min_zoom <= ? order by id\
            """)
                .params(box.microdegrees(), zoom)
                .query(FeatureRows::feature)
                .list();
    }

    /** What is of these kinds and touches the box, in the order of the extract. */
    List<MapFeature> list(Box box, Set<Kind> kinds) {
        return client.sql("""
            select kind, name, ref, min_zoom, layer, geometry from map_feature
            where bbox && ? and kind = any(?) order by id\
            """)
                .params(box.microdegrees(), kinds.stream().map(Kind::name).toArray(String[]::new))
                .query(FeatureRows::feature)
                .list();
    }

    /** Where the roads are, with a margin; one that leaves the town counts with its middle only. */
    Optional<Box> findBoundsOfRoads() {
        return client.sql("""
            select box(point(min(middle[0]) - :margin, min(middle[1]) - :margin),
                       point(max(middle[0]) + :margin, max(middle[1]) + :margin))
            from (select center(bbox) as middle from map_feature where kind = any(:roads)) as road\
            """)
                .param("margin", MARGIN)
                .param("roads", ROADS.stream().map(Kind::name).toArray(String[]::new))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, PGbox.class)))
                .single()
                .map(Box::of);
    }

    /** Belongs into a transaction; whoever reads sees the old map until its end. */
    void clear() {
        client.sql("lock table map_feature in share row exclusive mode").update();
        client.sql("delete from map_feature").update();
    }

    void insert(List<MapFeature> features) {
        template.batchUpdate("""
            insert into map_feature (kind, name, ref, min_zoom, layer, bbox, geometry)
            values (?, ?, ?, ?, ?, ?, ?)\
            """, features, BATCH, FeatureRows::bind);
    }

    void insert(MapExtract extract, int features) {
        client.sql("insert into map_extract (sha256, reading, attribution, features, bbox) values (?, ?, ?, ?, ?)")
                .params(
                        extract.sha256(),
                        extract.reading(),
                        extract.attribution(),
                        features,
                        extract.bounds().microdegrees())
                .update();
    }

    /** Takes features one by one and writes them by the thousand. */
    final class Writer {

        private final List<MapFeature> waiting = new ArrayList<>(BATCH);
        private int count;

        int add(MapFeature feature) {
            waiting.add(feature);
            count++;
            if (waiting.size() == BATCH) {
                flush();
            }
            return count;
        }

        int flush() {
            insert(waiting);
            waiting.clear();
            return count;
        }
    }

    private static void bind(PreparedStatement row, MapFeature feature) throws SQLException {
        Traits traits = feature.traits();
        row.setString(1, traits.kind().name());
        row.setString(2, traits.name());
        row.setString(3, traits.ref());
        row.setInt(4, traits.minZoom());
        row.setInt(5, traits.layer());
        row.setObject(6, microdegrees(feature.shape()));
        row.setBytes(7, feature.shape().packed());
    }

    private static PGbox microdegrees(Shape shape) {
        int[] bounds = shape.bounds();
        return new PGbox(
                Math.floor(Mercator.lon(bounds[0]) * 1e6),
                Math.floor(Mercator.lat(bounds[3]) * 1e6),
                Math.ceil(Mercator.lon(bounds[2]) * 1e6),
                Math.ceil(Mercator.lat(bounds[1]) * 1e6));
    }

    private static MapFeature feature(ResultSet row, int number) throws SQLException {
        Traits traits = new Traits(
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("ref"),
                row.getInt("min_zoom"),
                row.getInt("layer"));
        return new MapFeature(traits, Shape.unpacked(row.getBytes("geometry")));
    }
}
