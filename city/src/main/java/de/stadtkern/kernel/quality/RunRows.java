package de.stadtkern.kernel.quality;

import static de.stadtkern.kernel.quality.FlagRows.at;
import static de.stadtkern.kernel.quality.FlagRows.time;

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

/** The table quality_run. */
@Component
class RunRows {

    private static final String SELECT = "select * from quality_run where ";

    private final JdbcClient jdbc;

    RunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Run> list(Collection<Long> municipalities, int most) {
        return jdbc.sql(SELECT + "municipality_id in (:municipalities) order by id desc limit :most")
                .param("municipalities", municipalities)
                .param("most", most)
                .query(RunRows::run)
                .list();
    }

    List<Long> listRunning() {
        return jdbc.sql("select id from quality_run where state = 'RUNNING' order by id")
                .query((rs, n) -> rs.getLong("id"))
                .list();
    }

    Optional<Run> find(long id) {
        return jdbc.sql(SELECT + "id = :id").param("id", id).query(RunRows::run).optional();
    }

    /** The run, if it still runs, held until the running transaction ends. */
    Optional<Run> findToWork(long id) {
        return jdbc.sql(SELECT + "id = :id and state = 'RUNNING' for update")
                .param("id", id)
                .query(RunRows::run)
                .optional();
    }

    /** The id of the new run; empty when one is running in the municipality. */
    Optional<Long> insert(Run run) {
        return jdbc.sql("""
                        insert into quality_run (municipality_id, since, state, total, person_name, started_at)
                        values (:municipality, :since, 'RUNNING', :total, :person, :started)
                        on conflict do nothing returning id""")
                .param("municipality", run.municipalityId())
                .param("since", at(run.since()))
                .param("total", run.total())
                .param("person", run.person())
                .param("started", at(run.startedAt()))
                .query(Long.class)
                .optional();
    }

    void move(Run run) {
        jdbc.sql("update quality_run set done = :done, datastream_id = :datastream, month = :month where id = :id")
                .param("done", run.done())
                .param("datastream", run.datastream())
                .param("month", run.month() == null ? null : at(run.month()))
                .param("id", run.id())
                .update();
    }

    void end(long id, Run.State state, Instant now) {
        jdbc.sql("update quality_run set state = :state, ended_at = :now where id = :id and state = 'RUNNING'")
                .param("state", state.name())
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    /** The first value of each of these datastreams that has one, and of all others of the municipality with flags. */
    List<First> listFirst(long municipality, Collection<Long> covered) {
        return jdbc.sql("""
                        select e.datastream_id, e.phenomenon_start from datastream_extent e
                        join datastream d on d.id = e.datastream_id join thing t on t.id = d.thing_id
                        where t.municipality_id = :municipality and (e.datastream_id = any (:covered)
                            or exists (select from quality_flag f where f.datastream_id = e.datastream_id))
                        order by 1""")
                .param("municipality", municipality)
                .param("covered", covered.toArray(Long[]::new))
                .query((rs, n) -> new First(rs.getLong("datastream_id"), time(rs, "phenomenon_start")))
                .list();
    }

    /** When the values of a datastream begin. */
    record First(long datastream, Instant at) {}

    private static Run run(ResultSet rs, int row) throws SQLException {
        @Nullable OffsetDateTime month = rs.getObject("month", OffsetDateTime.class);
        @Nullable OffsetDateTime ended = rs.getObject("ended_at", OffsetDateTime.class);
        return new Run(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                time(rs, "since"),
                Run.State.valueOf(rs.getString("state")),
                rs.getLong("done"),
                rs.getLong("total"),
                rs.getLong("datastream_id"),
                month == null ? null : month.toInstant(),
                rs.getString("person_name"),
                time(rs, "started_at"),
                ended == null ? null : ended.toInstant());
    }
}
