package de.stadtkern.services.winterplans;

import de.stadtkern.services.winterplans.WinterPlan.Deadlines;
import de.stadtkern.services.winterplans.WinterPlan.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables winterplans_plan and winterplans_deadline. */
@Component
class WinterPlanRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WinterPlanRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** By name. */
    List<WinterPlan> list(Collection<Long> municipalities) {
        return jdbc.sql("select * from winterplans_plan where municipality_id = any(:municipalities) order by name, id")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query(this::plan)
                .list();
    }

    Optional<WinterPlan> find(long id) {
        return jdbc.sql("select * from winterplans_plan where id = :id")
                .param("id", id)
                .query(this::plan)
                .optional();
    }

    long insert(long municipality, String name, Wish wish, String by, Instant now) {
        return jdbc.sql("""
            insert into winterplans_plan (municipality_id, name, wish, made_by, made_at)
            values (:municipality, :name, :wish::jsonb, :by, :now) returning id\
            """)
                .param("municipality", municipality)
                .param("name", name)
                .param("wish", json.writeValueAsString(wish))
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void setPlan(long id, long planId) {
        jdbc.sql("update winterplans_plan set plan_id = :plan where id = :id")
                .param("plan", planId)
                .param("id", id)
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from winterplans_plan where id = :id").param("id", id).update();
    }

    /** What the municipality has set. */
    Optional<Deadlines> findDeadlines(long municipality, boolean weekend) {
        return jdbc.sql("""
            select first, second, third from winterplans_deadline
            where municipality_id = :municipality and weekend = :weekend\
            """)
                .param("municipality", municipality)
                .param("weekend", weekend)
                .query((rs, row) -> new Deadlines(
                        rs.getObject("first", LocalTime.class),
                        rs.getObject("second", LocalTime.class),
                        rs.getObject("third", LocalTime.class)))
                .optional();
    }

    void setDeadlines(long municipality, boolean weekend, Deadlines deadlines, String by, Instant now) {
        jdbc.sql("""
            insert into winterplans_deadline values (:municipality, :weekend, :first, :second, :third, :by, :now)
            on conflict (municipality_id, weekend) do update set first = excluded.first,
                second = excluded.second, third = excluded.third, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at\
            """)
                .param("municipality", municipality)
                .param("weekend", weekend)
                .param("first", deadlines.first())
                .param("second", deadlines.second())
                .param("third", deadlines.third())
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private WinterPlan plan(ResultSet rs, int row) throws SQLException {
        long planId = rs.getLong("plan_id");
        return new WinterPlan(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                json.readValue(rs.getString("wish"), Wish.class),
                planId == 0 ? null : Long.valueOf(planId));
    }
}
