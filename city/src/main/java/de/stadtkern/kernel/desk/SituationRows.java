package de.stadtkern.kernel.desk;

import de.stadtkern.kernel.desk.Situation.InForce;
import de.stadtkern.kernel.desk.Situation.NewProof;
import de.stadtkern.kernel.desk.Situation.OpenAlarm;
import de.stadtkern.kernel.desk.Situation.OpenProposal;
import de.stadtkern.kernel.desk.Situation.Out;
import de.stadtkern.kernel.desk.Situation.Outage;
import de.stadtkern.kernel.desk.Situation.RunningOrder;
import de.stadtkern.kernel.desk.Situation.Scope;
import de.stadtkern.kernel.desk.Situation.Stops;
import de.stadtkern.kernel.dispatch.Tour;
import de.stadtkern.kernel.geo.Position;
import de.stadtkern.kernel.operations.Urgency;
import de.stadtkern.kernel.tracks.Newest;
import de.stadtkern.kernel.tracks.Tracks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.geometric.PGpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is open, one statement for each kind, however much there is. Reads the tables of the rooms whose work it shows, and
 * writes none.
 */
@Component
class SituationRows {

    private static final int NEWEST_PROOFS = 20;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Tracks tracks;

    SituationRows(JdbcClient jdbc, JsonMapper json, Tracks tracks) {
        this.jdbc = jdbc;
        this.json = json;
        this.tracks = tracks;
    }

    /** The streets of an order, for the map. */
    record Courses(String measure, boolean started, List<List<Position>> courses) {}

    Situation read(Scope scope, Instant now) {
        return new Situation(
                listProposals(scope, now),
                listOrders(scope),
                listOut(scope),
                listOutages(scope, now),
                listAlarms(scope),
                listClosures(scope, now),
                listProofs(scope));
    }

    /** The most urgent first, then what must be decided first; those put off last. */
    List<OpenProposal> listProposals(Scope scope, Instant now) {
        return asked("""
                select p.*, s.seen_by, t.person_name as taken_by from proposal_whole p
                cross join lateral (select coalesce(array_agg(person_name order by seen_at), '{}') as seen_by
                    from proposal_seen where proposal_id = p.id) s
                left join lateral (select person_name from proposal_step
                    where proposal_id = p.id and kind = 'TAKEN' order by id desc limit 1) t on true
                where p.state in ('OPEN', 'POSTPONED') and p.valid_until > :now and p.municipality_id = any (:shared)
                  and (:source = '' or p.source = :source)
                order by p.state, array_position(array['URGENT', 'SOON', 'ROUTINE'], p.urgency),
                    coalesce(p.decide_by, p.valid_until), p.id""", scope)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(SituationRows::proposal)
                .list();
    }

    /** Those under way first, then the oldest. */
    List<RunningOrder> listOrders(Scope scope) {
        return asked("""
                select w.id, w.municipality_id, p.source, d.measure, d.place, w.started_at,
                    o.all_stops, o.done_stops, o.left_stops, o.metres, o.due_at
                from work_order w
                join decision d on d.id = w.decision_id
                join proposal p on p.id = d.proposal_id
                left join (
                    select order_id, sum(all_stops) as all_stops, sum(done_stops) as done_stops,
                        sum(left_stops) as left_stops, sum(metres) as metres,
                        max(started_at + planned_seconds * interval '1 second')
                            filter (where state in ('RUNNING', 'PAUSED')) as due_at
                    from desk_tour where municipality_id = any (:shared) and order_id in (
                        select id from work_order where done_at is null and municipality_id = any (:shared))
                    group by order_id) o on o.order_id = w.id
                where w.done_at is null and w.municipality_id = any (:shared) and (:source = '' or p.source = :source)
                order by w.started_at is null, w.id""", scope).query(SituationRows::order).list();
    }

    /** Tours whose crew is out, by name; with a position only where the works council agreed. */
    List<Out> listOut(Scope scope) {
        Map<Long, Newest> newest = tracks.newestOf(scope.own()).stream()
                .collect(Collectors.toMap(Newest::vehicleId, Function.identity(), (one, other) -> one));
        return asked("""
                select * from desk_tour
                where state in ('RUNNING', 'PAUSED') and municipality_id = any (:own) and (:source = '' or source = :source)
                order by lower(coalesce(vehicle, name)), id""", scope)
                .query((rs, n) -> out(rs, newest.get(rs.getLong("vehicle_id"))))
                .list();
    }

    private List<Outage> listOutages(Scope scope, Instant now) {
        return asked("""
                select v.name, o.reason, o.ends_at from fleet_outage o join fleet_vehicle v on v.id = o.vehicle_id
                where o.starts_at <= :now and (o.ends_at is null or o.ends_at > :now)
                  and v.active and v.municipality_id = any (:own)
                order by lower(v.name), o.id""", scope)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((rs, n) ->
                        new Outage(rs.getString("name"), rs.getString("reason"), instantOrNull(rs, "ends_at")))
                .list();
    }

