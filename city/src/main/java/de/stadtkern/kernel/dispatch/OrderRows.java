package de.stadtkern.kernel.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table dispatch_order. */
@Component
class OrderRows {

    private final JdbcClient jdbc;

    OrderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How an order is to be driven.
     *
     * @param version counts its changes
     * @param planId of the plan of its tours; null when none was made
     * @param planVehicles ids in the fleet of the plan's vehicles, in the order of their numbers in the plan
     * @param shiftId in the fleet, for which the plan was made; null when it was for none
     * @param agent what is spread; may be empty
     * @param dose in grams on a square metre
     * @param closedReason why an officer ended it before everything was done; null when nobody did
     */
    record Arrangement(
            long orderId,
            int version,
            String changedBy,
            Instant changedAt,
            @Nullable Long planId,
            List<Long> planVehicles,
            @Nullable Long shiftId,
            String agent,
            @Nullable Double dose,
            @Nullable String closedReason) {}

    void insert(long orderId, long municipalityId, String by, Instant now) {
        jdbc.sql("""
                        insert into dispatch_order (order_id, municipality_id, changed_by, changed_at)
                        values (:order, :municipality, :by, :now)""")
                .param("order", orderId)
                .param("municipality", municipalityId)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Arrangement get(long orderId) {
        return get(orderId, "");
    }

    /** The same, which nobody else changes until the transaction ends; neither do its tours get other events. */
    Arrangement getForChange(long orderId) {
        return get(orderId, " for update");
    }

    /** Counts a change, after {@link #getForChange}. */
    void change(long orderId, String by, Instant now) {
        jdbc.sql("""
                        update dispatch_order set version = version + 1, changed_by = :by, changed_at = :now
                        where order_id = :order""")
                .param("order", orderId)
                .param("by", by)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void setMaterial(long orderId, String agent, @Nullable Double dose) {
        jdbc.sql("update dispatch_order set agent = :agent, dose = :dose where order_id = :order")
                .param("agent", agent)
                .param("dose", dose)
                .param("order", orderId)
                .update();
    }

    void setPlan(long orderId, long planId, List<Long> vehicles, @Nullable Long shiftId) {
        jdbc.sql("""
                        update dispatch_order set plan_id = :plan, plan_vehicles = :vehicles, shift_id = :shift
                        where order_id = :order""")
                .param("plan", planId)
                .param("vehicles", vehicles.toArray(Long[]::new))
                .param("shift", shiftId)
                .param("order", orderId)
                .update();
    }

    void close(long orderId, String reason) {
        jdbc.sql("update dispatch_order set closed_reason = :reason where order_id = :order")
                .param("reason", reason)
                .param("order", orderId)
                .update();
    }

    private Arrangement get(long orderId, String lock) {
        return jdbc.sql("select * from dispatch_order where order_id = :order" + lock)
                .param("order", orderId)
                .query(OrderRows::arrangement)
                .single();
    }

    private static Arrangement arrangement(ResultSet rs, int row) throws SQLException {
        return new Arrangement(
                rs.getLong("order_id"),
                rs.getInt("version"),
                rs.getString("changed_by"),
                rs.getObject("changed_at", OffsetDateTime.class).toInstant(),
                rs.getObject("plan_id", Long.class),
                Arrays.asList((Long[]) rs.getArray("plan_vehicles").getArray()),
                rs.getObject("shift_id", Long.class),
                rs.getString("agent"),
                rs.getObject("dose", Double.class),
                rs.getString("closed_reason"));
    }
}
