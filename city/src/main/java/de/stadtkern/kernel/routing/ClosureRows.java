package de.stadtkern.kernel.routing;

import de.stadtkern.kernel.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The closures. */
@Component
class ClosureRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClosureRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Those in force, by id. What is in force changes only with these ids. */
    List<Long> listIdsInForce(Instant now) {
        return jdbc.sql("""
                        select id from routing_closure where starts_at <= :now and (ends_at is null or ends_at > :now)
                        order by id""")
                .param("now", at(now))
                .query((row, number) -> row.getLong("id"))
                .list();
    }

    List<Closure> listByIds(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from routing_closure where id in (:ids) order by id")
                        .param("ids", ids)
                        .query(this::closure)
                        .list();
    }

    /** Those not over yet, the first to begin first. */
    List<Closure> listSince(Instant now) {
        return jdbc.sql("select * from routing_closure where ends_at is null or ends_at > ? order by starts_at, id")
                .param(at(now))
                .query(this::closure)
                .list();
    }

    Optional<Closure> find(long id) {
        return jdbc.sql("select * from routing_closure where id = ?")
                .param(id)
                .query(this::closure)
                .optional();
    }

    long insert(Closure closure) {
        Instant ends = closure.endsAt();
        return jdbc.sql("""
                        insert into routing_closure
                            (municipality_id, name, reason, course, on_foot_too, starts_at, ends_at, person_name)
                        values (?, ?, ?, ?::jsonb, ?, ?, ?, ?) returning id""")
                .param(closure.municipalityId())
                .param(closure.name())
                .param(closure.reason())
                .param(json.writeValueAsString(coordinates(closure.lines())))
                .param(closure.onFootToo())
                .param(at(closure.startsAt()))
                .param(ends == null ? null : at(ends))
                .param(closure.person())
                .query(Long.class)
                .single();
    }

    /** Ends one; when it has not begun, it never was. */
    void end(long id, Instant now) {
        jdbc.sql("delete from routing_closure where id = ? and starts_at >= ?")
                .params(id, at(now))
                .update();
        jdbc.sql("update routing_closure set ends_at = ? where id = ? and (ends_at is null or ends_at > ?)")
                .params(at(now), id, at(now))
                .update();
    }

    private Closure closure(ResultSet row, int number) throws SQLException {
        return new Closure(
                row.getLong("id"),
                row.getLong("municipality_id"),
                row.getString("name"),
                row.getString("reason"),
                lines(json.readTree(row.getString("course"))),
                row.getBoolean("on_foot_too"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("ends_at", OffsetDateTime.class)),
                row.getString("person_name"));
    }

    private static List<List<List<Double>>> coordinates(List<List<Position>> lines) {
        return lines.stream()
                .map(line -> line.stream()
                        .map(position -> List.of(position.lon(), position.lat()))
                        .toList())
                .toList();
    }

    private static List<List<Position>> lines(JsonNode coordinates) {
        return stream(coordinates)
                .map(line -> stream(line)
                        .map(point -> new Position(
                                point.get(0).asDouble(), point.get(1).asDouble()))
                        .toList())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
