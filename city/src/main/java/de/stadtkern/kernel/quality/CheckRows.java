package de.stadtkern.kernel.quality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table quality_check. */
@Component
class CheckRows {

    private static final String SELECT = "select * from quality_check where ";

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    CheckRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Check> list(Collection<Long> municipalities) {
        return jdbc.sql(SELECT + "municipality_id in (:municipalities) order by property, datastream, id")
                .param("municipalities", municipalities)
                .query(CheckRows::check)
                .list();
    }

    List<Check> listActive() {
        return jdbc.sql(SELECT + "active order by id").query(CheckRows::check).list();
    }

    Optional<Check> find(long id) {
        return jdbc.sql(SELECT + "id = :id")
                .param("id", id)
                .query(CheckRows::check)
                .optional();
    }

    /** The id of the new check; empty when the municipality has one for the same. */
    Optional<Long> insert(Check check) {
        return with(check, """
                        insert into quality_check (municipality_id, datastream, property, active, settings)
                        values (:municipality, :datastream, :property, :active, :settings::jsonb)
                        on conflict do nothing returning id""").query(Long.class).optional();
    }

    /** Its id; empty when the municipality has another for the same. */
    Optional<Long> update(Check check) {
        try {
            with(check, """
                            update quality_check set datastream = :datastream, property = :property, active = :active,
                                settings = :settings::jsonb
                            where id = :id and municipality_id = :municipality""").param("id", check.id()).update();
            return Optional.of(check.id());
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    void delete(long id) {
        jdbc.sql("delete from quality_check where id = :id").param("id", id).update();
    }

    private JdbcClient.StatementSpec with(Check check, String sql) {
        return jdbc.sql(sql)
                .param("municipality", check.municipalityId())
                .param("datastream", check.datastream())
                .param("property", check.property())
                .param("active", check.active())
                .param("settings", JSON.writeValueAsString(check.settings()));
    }

    private static Check check(ResultSet rs, int row) throws SQLException {
        Map<String, String> settings = JSON.readValue(rs.getString("settings"), new TypeReference<>() {});
        return CheckFields.check(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                new Check.Target(rs.getObject("datastream", Long.class), rs.getString("property")),
                rs.getBoolean("active"),
                settings);
    }
}
