package de.stadtkern.kernel.containers;

import de.stadtkern.kernel.containers.Container.Fraction;
import de.stadtkern.kernel.containers.Container.Kind;
import de.stadtkern.kernel.containers.Container.Mounting;
import de.stadtkern.kernel.containers.Level.Source;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.portal.TableQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The register of containers. */
@Component
class ContainerRows {

    private static final String WITH_LEVEL = """
        select c.*, l.share, l.spread, l.at, l.source, l.doubt, l.expected_share, l.expected_spread, l.expected_at
        from container c join container_level l on l.container_id = c.id
        """;

    private static final String SHARE = "case when l.expected_at > l.at then l.expected_share else l.share end";

    private static final String WANTED = """
        where c.municipality_id = any(:municipalities) and (:kind = '' or c.kind = :kind)
          and (:fraction = '' or c.fraction = :fraction)
          and (not :full or %s >= 0.75) and c.pt <@ :part::box
          and (c.name ilike :pattern or c.place ilike :pattern or c.owner ilike :pattern)
        """.formatted(SHARE);

    private static final Map<String, String> ORDER = Map.of(
            "name",
            "c.name",
            "place",
            "c.place",
            "level",
            SHARE,
            "age",
            "l.at",
            "kind",
            "c.kind",
            "litres",
            "c.litres");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ContainerRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A container and how full it is. */
    record Listed(Container container, Level level) {}

    /**
     * Which containers are wanted.
     *
     * @param kind name of one; empty for all
     * @param fraction name of one; empty for all
     * @param full only those at three quarters or more
     */
    record Filter(Collection<Long> municipalities, String kind, String fraction, boolean full, Part part) {}

    /**
     * Containers that stand near each other.
     *
     * @param full how many of them are at three quarters or more
     * @param part in which they stand, and perhaps others
     */
    record Cluster(Position middle, long count, long full, Part part) {}

    /**
     * What was changed of a container.
     *
     * @param what fields with their values before and after, as JSON
     */
    record Change(Instant at, String personName, String reason, String what) {}

    Optional<Container> find(long id) {
        return jdbc.sql("select * from container where id = :id")
                .param("id", id)
                .query((rs, n) -> container(rs))
                .optional();
    }

    Optional<Container> findByCode(String code) {
        return jdbc.sql("select * from container where code = :code")
                .param("code", code)
                .query((rs, n) -> container(rs))
                .optional();
    }

    /** The Thing of the municipality with this number or DevEUI. */
    Optional<Long> findThing(long municipality, String text) {
        long id = text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
        return jdbc.sql("""
            select id from thing where municipality_id = :municipality
            and (id = :id or properties ->> 'devEui' = lower(:text)) order by id <> :id limit 1\
            """)
                .param("municipality", municipality)
                .param("id", id)
                .param("text", text)
                .query(Long.class)
                .optional();
    }

    /** All of the municipality, by name. */
    List<Container> list(long municipality) {
        return jdbc.sql("select * from container where municipality_id = :municipality order by name")
                .param("municipality", municipality)
                .query((rs, n) -> container(rs))
                .list();
    }

    long count(Filter filter, TableQuery query) {
        return wanted(
                        "select count(*) from container c join container_level l on l.container_id = c.id " + WANTED,
                        filter,
                        query)
                .query(Long.class)
                .single();
    }

    List<Listed> list(Filter filter, TableQuery query, Instant now, ContainersSettings settings) {
        return wanted(
                        WITH_LEVEL + WANTED + " order by " + query.orderBy(ORDER, "c.id")
                                + " limit :limit offset :offset",
                        filter,
                        query)
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query((rs, n) -> listed(rs, now, settings))
                .list();
    }

    private JdbcClient.StatementSpec wanted(String sql, Filter filter, TableQuery query) {
        return jdbc.sql(sql)
                .param("municipalities", filter.municipalities().toArray(Long[]::new))
                .param("kind", filter.kind())
                .param("fraction", filter.fraction())
                .param("full", filter.full())
                .param("part", filter.part().box())
                .param("pattern", query.pattern());
    }

