package de.stadtkern.kernel.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table fleet_template. Members and vehicles that are deleted since are left out. */
@Component
class TemplateRows {

    private static final String SELECT = """
        select t.*,
            array(select m.id from fleet_member m where m.id = any(t.members) order by m.id) as present_members,
            array(select v.id from fleet_vehicle v where v.id = any(t.vehicles) order by v.id) as present_vehicles
        from fleet_template t\s
        """;

    private final JdbcClient jdbc;

    TemplateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    List<Template> list(Collection<Long> municipalities) {
        return jdbc.sql(SELECT + "where t.municipality_id = any(:municipalities) order by t.name, t.id")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query(TemplateRows::template)
                .list();
    }

    Optional<Template> find(long id) {
        return jdbc.sql(SELECT + "where t.id = :id")
                .param("id", id)
                .query(TemplateRows::template)
                .optional();
    }

    /** Empty when another template of the municipality has the name. */
    Optional<Long> insert(Template template) {
        return jdbc.sql("""
            insert into fleet_template (municipality_id, name, days, begins, ends, break_minutes, standby,
                members, vehicles)
            values (:municipality, :name, :days, :begin, :end, :break, :standby, :members, :vehicles)
            on conflict do nothing returning id""")
                .param("municipality", template.municipalityId())
                .param("name", template.name())
                .param(
                        "days",
                        template.days().stream()
                                .map(DayOfWeek::getValue)
                                .sorted()
                                .toArray(Integer[]::new))
                .param("begin", template.begin())
                .param("end", template.end())
                .param("break", template.breakMinutes())
                .param("standby", template.standby())
                .param("members", template.members().toArray(Long[]::new))
                .param("vehicles", template.vehicles().toArray(Long[]::new))
                .query(Long.class)
                .optional();
    }

    /** The shifts made of it stay. */
    void delete(long id) {
        jdbc.sql("delete from fleet_template where id = :id").param("id", id).update();
    }

    private static Template template(ResultSet rs, int row) throws SQLException {
        return new Template(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                Arrays.stream((Integer[]) rs.getArray("days").getArray())
                        .map(DayOfWeek::of)
                        .collect(Collectors.toSet()),
                rs.getObject("begins", LocalTime.class),
                rs.getObject("ends", LocalTime.class),
                rs.getInt("break_minutes"),
                rs.getBoolean("standby"),
                List.of((Long[]) rs.getArray("present_members").getArray()),
                List.of((Long[]) rs.getArray("present_vehicles").getArray()));
    }
}