    private List<OpenAlarm> listAlarms(Scope scope) {
        return asked("""
                select a.id, a.municipality_id, a.severity, r.name as rule, a.place, a.happened_at, a.acknowledged_by
                from alarm a join alarm_rule r on r.id = a.rule_id
                where a.closed_at is null and (a.cleared_at is null or a.acknowledged_at is null)
                  and a.municipality_id = any (:own)
                order by array_position(array['CRITICAL', 'MAJOR', 'MINOR', 'WARNING'], a.severity), a.id desc""", scope)
                .query((rs, n) -> new OpenAlarm(
                        rs.getLong("id"),
                        rs.getLong("municipality_id"),
                        rs.getString("severity"),
                        rs.getString("rule"),
                        rs.getString("place"),
                        instant(rs, "happened_at"),
                        rs.getString("acknowledged_by")))
                .list();
    }

    private List<InForce> listClosures(Scope scope, Instant now) {
        return asked("""
                select id, municipality_id, name, reason, ends_at from routing_closure
                where starts_at <= :now and (ends_at is null or ends_at > :now) and municipality_id = any (:shared)
                order by starts_at desc, id desc""", scope)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> new InForce(
                        rs.getLong("id"),
                        rs.getLong("municipality_id"),
                        rs.getString("name"),
                        rs.getString("reason"),
                        instantOrNull(rs, "ends_at")))
                .list();
    }

    private List<NewProof> listProofs(Scope scope) {
        return asked("""
                select p.id, p.made_at, p.content #>> '{decision,measure}' as measure, p.content ->> 'place' as place
                from proof p join proof_link l on l.proof_id = p.id
                where p.municipality_id = any (:shared) and (:source = '' or p.source = :source)
                  and p.kind in ('DECISION', 'TOUR')
                order by p.id desc limit :limit""", scope)
                .param("limit", NEWEST_PROOFS)
                .query((rs, n) -> new NewProof(
                        rs.getLong("id"), instant(rs, "made_at"), rs.getString("measure"), rs.getString("place")))
                .list();
    }

    /** The streets of the orders that are not done, for the map. */
    List<Courses> listCourses(Scope scope) {
        return asked("""
                select d.measure, w.started_at is not null as started,
                    jsonb_path_query_array(w.stops, '$[*].course') as courses
                from work_order w
                join decision d on d.id = w.decision_id
                join proposal p on p.id = d.proposal_id
                where w.done_at is null and w.municipality_id = any (:shared) and (:source = '' or p.source = :source)
                order by w.id""", scope)
                .query((rs, n) -> new Courses(
                        rs.getString("measure"),
                        rs.getBoolean("started"),
                        json.readValue(rs.getString("courses"), new TypeReference<List<List<Position>>>() {})))
                .list();
    }

    private JdbcClient.StatementSpec asked(String sql, Scope scope) {
        return jdbc.sql(sql)
                .param("shared", scope.shared().toArray(Long[]::new))
                .param("own", scope.own().toArray(Long[]::new))
                .param("source", scope.source());
    }

    private static OpenProposal proposal(ResultSet rs, int row) throws SQLException {
        PGpoint point = rs.getObject("pt", PGpoint.class);
        return new OpenProposal(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("source"),
                rs.getString("headline"),
                rs.getString("place"),
                rs.getString("origin"),
                Position.ofMicrodegrees(point.x, point.y),
                Urgency.valueOf(rs.getString("urgency")),
                instant(rs, "raised_at"),
                instant(rs, "confirmed_at"),
                instant(rs, "valid_until"),
                instantOrNull(rs, "decide_by"),
                instantOrNull(rs, "postponed_until"),
                Arrays.asList((String[]) rs.getArray("seen_by").getArray()),
                rs.getString("taken_by"));
    }

    private static RunningOrder order(ResultSet rs, int row) throws SQLException {
        return new RunningOrder(
                rs.getLong("id"),
                rs.getLong("municipality_id"),
                rs.getString("source"),
                rs.getString("measure"),
                rs.getString("place"),
                rs.getDouble("metres"),
                instantOrNull(rs, "started_at"),
                stops(rs),
                instantOrNull(rs, "due_at"));
    }

    private static Out out(ResultSet rs, @Nullable Newest newest) throws SQLException {
        return new Out(
                rs.getLong("id"),
                rs.getLong("order_id"),
                rs.getLong("municipality_id"),
                rs.getString("name"),
                rs.getString("vehicle"),
                Tour.State.valueOf(rs.getString("state")),
                instantOrNull(rs, "started_at"),
                stops(rs),
                newest == null ? null : newest.fix().time(),
                newest == null ? null : newest.fix().position());
    }

    private static Stops stops(ResultSet rs) throws SQLException {
        return new Stops(rs.getInt("all_stops"), rs.getInt("done_stops"), rs.getInt("left_stops"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
