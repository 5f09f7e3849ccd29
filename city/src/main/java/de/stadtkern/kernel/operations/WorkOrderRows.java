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

    void insert(Decision decision, List<Stop> stops) {
        jdbc.sql("""
                        insert into work_order (decision_id, municipality_id, stops)
                        values (:decision, :municipality, :stops::jsonb)""")
                .param("decision", decision.id())
                .param("municipality", decision.municipalityId())
                .param("stops", json.writeValueAsString(stops))
                .update();
    }

    /** False when it had been started before. */
    boolean start(long id, String by, Instant at) {
        return jdbc.sql(
                                "update work_order set started_at = :at, started_by = :by where id = :id and started_at is null")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** False when it is not running. */
    boolean finish(long id, String by, Instant at) {
        return jdbc.sql("""
                        update work_order set done_at = :at, done_by = :by
                        where id = :id and started_at is not null and done_at is null""")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("id", id)
                        .update()
                == 1;
    }

    List<WorkOrder> listUndone(Collection<Long> municipalities) {
        return jdbc.sql("select * from work_order where done_at is null and municipality_id in (:ids) order by id")
                .param("ids", municipalities)
                .query(this::order)
                .list();
    }

    WorkOrder get(long id) {
        return jdbc.sql("select * from work_order where id = :id")
                .param("id", id)
                .query(this::order)
                .optional()
                .orElseThrow(() -> Refusal.notFound("identity.refusal.not-found"));
    }

    private WorkOrder order(ResultSet rs, int row) throws SQLException {
        Decision decision = decisions.get(rs.getLong("decision_id"));
        return new WorkOrder(
                rs.getLong("id"),
                decision,
                proposals.get(decision.proposalId()),
                new Progress(
                        instant(rs, "started_at"),
                        rs.getString("started_by"),
                        instant(rs, "done_at"),
                        rs.getString("done_by")),
                json.readValue(rs.getString("stops"), new TypeReference<List<Stop>>() {}));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
