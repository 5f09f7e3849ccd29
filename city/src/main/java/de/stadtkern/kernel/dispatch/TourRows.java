package de.stadtkern.kernel.dispatch;

import de.stadtkern.kernel.dispatch.Tour.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table dispatch_tour. */
@Component
class TourRows {

    private static final TypeReference<List<TourStop>> STOPS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TourRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds the tour, whose id is not known yet, and answers its id. */
    long insert(TourRow tour) {
        return jdbc.sql("""
                        insert into dispatch_tour (order_id, municipality_id, name, vehicle_id, member_ids, shift_id, stops,
                            dispatched_at, dispatched_by, remark, stage_override, state)
                        values (:order, :municipality, :name, :vehicle, :members, :shift, :stops::jsonb,
                            :dispatchedAt, :dispatchedBy, :remark, :override, :state) returning id""")
                .param("order", tour.orderId())
                .param("municipality", tour.municipalityId())
                .param("name", tour.name())
                .param("vehicle", tour.told().vehicleId())
                .param("members", tour.memberIds().toArray(Long[]::new))
                .param("shift", tour.told().shiftId())
                .param("stops", json.writeValueAsString(tour.stops()))
                .param("dispatchedAt", offset(tour.told().at()))
                .param("dispatchedBy", tour.told().by())
                .param("remark", tour.told().remark())
                .param("override", tour.stageOverride())
                .param("state", tour.state().name())
                .query(Long.class)
                .single();
    }

    /** Everything but what the events say. */
    void update(TourRow tour) {
        jdbc.sql("""
                        update dispatch_tour set name = :name, vehicle_id = :vehicle, member_ids = :members,
                            shift_id = :shift, stops = :stops::jsonb, dispatched_at = :dispatchedAt,
                            dispatched_by = :dispatchedBy, remark = :remark, stage_override = :override
                        where id = :id""")
                .param("id", tour.id())
                .param("name", tour.name())
                .param("vehicle", tour.told().vehicleId())
                .param("members", tour.memberIds().toArray(Long[]::new))
                .param("shift", tour.told().shiftId())
                .param("stops", json.writeValueAsString(tour.stops()))
                .param("dispatchedAt", offset(tour.told().at()))
                .param("dispatchedBy", tour.told().by())
                .param("remark", tour.told().remark())
                .param("override", tour.stageOverride())
                .update();
    }

    /** What the events say now. */
    void note(Tour tour) {
        jdbc.sql("update dispatch_tour set state = :state, started_at = :started, ended_at = :ended where id = :id")
                .param("state", tour.state().name())
                .param("started", offset(tour.startedAt()))
                .param("ended", offset(tour.endedAt()))
                .param("id", tour.id())
                .update();
    }

    /** The tours of the order that were driven and are over, as they were noted last. */
    Set<Long> listDriven(long orderId) {
        return jdbc.sql("""
                        select id from dispatch_tour
                        where order_id = :order and started_at is not null and ended_at is not null""")
                .param("order", orderId)
                .query((rs, row) -> rs.getLong("id"))
                .set();
    }

    Optional<TourRow> find(long id) {
        return jdbc.sql("select * from dispatch_tour where id = :id")
                .param("id", id)
                .query(this::tour)
                .optional();
    }

    List<TourRow> listOf(Collection<Long> orders) {
        return jdbc.sql("select * from dispatch_tour where order_id = any(:orders) order by id")
                .param("orders", orders.toArray(Long[]::new))
                .query(this::tour)
                .list();
    }

    /** The orders of tours that are out or waiting for the member, or for nobody in particular in the municipalities. */
    List<Long> listOrdersFor(@Nullable Long member, Collection<Long> municipalities) {
        return jdbc.sql("""
                        select distinct order_id from dispatch_tour
                        where state in ('DISPATCHED', 'RUNNING', 'PAUSED')
                          and (member_ids @> array[:member]::bigint[]
                               or member_ids = '{}' and municipality_id = any(:municipalities))
                        order by order_id""")
                .param("member", member)
                .param("municipalities", municipalities.toArray(Long[]::new))
                .query((rs, row) -> rs.getLong("order_id"))
                .list();
    }

    private TourRow tour(ResultSet rs, int row) throws SQLException {
        return new TourRow(
                rs.getLong("id"),
                rs.getLong("order_id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                new Told(
                        rs.getObject("vehicle_id", Long.class),
                        Arrays.asList((Long[]) rs.getArray("member_ids").getArray()),
                        rs.getObject("shift_id", Long.class),
                        instant(rs, "dispatched_at"),
                        rs.getString("dispatched_by"),
                        rs.getString("remark")),
                json.readValue(rs.getString("stops"), STOPS),
                rs.getString("stage_override"),
                State.valueOf(rs.getString("state")));
    }

    static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