    /** At most 256, from a grid over the place that they take. */
    List<Cluster> clusters(Filter filter, TableQuery query) {
        return wanted("""
            with found as (
                select c.pt[0] as x, c.pt[1] as y, %s as share
                from container c join container_level l on l.container_id = c.id
            """.formatted(SHARE) + WANTED + """
                ),
            grid as (
                select min(x) as west, min(y) as south, (max(x) - min(x)) / 16 + 1 as width,
                    (max(y) - min(y)) / 16 + 1 as height
                from found)
            select avg(x) as x, avg(y) as y, count(*) as count, count(*) filter (where share >= 0.75) as full,
                min(x) as west, min(y) as south, max(x) as east, max(y) as north
            from found, grid group by floor((x - west) / width), floor((y - south) / height)\
            """, filter, query)
                .query((rs, n) -> new Cluster(
                        Position.ofMicrodegrees(rs.getDouble("x"), rs.getDouble("y")),
                        rs.getLong("count"),
                        rs.getLong("full"),
                        new Part(
                                Position.ofMicrodegrees(rs.getDouble("west"), rs.getDouble("south")),
                                Position.ofMicrodegrees(rs.getDouble("east"), rs.getDouble("north")))))
                .list();
    }

    /** Those of these kinds that everybody is shown, by place. */
    List<Listed> listListed(Collection<Kind> kinds, Instant now, ContainersSettings settings) {
        return jdbc.sql(WITH_LEVEL + """
            where c.listed and c.kind = any(:kinds)
            order by c.place, c.municipality_id, c.fraction, c.name\
            """)
                .param("kinds", kinds.stream().map(Kind::name).toArray(String[]::new))
                .query((rs, n) -> listed(rs, now, settings))
                .list();
    }

    Map<Long, Level> levels(Collection<Long> containers, Instant now, ContainersSettings settings) {
        return levels(containers, rs -> listed(rs, now, settings).level());
    }

    /** Without what is expected. */
    Map<Long, Level> found(Collection<Long> containers, Instant now, ContainersSettings settings) {
        return levels(containers, rs -> found(rs, now, settings));
    }

    private Map<Long, Level> levels(Collection<Long> containers, Reading reading) {
        Map<Long, Level> levels = new HashMap<>();
        jdbc.sql(WITH_LEVEL + "where c.id = any(:ids)")
                .param("ids", containers.toArray(Long[]::new))
                .query(rs -> {
                    levels.put(rs.getLong("id"), reading.of(rs));
                });
        return levels;
    }

    @FunctionalInterface
    private interface Reading {

        Level of(ResultSet rs) throws SQLException;
    }

    /** Stores them, with a row for their level, and who said why. */
    void insert(List<Container> fresh, Instant at, String person, String reason) {
        jdbc.sql("""
            with added as (
                insert into container (municipality_id, code, name, kind, fraction, place, pt, litres, owner,
                    note, thing_id, empty_mm, full_mm, blind_mm, compensated, listed)
                select municipality_id, code, name, kind, fraction, place, point(lon, lat), litres, owner,
                    note, thing_id, empty_mm, full_mm, blind_mm, compensated, listed
                from jsonb_to_recordset(:rows::jsonb) x (municipality_id bigint, code text, name text,
                    kind text, fraction text, place text, lon bigint, lat bigint, litres float8, owner text,
                    note text, thing_id bigint, empty_mm float8, full_mm float8, blind_mm float8,
                    compensated boolean, listed boolean)
                returning id, municipality_id),
            levels as (
                insert into container_level (container_id, municipality_id)
                select id, municipality_id from added)
            insert into container_change (container_id, municipality_id, at, person_name, reason, what)
            select id, municipality_id, :at, :person, :reason, '{}' from added\
            """)
                .param("rows", rows(fresh))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("person", person)
                .param("reason", reason)
                .update();
    }

