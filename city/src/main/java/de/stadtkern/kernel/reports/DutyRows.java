package de.stadtkern.kernel.reports;

import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpolygon;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Areas, duties and bodies outside. */
@Component
class DutyRows {

    private static final String DUTY = """
        select u.*, coalesce(d.name, b.name) as responsible
        from report_duty u left join department d on d.id = u.department_id left join report_body b on b.id = u.body_id
        where u.municipality_id = :municipality
        """;

    private final JdbcClient jdbc;

    DutyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the municipality has drawn no area. */
    Optional<Boolean> isInArea(long municipality, Position position) {
        return jdbc.sql("""
            select point(:lon, :lat) <@ rim from report_area where municipality_id = :municipality\
            """)
                .param("municipality", municipality)
                .param("lon", position.microLon())
                .param("lat", position.microLat())
                .query(Boolean.class)
                .optional();
    }

    List<Long> listMunicipalitiesAt(Position position) {
        return jdbc.sql("""
            select municipality_id from report_area where point(:lon, :lat) <@ rim order by area(rim::path)\
            """)
                .param("lon", position.microLon())
                .param("lat", position.microLat())
                .query((rs, n) -> rs.getLong(1))
                .list();
    }

    Optional<Responsible> find(long municipality, long category, @Nullable Position position) {
        return jdbc.sql(DUTY + """
            and (u.category_id is null or u.category_id = :category)
            and (u.rim is null or point(:lon::float8, :lat::float8) <@ u.rim)
            order by u.category_id is null, area(u.rim::path) nulls last, u.id limit 1\
            """)
                .param("municipality", municipality)
                .param("category", category)
                .param("lon", position == null ? null : position.microLon())
                .param("lat", position == null ? null : position.microLat())
                .query((rs, n) -> responsible(rs))
                .optional();
    }

    List<ReportDuty> list(long municipality) {
        return jdbc.sql(DUTY + "order by u.category_id nulls last, u.id")
                .param("municipality", municipality)
                .query((rs, n) -> new ReportDuty(
                        rs.getLong("id"),
                        municipality,
                        rs.getObject("category_id", Long.class),
                        rim((PGpolygon) rs.getObject("rim")),
                        responsible(rs)))
                .list();
    }

    /** Nothing is inserted when category, department or body are of another municipality. */
    int insert(ReportDuty duty) {
        return jdbc.sql("""
            insert into report_duty (municipality_id, category_id, rim, department_id, body_id)
            select :municipality, :category, :rim::polygon, :department, :body
            where (:category::bigint is null or exists (select from report_category
                    where id = :category and municipality_id = :municipality))
              and (:department::bigint is null or exists (select from department
                    where id = :department and municipality_id = :municipality))
              and (:body::bigint is null or exists (select from report_body
                    where id = :body and municipality_id = :municipality))\
            """)
                .param("municipality", duty.municipalityId())
                .param("category", duty.categoryId())
                .param("rim", duty.rim().isEmpty() ? null : polygon(duty.rim()))
                .param("department", duty.responsible().departmentId())
                .param("body", duty.responsible().bodyId())
                .update();
    }

    void delete(long municipality, long id) {
        jdbc.sql("delete from report_duty where id = :id and municipality_id = :municipality")
                .param("id", id)
                .param("municipality", municipality)
                .update();
    }

    List<Position> area(long municipality) {
        return jdbc.sql("select rim from report_area where municipality_id = :municipality")
                .param("municipality", municipality)
                .query((rs, n) -> rim((PGpolygon) rs.getObject(1)))
                .optional()
                .orElse(List.of());
    }

    void setArea(long municipality, List<Position> rim) {
        jdbc.sql("delete from report_area where municipality_id = :municipality")
                .param("municipality", municipality)
                .update();
        if (!rim.isEmpty()) {
            jdbc.sql("insert into report_area (municipality_id, rim) values (:municipality, :rim::polygon)")
                    .param("municipality", municipality)
                    .param("rim", polygon(rim))
                    .update();
        }
    }

    /** Who it is by id; empty when the municipality has no such department or body. */
    Optional<Responsible> find(long municipality, Responsible wanted) {
        return jdbc.sql("""
            select id as department_id, null::bigint as body_id, name as responsible from department
            where id = :department and municipality_id = :municipality
            union all
            select null, id, name from report_body where id = :body and municipality_id = :municipality\
            """)
                .param("municipality", municipality)
                .param("department", wanted.departmentId())
                .param("body", wanted.bodyId())
                .query((rs, n) -> responsible(rs))
                .optional();
    }

    List<ReportBody> listBodies(long municipality) {
        return jdbc.sql("select * from report_body where municipality_id = :municipality order by name")
                .param("municipality", municipality)
                .query((rs, n) -> body(rs))
                .list();
    }

    int saveBody(ReportBody body) {
        ReportBody.Open311 open311 = body.open311();
        String sql = body.id() == 0 ? """
            insert into report_body (municipality_id, name, mail, open311, jurisdiction, api_key)
            values (:municipality, :name, :mail, :open311, :jurisdiction, :key) on conflict do nothing\
            """ : """
                update report_body set name = :name, mail = :mail, open311 = :open311, jurisdiction = :jurisdiction,
                    api_key = :key
                where id = :id and municipality_id = :municipality
                  and not exists (select from report_body where municipality_id = :municipality and name = :name and id <> :id)\
                """;
        return jdbc.sql(sql)
                .param("id", body.id())
                .param("municipality", body.municipalityId())
                .param("name", body.name().strip())
                .param("mail", body.mail())
                .param("open311", open311 == null ? null : open311.address())
                .param("jurisdiction", open311 == null ? null : open311.jurisdiction())
                .param("key", open311 == null ? null : open311.apiKey())
                .update();
    }

    private static ReportBody body(ResultSet rs) throws SQLException {
        String open311 = rs.getString("open311");
        return new ReportBody(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                rs.getString("mail"),
                open311 == null
                        ? null
                        : new ReportBody.Open311(open311, rs.getString("jurisdiction"), rs.getString("api_key")));
    }

    private static Responsible responsible(ResultSet rs) throws SQLException {
        return new Responsible(
                rs.getObject("department_id", Long.class),
                rs.getObject("body_id", Long.class),
                rs.getString("responsible"));
    }

    private static List<Position> rim(@Nullable PGpolygon polygon) {
        return polygon == null || polygon.points == null
                ? List.of()
                : Arrays.stream(polygon.points)
                        .map(point -> Position.ofMicrodegrees(point.x, point.y))
                        .toList();
    }

    private static String polygon(List<Position> rim) {
        return rim.stream()
                .map(corner -> "(" + corner.microLon() + "," + corner.microLat() + ")")
                .collect(Collectors.joining(",", "(", ")"));
    }
}
