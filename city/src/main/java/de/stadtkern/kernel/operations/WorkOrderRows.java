package de.stadtkern.kernel.operations;

import de.stadtkern.kernel.operations.WorkOrder.Progress;
import de.stadtkern.kernel.problem.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table work_order. */
@Component
class WorkOrderRows {

    private final JdbcClient jdbc;
    private final DecisionRows decisions;
    private final ProposalRows proposals;
    private final JsonMapper json;

    WorkOrderRows(JdbcClient jdbc, DecisionRows decisions, ProposalRows proposals, JsonMapper json) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.proposals = proposals;
        this.json = json;
    }

    long insert(Decision decision, List<Stop> stops) {
        return jdbc.sql("""
                        insert into work_order (decision_id, municipality_id, stops)
                        values (:decision, :municipality, :stops::jsonb) returning id""")
                .param("decision", decision.id())
                .param("municipality", decision.municipalityId())
                .param("stops", json.writeValueAsString(stops))
                .query(Long.class)
                .single();
    }

    /** Does nothing when it was done before. */
    void report(long id, Progress progress) {
        jdbc.sql("""
                        update work_order set started_at = :startedAt, started_by = :startedBy,
                            done_at = :doneAt, done_by = :doneBy
                        where id = :id and done_at is null""")
                .param("startedAt", offset(progress.startedAt()))
                .param("startedBy", progress.startedBy())
                .param("doneAt", offset(progress.doneAt()))
                .param("doneBy", progress.doneBy())
                .param("id", id)
                .update();
    }

    List<WorkOrder> listUndone(Collection<Long> municipalities) {
        return jdbc
                .sql("select * from work_order where done_at is null and municipality_id in (:ids) order by id")
                .param("ids", municipalities)
                .query(this::row)
                .list()
                .stream()
                .map(this::order)
                .toList();
    }

    WorkOrder get(long id) {
        return jdbc.sql("select * from work_order where id = :id")
                .param("id", id)
                .query(this::row)
                .optional()
                .map(this::order)
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private record Row(long id, long decision, Progress progress, List<Stop> stops) {}

    private Row row(ResultSet rs, int number) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getLong("decision_id"),
                new Progress(
                        instant(rs, "started_at"),
                        rs.getString("started_by"),
                        instant(rs, "done_at"),
                        rs.getString("done_by")),
                json.readValue(rs.getString("stops"), new TypeReference<List<Stop>>() {}));
    }

    /** Only when the row is read: a query within another would need a second connection. */
    private WorkOrder order(Row row) {
        Decision decision = decisions.get(row.decision());
        return new WorkOrder(row.id(), decision, proposals.get(decision.proposalId()), row.progress(), row.stops());
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