    /** @param what by container, as JSON: what is other than before */
    void update(List<Container> changed, Map<Long, String> what, Instant at, String person, String reason) {
        jdbc.sql("""
            with changed as (
                update container c set name = x.name, kind = x.kind, fraction = x.fraction, place = x.place,
                    pt = point(lon, lat), litres = x.litres, owner = x.owner, note = x.note,
                    thing_id = x.thing_id, empty_mm = x.empty_mm, full_mm = x.full_mm, blind_mm = x.blind_mm,
                    compensated = x.compensated, listed = x.listed
                from jsonb_to_recordset(:rows::jsonb) x (id bigint, name text,
                    kind text, fraction text, place text, lon bigint, lat bigint, litres float8, owner text,
                    note text, thing_id bigint, empty_mm float8, full_mm float8, blind_mm float8,
                    compensated boolean, listed boolean)
                where c.id = x.id returning c.id, c.municipality_id)
            insert into container_change (container_id, municipality_id, at, person_name, reason, what)
            select c.id, c.municipality_id, :at, :person, :reason, w.what::jsonb
            from changed c join unnest(:ids::bigint[], :whats::text[]) w (id, what) on w.id = c.id\
            """)
                .param("rows", rows(changed))
                .param("ids", what.keySet().toArray(Long[]::new))
                .param("whats", what.values().toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("person", person)
                .param("reason", reason)
                .update();
    }

    /** Keeps that something beside the fields is other than before. */
    void note(Container container, Map<String, List<String>> what, Instant at, String person) {
        jdbc.sql("""
            insert into container_change (container_id, municipality_id, at, person_name, reason, what)
            values (:id, :municipality, :at, :person, '', :what::jsonb)\
            """)
                .param("id", container.id())
                .param("municipality", container.municipalityId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("person", person)
                .param("what", json.writeValueAsString(what))
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from container where id = :id").param("id", id).update();
    }

    /** The newest first. */
    List<Change> history(long container) {
        return jdbc.sql("select * from container_change where container_id = :id order by id desc limit 100")
                .param("id", container)
                .query((rs, n) -> new Change(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("person_name"),
                        rs.getString("reason"),
                        rs.getString("what")))
                .list();
    }

    private String rows(List<Container> containers) {
        return json.writeValueAsString(
                containers.stream().map(ContainerRows::row).toList());
    }

    private static Map<String, @Nullable Object> row(Container one) {
        Mounting mounting = one.mounting();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", one.id());
        row.put("municipality_id", one.municipalityId());
        row.put("code", one.code());
        row.put("name", one.name());
        row.put("kind", one.kind());
        row.put("fraction", one.fraction());
        row.put("place", one.place());
        row.put("lon", one.position().microLon());
        row.put("lat", one.position().microLat());
        row.put("litres", one.litres());
        row.put("owner", one.owner());
        row.put("note", one.note());
        row.put("thing_id", one.thingId());
        row.put("empty_mm", mounting == null ? null : mounting.empty());
        row.put("full_mm", mounting == null ? null : mounting.full());
        row.put("blind_mm", mounting == null ? 0 : mounting.blind());
        row.put("compensated", mounting != null && mounting.compensated());
        row.put("listed", one.listed());
        return row;
    }

    private static Listed listed(ResultSet rs, Instant now, ContainersSettings settings) throws SQLException {
        return new Listed(
                container(rs),
                found(rs, now, settings)
                        .orExpected(
                                rs.getObject("expected_share", Double.class),
                                rs.getObject("expected_spread", Double.class),
                                LevelRows.instant(rs, "expected_at")));
    }

    private static Level found(ResultSet rs, Instant now, ContainersSettings settings) throws SQLException {
        String source = rs.getString("source");
        String doubt = rs.getString("doubt");
        return Level.of(
                rs.getObject("share", Double.class),
                rs.getObject("spread", Double.class),
                LevelRows.instant(rs, "at"),
                source == null ? null : Source.valueOf(source),
                doubt == null ? null : Doubt.valueOf(doubt),
                now,
                settings);
    }

    static Container container(ResultSet rs) throws SQLException {
        PGpoint point = Objects.requireNonNull(rs.getObject("pt", PGpoint.class));
        Double empty = rs.getObject("empty_mm", Double.class);
        return new Container(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("code"),
                rs.getString("name"),
                Kind.valueOf(rs.getString("kind")),
                Fraction.valueOf(rs.getString("fraction")),
                rs.getString("place"),
                Position.ofMicrodegrees(point.x, point.y),
                rs.getDouble("litres"),
                rs.getString("owner"),
                rs.getString("note"),
                rs.getObject("thing_id", Long.class),
                empty == null
                        ? null
                        : new Mounting(
                                empty, rs.getDouble("full_mm"), rs.getDouble("blind_mm"), rs.getBoolean("compensated")),
                rs.getBoolean("listed"));
    }
}
