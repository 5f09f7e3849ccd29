package de.stadtkern.kernel.planning;

import de.stadtkern.kernel.planning.Plan.Act;
import de.stadtkern.kernel.planning.Plan.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables tour_plan and tour_plan_version. */
@Component
class PlanRows {

    private static final String SELECT = """
            select p.*, v.made_at, v.made_by, v.act, v.solution,
                not exists (select from tour_plan_version o where o.plan_id = p.id and o.id < p.version_id) as first
            from tour_plan p left join tour_plan_version v on v.id = p.version_id
            where p.id = :id\s
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PlanRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A plan in a list. */
    record Summary(
            long id,
            String name,
            String createdBy,
            Instant createdAt,
            State state,
            int jobs,
            int vehicles,
            boolean solved) {}

    long insert(long municipality, String name, Goal goal, String by) {
        return jdbc.sql("""
                        insert into tour_plan (municipality_id, name, goal, created_by)
                        values (:municipality, :name, :goal::jsonb, :by) returning id""")
                .param("municipality", municipality)
                .param("name", name)
                .param("goal", json.writeValueAsString(goal))
                .param("by", by)
                .query(Long.class)
                .single();
    }

    /** A plan that is made for the page of another room. */
    long insert(TourPlans.NewPlan plan, Goal goal, String by) {
        long id = insert(plan.municipalityId(), plan.name(), goal, by);
        setJobs(id, plan.jobs());
        setVehicles(id, plan.vehicles());
        setStations(id, plan.stations());
        jdbc.sql("update tour_plan set origin = :origin where id = :id")
                .param("origin", plan.origin())
                .param("id", id)
                .update();
        return id;
    }

    /** Newest first. */
    List<Summary> list(Collection<Long> municipalities) {
        return jdbc.sql("""
                        select id, name, created_by, created_at, state, jsonb_array_length(jobs) as jobs,
                            jsonb_array_length(vehicles) as vehicles, version_id is not null as solved
                        from tour_plan where municipality_id = any(:municipalities) order by id desc""")
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query((rs, n) -> new Summary(
                        rs.getLong("id"),
                        rs.getString("name"),
                        rs.getString("created_by"),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                        State.valueOf(rs.getString("state")),
                        rs.getInt("jobs"),
                        rs.getInt("vehicles"),
                        rs.getBoolean("solved")))
                .list();
    }

    Optional<Plan> find(long id) {
        return jdbc.sql(SELECT).param("id", id).query(this::plan).optional();
    }

    /** The same, which nobody else changes until the transaction ends. */
    Optional<Plan> findForChange(long id) {
        return jdbc.sql(SELECT + "for update of p")
                .param("id", id)
                .query(this::plan)
                .optional();
    }

    void delete(long id) {
        jdbc.sql("delete from tour_plan where id = :id").param("id", id).update();
    }

    void setGoal(long id, Goal goal) {
        set(id, "goal", goal);
    }

    void setJobs(long id, List<Job> jobs) {
        set(id, "jobs", jobs);
    }

    void setVehicles(long id, List<Vehicle> vehicles) {
        set(id, "vehicles", vehicles);
    }

    void setStations(long id, List<Station> stations) {
        set(id, "stations", stations);
    }

    /** The plan, and no other of the same page, is that by which orders are driven. */
    void putInForce(Plan plan) {
        jdbc.sql("""
            update tour_plan set in_force = id = :id
            where municipality_id = :municipality and origin is not distinct from :origin\
            """)
                .param("id", plan.id())
                .param("municipality", plan.municipalityId())
                .param("origin", plan.origin())
                .update();
    }

    /** By name. */
    List<TourPlans.Standing> listInForce(long municipality) {
        return jdbc.sql("""
            select id, name from tour_plan
            where in_force and municipality_id = :municipality order by name, id\
            """)
                .param("municipality", municipality)
                .query((rs, n) -> new TourPlans.Standing(rs.getLong("id"), rs.getString("name")))
                .list();
    }

    /** Results that do not fit any longer are gone for good. */
    void forgetVersions(long id) {
        jdbc.sql("update tour_plan set version_id = null, progress = '[]' where id = :id")
                .param("id", id)
                .update();
        jdbc.sql("delete from tour_plan_version where plan_id = :id")
                .param("id", id)
                .update();
    }

    /** From now on this result holds; those that were undone are gone. */
    void keep(Plan plan, Solution solution, Act act, String by) {
        jdbc.sql("delete from tour_plan_version where plan_id = :id and id > :current")
                .param("id", plan.id())
                .param("current", plan.version() == null ? 0 : plan.version().id())
                .update();
        jdbc.sql("""
                        with fresh as (
                            insert into tour_plan_version (plan_id, made_by, act, solution)
                            values (:id, :by, :act, :solution::jsonb) returning id)
                        update tour_plan set version_id = fresh.id from fresh where tour_plan.id = :id""")
                .param("id", plan.id())
                .param("by", by)
                .param("act", act.name())
                .param("solution", json.writeValueAsString(solution))
                .update();
    }

    /** The result before the one that holds holds again. */
    void undo(long id) {
        jdbc.sql("""
                        update tour_plan set version_id =
                            (select max(v.id) from tour_plan_version v where v.plan_id = :id and v.id < tour_plan.version_id)
                        where id = :id""").param("id", id).update();
    }

    /** False when it was in none of these states. */
    boolean move(long id, Collection<State> from, State to) {
        return jdbc.sql("""
                        update tour_plan set state = :to, alive_at = now() where id = :id and state = any(:from)""")
                        .param("to", to.name())
                        .param("id", id)
                        .param("from", from.stream().map(Enum::name).toArray(String[]::new))
                        .update()
                == 1;
    }

    /** False when the search is to end. */
    boolean progress(long id, List<Plan.Point> progress) {
        return jdbc.sql("""
                        update tour_plan set progress = :progress::jsonb, alive_at = now()
                        where id = :id and state in ('SOLVING', 'ENDING') returning state""")
                .param("progress", json.writeValueAsString(progress))
                .param("id", id)
                .query(String.class)
                .optional()
                .filter(State.SOLVING.name()::equals)
                .isPresent();
    }

    void stayAlive(Collection<Long> ids) {
        jdbc.sql("update tour_plan set alive_at = now() where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /** Searches of which nobody has heard for so long have ended with their program. */
    int interruptSilent(long seconds) {
        return jdbc.sql("""
                        update tour_plan set state = 'INTERRUPTED'
                        where state in ('WAITING', 'SOLVING', 'ENDING')
                          and alive_at < now() - make_interval(secs => :seconds)""").param("seconds", seconds).update();
    }

    private void set(long id, String column, Object value) {
        jdbc.sql("update tour_plan set " + column + " = :value::jsonb where id = :id")
                .param("value", json.writeValueAsString(value))
                .param("id", id)
                .update();
    }

    private Plan plan(ResultSet rs, int row) throws SQLException {
        return new Plan(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                rs.getString("created_by"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                json.readValue(rs.getString("goal"), Goal.class),
                json.readValue(rs.getString("jobs"), new TypeReference<List<Job>>() {}),
                json.readValue(rs.getString("vehicles"), new TypeReference<List<Vehicle>>() {}),
                json.readValue(rs.getString("stations"), new TypeReference<List<Station>>() {}),
                State.valueOf(rs.getString("state")),
                json.readValue(rs.getString("progress"), new TypeReference<List<Plan.Point>>() {}),
                version(rs),
                rs.getString("origin"));
    }

    private Plan.@Nullable Version version(ResultSet rs) throws SQLException {
        OffsetDateTime madeAt = rs.getObject("made_at", OffsetDateTime.class);
        return madeAt == null
                ? null
                : new Plan.Version(
                        rs.getLong("version_id"),
                        madeAt.toInstant(),
                        rs.getString("made_by"),
                        Act.valueOf(rs.getString("act")),
                        rs.getBoolean("first"),
                        json.readValue(rs.getString("solution"), Solution.class));
    }
}
